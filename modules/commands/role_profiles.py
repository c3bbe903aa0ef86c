"""The AWS profile that each workspace is planned or applied with, where roles of their own deliver an environment."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from modules.commands.delivery_roles import delivery_roles_of
from modules.delivery.classes import Phase
from modules.deployment.state_roles import StateRole, assuming
from modules.landing_zone import LandingZone
from modules.runner.terraform.state_role import write_state_role
from modules.specification.errors import LandingZoneError

EXECUTION_ROLE = "TF_VAR_execution_role"
_KEYS = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")
"""They would be used in place of a profile."""
_PROFILE = ("AWS_PROFILE", "AWS_DEFAULT_PROFILE")
"""Terraform asks for the first one first, and boto3, by which services are turned on, for the second."""


def role_profiles(name: str, zone: LandingZone, output: Path, phase: Phase) -> dict[str, dict[str, str]]:
    """Return what each workspace has in its environment, by its id: the profile that is called like its role.

    What plans then works with states as the role that reads them, where access to states is limited.

    Args:
        name: The environment's name.
        zone: What its YAML says.
        output: The folder that it is synthesized to.
        phase: What is done.

    Raises:
        LandingZoneError: nobody delivers the environment without keys, or a profile is not there.

    """
    if zone.delivery is None:
        raise LandingZoneError(
            "an environment with profiles of roles must have roles for delivery",
            got=f"{name} without the section `delivery`",
            why="profiles are called like the roles that plan and apply each workspace",
            fix="add `delivery` (docs/how-to/run-in-ci-without-keys.md), or leave --role-profiles out",
        )
    if zone.delivery.hcp:
        raise LandingZoneError(
            "a workspace that HCP Terraform runs must have no profile of this machine",
            got=f"{name} with `delivery.hcp`",
            why="its runs work as roles that trust nobody else",
            fix="leave --role-profiles out",
        )
    roles = delivery_roles_of(name, zone, output)
    profiles = {workspace: of[phase.value].rpartition("/")[2] for workspace, of in roles.items()}
    _refuse_missing(set(profiles.values()))
    own = {EXECUTION_ROLE: zone.delivery.plan_role} if phase is Phase.PLAN else {}
    if phase is Phase.PLAN and zone.deployment.state_access:
        account_id = zone.organization.management_account.id
        for workspace in profiles:
            write_state_role(output / "stacks" / workspace, assuming(StateRole.READER, account_id, workspace))
    return {workspace: _environ(profile, own) for workspace, profile in profiles.items()}


def _environ(profile: str, own: Mapping[str, str]) -> dict[str, str]:
    return {**dict.fromkeys(_KEYS, ""), **dict.fromkeys(_PROFILE, profile), **own}


def _refuse_missing(needed: set[str]) -> None:
    from botocore.session import Session  # noqa: PLC0415 - takes its time

    missing = sorted(needed - {*Session().available_profiles})
    if missing:
        raise LandingZoneError(
            "each role that is worked as must have a profile of its name",
            got=f"no {', '.join(missing)}",
            why="a workspace is planned and applied as the role of its account's class, and as no other",
            fix="sign in as these roles and keep each in a profile (~/.aws/config), or leave --role-profiles out",
        )
