"""What every workspace has: its id, its backend, its provider range."""

from __future__ import annotations

from dataclasses import dataclass

from cdktf import TerraformStack
from constructs import Construct

from modules.accounts import roster
from modules.accounts.roster import Account
from modules.landing_zone import LandingZone
from modules.naming import required_tags, workspace_id
from modules.workspaces.backends import keep_state
from modules.workspaces.providers import require_provider, work_in


@dataclass(frozen=True, slots=True)
class Environment:
    """An environment's name, and all that its YAML says."""

    name: str
    zone: LandingZone

    def tags(self, account: Account) -> dict[str, str]:
        """Return the tags of everything in an account."""
        return required_tags(self.name, account)


class Workspace(TerraformStack):
    """Define an empty workspace of an environment."""

    def __init__(self, scope: Construct, name: str, *, environment: Environment) -> None:
        super().__init__(scope, workspace_id(environment.name, name))
        self._name = name
        # Apart from what is called as users say; `Default` shows in no address.
        self._own = Construct(self, "Default")
        self._backend = keep_state(
            self, environment.zone.deployment.backend, scope=self._own, environment=environment.name
        )
        self._read: dict[str, str] = {}
        require_provider(self)

    def read(self, producer: Workspace, output: str) -> str:
        """Return a reference to an output of another workspace, without `${}`; it is applied before this one."""
        if producer._name not in self._read:
            state = producer._backend.get_remote_state_data_source(self._own, producer._name, self.node.id)
            state.override_logical_id(producer._name)  # CDKTF would drop the mark of a place
            self.add_dependency(producer)
            self._read[producer._name] = state.fqn
        return f"{self._read[producer._name]}.outputs.{output}"


class ManagementWorkspace(Workspace):
    """Define an empty workspace that works in the management account, in the home region."""

    def __init__(self, scope: Construct, name: str, *, environment: Environment) -> None:
        super().__init__(scope, name, environment=environment)
        zone = environment.zone
        work_in(
            self._own,
            account_id=zone.organization.management_account.id,
            role_name=zone.deployment.management_role,
            region=zone.organization.home_region,
            tags=environment.tags(roster.management(zone.organization)),
        )
