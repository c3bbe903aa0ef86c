"""The family of what teams have of the central registry of models, one workspace for each team."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from modules.accounts.roster import Account, account_for
from modules.accounts.spec import Function
from modules.accounts.stages import kind_of
from modules.landing_zone import LandingZone
from modules.landing_zone.deployments import deployer, served_from
from modules.landing_zone.models import approvers
from modules.workspaces.account.account import AccountWorkspace
from modules.workspaces.base.deployment import Deployment, Representative
from modules.workspaces.foundation.vended_accounts import AccountsOutputs
from modules.workspaces.machine_learning.models import TEAM, ModelsWorkspace, StageShape, id_of, key_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelsWorkspaces:
    """One workspace in the registry's account for each team: a new team, or stage, touches no other."""

    deployment: Deployment
    accounts: AccountsOutputs
    account_workspaces: Mapping[str, Representative[AccountWorkspace]]

    @property
    def members(self) -> tuple[str, ...]:
        """The teams that have accounts."""
        return tuple(dict.fromkeys(account.team for account in self._zone.roster if account.team))

    def key(self, member: str) -> str:
        """Return the team's name."""
        return member

    def shape(self, member: str) -> tuple[StageShape, ...]:
        """Return the stages of the team's accounts, and what is known of each."""
        return tuple(
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

    def define(self, key: str, shape: tuple[StageShape, ...]) -> ModelsWorkspace:
        """Define the workspace of a shape."""
        registry = account_for(Function.ML_SHARED_SERVICES, self._zone.roster)
        return ModelsWorkspace(
            self.deployment,
            key,
            stages=shape,
            registry=registry,
            accounts=self.accounts,
            account_workspaces=self.account_workspaces,
        )

    def values(self, member: str) -> dict[str, str]:
        """Return the team's values, by the names of the markers."""
        accounts = [*self._accounts_of(member)]
        ids = {id_of(str(account.stage)): account.known_id or "" for account in accounts}
        keys = {key_of(str(account.stage)): account.key for account in accounts}
        return {TEAM: member, **ids, **keys}

    @property
    def _zone(self) -> LandingZone:
        return self.deployment.environment.zone

    def _accounts_of(self, team: str) -> Iterable[Account]:
        return (account for account in self._zone.roster if account.team == team)


def _is_central(zone: LandingZone, account: Account) -> bool:
    """Whether a central team deploys what is the account's stage."""
    place = deployer(zone, account)
    return place is not None and place.key != account.key
