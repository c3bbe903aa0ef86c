"""What the reading of access needs to know of an environment, as plain data."""

from __future__ import annotations

from pathlib import Path

from modules.access.personas import Belonging, Personas
from modules.access.scenarios import PersonaScenario
from modules.access.scenarios import scenarios as read_scenarios
from modules.access.synthesized_access import SynthesizedAccess, read_access
from modules.commands.guardrail_inputs import facts
from modules.identity import library
from modules.landing_zone import LandingZone
from modules.policy_evaluation.synthesized_environment import read_environment


def access(name: str, zone: LandingZone, output: Path) -> SynthesizedAccess:
    """Read the access of an environment as it was synthesized."""
    return read_access(output, name, {one.known_id: one.key for one in zone.roster if one.known_id})


def personas(name: str, zone: LandingZone, output: Path) -> Personas:
    """Return what makes the requests of people in an environment."""
    return Personas(
        read_environment(output, facts(name, zone)),
        access(name, zone, output),
        {one.key: Belonging(one.team, one.cost_center) for one in zone.roster},
        zone.permission_set_parameters(),
    )


def scenarios() -> dict[str, tuple[PersonaScenario, ...]]:
    """Read the scenarios of the whole library."""
    return read_scenarios({name: library.LIBRARY / name for name in library.names()})
