"""Who does what with models of the central registry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from modules.accounts.roster import Account, account_for
from modules.accounts.spec import Function
from modules.accounts.stages import kind_of
from modules.identity.directory import names_in_stages
from modules.identity.stage_binding import name_in_stage
from modules.landing_zone.deployments import deployer, has_registry, served_from
from modules.landing_zone.specification import LandingZone
from modules.machine_learning.models.registered_team import RegisteredTeam, TeamStage


def approvers(zone: LandingZone, stage: str) -> Iterator[str]:
    """Name the permission sets of those who approve as they are called in a stage."""
    if zone.machine_learning:
        for name in zone.machine_learning.model_registry.approver_permission_sets:
            known = names_in_stages(name, zone.permission_sets, zone.stages)
            yield from {name, name_in_stage(name, stage)} & {*known}


def team_in_registry(zone: LandingZone, team: str, members: Iterable[Account]) -> RegisteredTeam | None:
    """Return a team as the registry knows it, with keys of accounts for their ids; None where there is no registry.

    Args:
        zone: The environment.
        team: The team's name.
        members: Its accounts.

    """
    if not has_registry(zone):
        return None
    return RegisteredTeam(
        organization=zone.organization.name,
        name=team,
        registry_account_id=account_for(Function.ML_SHARED_SERVICES, zone.roster).key,
        region=zone.organization.home_region,
        tag_keys=zone.organization.tag_keys,
        stages=tuple(
            TeamStage(
                stage=str(account.stage),
                kind=kind_of(str(account.stage), zone.stages),
                account_id=account.key,
                approvers=tuple(approvers(zone, str(account.stage))),
                central_account_id=_central(zone, account),
                is_deployed=served_from(zone, account) is not None,
            )
            for account in members
        ),
    )


def _central(zone: LandingZone, account: Account) -> str | None:
    """Return the key of the account of the central team, where that one deploys in place of an account."""
    place = deployer(zone, account)
    return None if place is None or place.key == account.key else place.key
