"""The tree of organizational units."""

from __future__ import annotations

from collections.abc import Mapping

from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.organizations_organizational_unit import OrganizationsOrganizationalUnit
from constructs import Construct

from modules.organization.spec import OrganizationalUnitSpec
from modules.organization.unit_ids import unit_id


class OrganizationalUnits(Construct):
    """Define units below one parent, and all units below those.

    A unit's address is made of the names above it, so moving one in the tree replaces it; Organizations refuses to
    delete a unit that holds accounts.
    """

    def __init__(
        self, scope: Construct, id_: str, *, parent_id: str, units: Mapping[str, OrganizationalUnitSpec]
    ) -> None:
        super().__init__(scope, id_)
        self._unit_ids: dict[tuple[str, ...], str] = {}
        self._unit_arns: dict[tuple[str, ...], str] = {}
        for name, spec in units.items():
            branch = Construct(self, unit_id(name))
            unit = OrganizationsOrganizationalUnit(
                branch,
                "Default",
                name=name,
                parent_id=parent_id,
                lifecycle=TerraformResourceLifecycle(prevent_destroy=True),
            )
            self._unit_ids[name,], self._unit_arns[name,] = unit.id, unit.arn
            below = OrganizationalUnits(branch, "units", parent_id=unit.id, units=spec.units)
            self._unit_ids |= {(name, *path): unit_id for path, unit_id in below.unit_ids.items()}
            self._unit_arns |= {(name, *path): arn for path, arn in below.unit_arns.items()}

    @property
    def unit_ids(self) -> dict[tuple[str, ...], str]:
        """Tokens: each unit's id, by its path of names."""
        return dict(self._unit_ids)

    @property
    def unit_arns(self) -> dict[tuple[str, ...], str]:
        """Tokens: each organizational unit's ARN, by its path of names."""
        return dict(self._unit_arns)
