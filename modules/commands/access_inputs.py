"""What the reading of access needs to know of an environment, as plain data."""

from __future__ import annotations

from pathlib import Path

from modules.access.execution_roles import with_execution_roles
from modules.access.personas import AccountOwner, Personas
from modules.access.scenarios import PersonaScenario
from modules.access.scenarios import scenarios as read_scenarios
from modules.access.synthesized_access import SynthesizedAccess, access_of, read_access
from modules.accounts.stages import cleared_stages
from modules.commands.guardrail_inputs import facts
from modules.landing_zone import LandingZone
from modules.landing_zone.known_ids import known_ids
from modules.landing_zone.permission_sets import permission_set_parameters, used_permission_sets
from modules.policy_evaluation.requests.synthesized_environment import environment_of
from modules.synthesized.environment import Synthesized, read_synthesized


def access(name: str, zone: LandingZone, output: Path) -> SynthesizedAccess:
    """Read the access of an environment as it was synthesized."""
    return read_access(output, name, known_ids(zone))


def personas(name: str, zone: LandingZone, output: Path) -> Personas:
    """Return the requests that people in an environment can make, as `Personas`."""
    return personas_of(name, zone, read_synthesized(output, name, known_ids(zone)))


def personas_and_roles(name: str, zone: LandingZone, output: Path) -> Personas:
    """Return the requests that people can make, and execution roles of teams."""
    synthesized = read_synthesized(output, name, known_ids(zone))
    return with_execution_roles(personas_of(name, zone, synthesized), synthesized)


def scenarios(zone: LandingZone) -> dict[str, tuple[PersonaScenario, ...]]:
    """Read the scenarios of all permission sets that an environment may name, the whole library's and its own."""
    return read_scenarios(zone.permission_sets.folders)


def personas_of(name: str, zone: LandingZone, synthesized: Synthesized) -> Personas:
    """Return the requests that people in an environment can make, which was read already."""
    return Personas(
        environment_of(synthesized, facts(name, zone)),
        access_of(synthesized),
        {account.key: AccountOwner(account.team, account.cost_center) for account in zone.every_account},
        permission_set_parameters(zone),
        folders={name: known.folder for name, known in used_permission_sets(zone).items()},
        clearances={stage: cleared_stages(stage, zone.stages) for stage in zone.stages},
    )
