"""Controls of organizational units."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from cdktf_cdktf_provider_aws.controltower_control import ControltowerControl, ControltowerControlParameters
from constructs import Construct

from modules.organization.control_tower.bindings import ControlBinding
from modules.organization.control_tower.catalogue import CataloguedControl
from modules.organization.control_tower.chains import predecessors
from modules.organization.unit_ids import unit_id


class EnabledControls(Construct):
    """Define the controls of every unit, never more of them at once than Control Tower performs.

    A control's address is made of its unit's path and its own name. The units stand where `OrganizationalUnits` has
    them, with `units` before each name but the first, so that no unit's name can be taken for a control's.

    Args:
        scope: The stack, or the construct, that owns the controls.
        id_: The start of the controls' addresses.
        bindings: Which control is enabled where.
        catalogue: Every control, by its name.
        unit_arns: Tokens: each unit's ARN, by its path of names.

    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        bindings: Iterable[ControlBinding],
        catalogue: Mapping[str, CataloguedControl],
        unit_arns: Mapping[tuple[str, ...], str],
    ) -> None:
        super().__init__(scope, id_)
        by_key = {binding.key: binding for binding in bindings}
        controls: dict[str, ControltowerControl] = {}
        for key, predecessor in predecessors(by_key).items():
            binding = by_key[key]
            controls[key] = ControltowerControl(
                self._unit(binding.target),
                binding.control_id,
                control_identifier=catalogue[binding.control].arn,
                target_identifier=unit_arns[binding.target],
                parameters=[
                    ControltowerControlParameters(key=name, value=_as_read_back(values))
                    for name, values in binding.parameters.items()
                ]
                or None,
                depends_on=[controls[predecessor]] if predecessor else None,
            )

    def _unit(self, target: tuple[str, ...]) -> Construct:
        """Return the construct of a unit, which is made where it is missing."""
        scope: Construct = self
        for depth, name in enumerate(target):
            for id_ in ("units", unit_id(name)) if depth else (unit_id(name),):
                scope = scope.node.try_find_child(id_) or Construct(scope, id_)  # type: ignore[assignment]
        return scope


def _as_read_back(values: Sequence[str]) -> str:
    """Write a list as the provider reads it back, without white space: with some, every plan would differ."""
    return json.dumps(list(values), separators=(",", ":"))
