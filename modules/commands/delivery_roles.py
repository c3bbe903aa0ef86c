"""Which roles deliver each workspace of an environment, as it is synthesized."""

from __future__ import annotations

from pathlib import Path

from modules.commands.known_ids import known_ids
from modules.delivery_tests.workspaces import roles_of_workspaces
from modules.landing_zone import LandingZone
from modules.synthesized.environment import read_synthesized


def delivery_roles_of(name: str, zone: LandingZone, output: Path) -> dict[str, dict[str, str]]:
    """Return the ARN of the role for each phase, by workspace.

    Args:
        name: The environment's name.
        zone: What its YAML says.
        output: The folder that it is synthesized to.

    Raises:
        LandingZoneError: a workspace works in accounts of several classes, or in one that is not known.

    """
    synthesized = read_synthesized(output, name, known_ids(zone))
    accounts = {account.key: account for account in zone.every_account}
    return roles_of_workspaces(synthesized, accounts, zone.organization.management_account.id)
