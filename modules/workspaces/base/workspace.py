"""What every workspace has: its id, its backend, its provider range, its providers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from cdktf import TerraformHclModule, TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider
from constructs import Construct

from modules.accounts import roster
from modules.deployment.backends import configure_backend
from modules.landing_zone.delivery import apply_role_of_runs
from modules.naming import workspace_id
from modules.workspaces.base.blueprint import MODULES_FOLDER, Blueprint
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.providers import add_provider, begin_as, require_provider, tell_phases_apart
from modules.workspaces.base.repetition import Repetition, Values

REMOTE_STATE = "terraform_remote_state"
"""The data source that reads another workspace's outputs."""


class ValueRead(NamedTuple):
    """An output that a workspace reads."""

    producer: Workspace
    output: str
    depth: int
    """How many keys lead from the output to the value that the reader takes out of it; 0 where it takes the whole."""


class Workspace(TerraformStack):
    """Define an empty workspace. It is written once it was added to its deployment.

    Args:
        deployment: The deployment that it belongs to.
        name: Its name in the environment: `organization`, `account-fraud-dev`.

    """

    def __init__(self, deployment: Deployment, name: str) -> None:
        environment = deployment.environment
        super().__init__(deployment.app, workspace_id(environment.name, name))
        self._name = name
        self._blueprints = deployment.blueprints
        # What every workspace has is apart from what is called as users say; `Default` shows in no address.
        self.default_scope = Construct(self, "Default")
        if role := apply_role_of_runs(environment.zone):
            begin_as(self.default_scope, role, reached_as=environment.zone.vending.role_name())
        elif environment.zone.delivery:
            tell_phases_apart(self.default_scope, environment.zone.vending.role_name())
        self._backend = configure_backend(
            self, environment.zone.deployment.backend, scope=self.default_scope, environment=environment.name
        )
        self._read: dict[str, str] = {}
        self._values_read: dict[ValueRead, None] = {}
        self._repetitions = deployment.repetitions.setdefault(self.node.id, [])
        require_provider(self)

    @property
    def name(self) -> str:
        """Its name in the environment."""
        return self._name

    @property
    def reads(self) -> tuple[str, ...]:
        """The workspaces whose outputs it reads, by their names in the environment."""
        return tuple(self._read)

    @property
    def values_read(self) -> Iterable[ValueRead]:
        """The outputs of other workspaces that it reads."""
        return tuple(self._values_read)

    def read(self, producer: Workspace, output: str, *, depth: int = 0) -> str:
        """Return a reference to an output of another workspace, without `${}`; it is applied before this one.

        Args:
            producer: The other workspace.
            output: The output's name.
            depth: How many keys lead from the output to the value that is read.

        """
        self._values_read[ValueRead(producer, output, depth)] = None
        if producer._name not in self._read:
            state = producer._backend.get_remote_state_data_source(self.default_scope, producer._name, self.node.id)
            state.override_logical_id(producer._name)  # CDKTF would drop a marker
            self.add_dependency(producer)
            self._read[producer._name] = f"data.{REMOTE_STATE}.{producer._name}"
        return f"{self._read[producer._name]}.outputs.{output}"

    def call(
        self, id_: str, blueprint: Blueprint, *, provider: AwsProvider, variables: Mapping[str, str] | None = None
    ) -> TerraformHclModule:
        """Call a blueprint's module with one provider, and with what it needs of others."""
        self._blueprints.add(blueprint)
        return TerraformHclModule(
            self,
            id_,
            source=f"./{MODULES_FOLDER}/{blueprint.name}",
            providers=[provider],
            variables=variables,
            skip_asset_creation_from_local_modules=True,
        )

    def repeat(
        self, members: Sequence[Values], *, by: Iterable[str], without: Iterable[str] = (), by_name: bool = False
    ) -> None:
        """Write for every member what is constructed once with markers; see `Repetition`."""
        self._repetitions.append(
            Repetition(members=members, by=frozenset(by), without=frozenset(without), by_name=by_name)
        )


class ManagementWorkspace(Workspace):
    """Define an empty workspace that works in the management account, in the home region."""

    def __init__(self, deployment: Deployment, name: str, *, tokens_for_retries: int | None = None) -> None:
        super().__init__(deployment, name)
        environment = deployment.environment
        account = roster.management(environment.zone.organization)
        self.provider = add_provider(
            self.default_scope,
            account_id=environment.zone.organization.management_account.id,
            role_name=environment.role_name(account),
            region=environment.zone.organization.home_region,
            tags=environment.tags(account),
            tokens_for_retries=tokens_for_retries,
        )
