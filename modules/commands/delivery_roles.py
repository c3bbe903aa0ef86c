"""Which roles deliver each workspace of an environment, as it is synthesized."""

from __future__ import annotations

from pathlib import Path

from modules.delivery.spec import DeliverySpec, HcpSpec
from modules.delivery_tests.workspaces import accounts_of_workspaces, roles_of_workspaces
from modules.landing_zone import LandingZone
from modules.landing_zone.hcp_delivery import HcpDelivery, hcp_delivery
from modules.landing_zone.known_ids import known_ids
from modules.synthesized.environment import Synthesized, read_synthesized
from modules.synthesized.manifest import read_manifest


def delivery_roles_of(name: str, zone: LandingZone, output: Path) -> dict[str, dict[str, str]]:
    """Return the ARN of the role for each phase, by workspace.

    In the place of the id of an account that is not known yet is its key, in braces.

    Args:
        name: The environment's name.
        zone: What its YAML says.
        output: The folder that it is synthesized to.

    Raises:
        LandingZoneError: a workspace works in accounts of several classes, or in one that is not known.

    """
    synthesized = read_synthesized(output, name, known_ids(zone))
    if zone.delivery and zone.delivery.hcp:
        return _roles_of_runs(hcp_delivery_of(synthesized, zone, zone.delivery, zone.delivery.hcp, output))
    accounts = {account.key: account for account in zone.every_account}
    return roles_of_workspaces(synthesized, accounts, zone.organization.management_account.id)


def hcp_delivery_of(
    synthesized: Synthesized, zone: LandingZone, delivery: DeliverySpec, spec: HcpSpec, output: Path
) -> HcpDelivery:
    """Return the roles that runs of HCP Terraform work as.

    Args:
        synthesized: The environment.
        zone: What its YAML says.
        delivery: What that says of delivery.
        spec: And of HCP Terraform.
        output: The folder that it is synthesized to.

    Raises:
        LandingZoneError: a workspace works in several accounts, or in one that is not known, or a role would have to
            trust more than it can name.

    """
    keys = accounts_of_workspaces(synthesized)
    manifest = read_manifest(output, synthesized.environment)
    by_others = {workspace for workspace, each in manifest.items() if each.is_delivered}
    return hcp_delivery(zone, spec, delivery, {key: of for key, of in keys.items() if key not in by_others})


def _roles_of_runs(delivery: HcpDelivery) -> dict[str, dict[str, str]]:
    roles = {}
    for each in delivery.accounts:
        account = each.account.known_id or f"{{{each.account.key}}}"
        for workspace in each.workspaces:
            names = delivery.role_names(workspace, each)
            roles[workspace] = {phase.value: f"arn:aws:iam::{account}:role/{name}" for phase, name in names.items()}
    return roles
