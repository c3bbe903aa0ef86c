"""Which control is enabled where, as `control_tower.controls` says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from modules.organization.control_tower.spec import ControlTowerSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlBinding:
    """One control of one organizational unit."""

    unit: str
    """The unit's path, as written: `Workloads/Production`."""
    control: str
    """The control's name in the catalogue."""
    parameters: Mapping[str, tuple[str, ...]]

    @property
    def target(self) -> tuple[str, ...]:
        """The unit's path of names."""
        return tuple(self.unit.split("/"))

    @property
    def source(self) -> tuple[str, ...]:
        """The path of the control in the YAML."""
        return ("control_tower", "controls", self.unit, self.control)

    @property
    def control_id(self) -> str:
        """The control's name as addresses have it: `ct-sagemaker-pr-1`."""
        return address_part(self.control)

    @property
    def key(self) -> str:
        """What tells it from all others."""
        return f"{self.unit} {self.control}"


def address_part(control: str) -> str:
    """Write a control's name as a part of an address: those of the catalogue stay apart."""
    return re.sub(r"[^a-z0-9]", "-", control.lower())


def bindings(spec: ControlTowerSpec | None) -> Iterator[ControlBinding]:
    """Every control of every unit, in the order written."""
    for unit, controls in (spec.controls if spec else {}).items():
        for control, parameters in controls.items():
            yield ControlBinding(unit=unit, control=control, parameters=parameters)
