"""The family of what teams have of the central registry of models, one workspace for each team."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from modules.accounts.roster import Account, account_for
from modules.accounts.spec import Function
from modules.accounts.stages import kind_of
from modules.landing_zone import LandingZone
from modules.landing_zone.deployments import deployer, has_registry, served_from
from modules.landing_zone.models import approvers
from modules.workspaces.account.account import AccountWorkspace
from modules.workspaces.base.deployment import Deployment, Representative
from modules.workspaces.base.workspace import Workspace
from modules.workspaces.foundation.vended_accounts import AccountsOutputs
from modules.workspaces.machine_learning.models import TEAM, ModelsWorkspace, StageShape, TeamShape, id_of, key_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelsWorkspaces:
    """One workspace in the registry's account for each team: a new team, or stage, touches no other."""

    deployment: Deployment
    accounts: AccountsOutputs
    account_workspaces: Mapping[str, Representative[AccountWorkspace]]
    sharing: Workspace | None
    """The workspace that lets accounts share within the organization."""

    @property
    def members(self) -> tuple[str, ...]:
        """The teams that have accounts."""
        return tuple(dict.fromkeys(account.team for account in self._zone.roster if account.team))

    def key(self, member: str) -> str:
        """Return the team's name."""
        return member

    def shape(self, member: str) -> TeamShape:
        """Return the stages of the team's accounts with what is known of each, and what it reads of features."""
        return TeamShape(tuple(self._stages(member)), self._zone.teams[member].feature_groups)

    def define(self, key: str, shape: TeamShape) -> ModelsWorkspace:
        """Define the workspace of a shape."""
        registry = account_for(Function.ML_SHARED_SERVICES, self._zone.roster)
        workspace = ModelsWorkspace(
            self.deployment,
            key,
            shape=shape,
            registry=registry,
            accounts=self.accounts,
            account_workspaces=self.account_workspaces,
        )
        if self.sharing:
            workspace.add_dependency(self.sharing)
        return workspace

    def values(self, member: str) -> dict[str, str]:
        """Return the team's values, by the names of the markers."""
        accounts = [*self._accounts_of(member)]
        ids = {id_of(str(account.stage)): account.known_id or "" for account in accounts}
        keys = {key_of(str(account.stage)): account.key for account in accounts}
        return {TEAM: member, **ids, **keys}

    @property
    def _zone(self) -> LandingZone:
        return self.deployment.environment.zone

    def _stages(self, member: str) -> Iterator[StageShape]:
        return (
            StageShape(
                stage=str(account.stage),
                kind=kind_of(str(account.stage), self._zone.stages),
                is_known=account.known_id is not None,
                approvers=tuple(approvers(self._zone, str(account.stage))),
                is_central=_is_central(self._zone, account),
                is_served=served_from(self._zone, account) is not None,
            )
            for account in self._accounts_of(member)
        )

    def _accounts_of(self, team: str) -> Iterable[Account]:
        return (account for account in self._zone.roster if account.team == team)


def add_models(
    deployment: Deployment,
    *,
    accounts: AccountsOutputs,
    account_workspaces: Mapping[str, Representative[AccountWorkspace]],
    sharing: Workspace | None,
) -> None:
    """Add what teams have of the registry and of features; nothing, where there is no registry.

    Args:
        deployment: The deployment.
        accounts: What is known of the accounts.
        account_workspaces: The workspace that stands for each account's, by the account's key.
        sharing: The workspace that lets accounts share within the organization.

    """
    if has_registry(deployment.environment.zone):
        deployment.add_each(
            ModelsWorkspaces(
                deployment=deployment, accounts=accounts, account_workspaces=account_workspaces, sharing=sharing
            )
        )


def _is_central(zone: LandingZone, account: Account) -> bool:
    """Whether a central team deploys what is the account's stage."""
    place = deployer(zone, account)
    return place is not None and place.key != account.key
