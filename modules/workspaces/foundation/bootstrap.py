"""The workspace of what states in S3 need, in the management account. Its own state is there, too, once that exists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cdktf_cdktf_provider_aws.iam_policy import IamPolicy
from constructs import Construct

from modules.accounts import roster
from modules.delivery.classes import AccountClass, Phase, role_name
from modules.delivery.state_admission import admission, names_of, policy_name, state_roles
from modules.deployment.bootstrap.lock_table import LockTable
from modules.deployment.bootstrap.state_access import StateAccess
from modules.deployment.bootstrap.state_bucket import StateBucket
from modules.deployment.bootstrap_spec import BOOTSTRAP, BootstrapSpec
from modules.deployment.spec import S3BackendSpec
from modules.deployment.state_roles import StateRole, States, administrator_arns
from modules.naming import workspace_id
from modules.storage.statements import policy
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.providers import add_provider
from modules.workspaces.base.workspace import Workspace


@dataclass(frozen=True, slots=True)
class StateUse:
    """Which states the workspaces of an environment read, where access to states is limited."""

    reads: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The workspaces whose states each reads, by its id."""
    classes: Mapping[str, AccountClass] = field(default_factory=dict)
    """The class of each, by its id; none where no pipelines deliver the environment."""


class BootstrapWorkspace(Workspace):
    """Define the bucket of states, its key, the lock table where the backend names one, and who gets to which state.

    Args:
        deployment: The deployment.
        spec: What the environment says of it.
        backend: What they are called.
        use: Who reads what.

    """

    def __init__(self, deployment: Deployment, *, spec: BootstrapSpec, backend: S3BackendSpec, use: StateUse) -> None:
        super().__init__(deployment, BOOTSTRAP)
        environment = self._environment = deployment.environment
        account = roster.management(environment.zone.organization)
        account_id = self._account_id = environment.zone.organization.management_account.id
        add_provider(
            self.default_scope,
            account_id=account_id,
            role_name=environment.role_name(account),
            region=backend.region,
            tags=environment.tags(account),
        )
        of_states = States(backend=backend, environment=environment.name, account_id=account_id)
        administrators = administrator_arns(spec.access.administrators if spec.access else (), account_id)
        states = StateBucket(
            self,
            "states",
            backend=backend,
            spec=spec,
            account_id=account_id,
            statements=[of_states.named_only([*administrators, *self._administrating()])] if spec.access else [],
            deletion_days=environment.zone.baseline.key_deletion_days,
        )
        if backend.dynamodb_table:
            LockTable(self, "locks", name=backend.dynamodb_table, key_arn=states.key_arn)
        if spec.access:
            StateAccess(
                self,
                "access",
                states=of_states,
                key_arn=states.key_arn,
                reads=use.reads,
                administrators=administrators,
                deliverers=self._deliverers() if use.classes else {},
                policies_of_a_role=spec.access.policies_of_a_role,
            )
            self._admit_pipelines(use.classes)

    def _administrating(self) -> list[str]:
        """Return the role of pipelines that applies this workspace, as no other role; it administers the account."""
        if self._environment.zone.delivery is None:
            return []
        return [f"arn:aws:iam::{self._account_id}:role/{role_name(Phase.APPLY, AccountClass.MANAGEMENT)}"]

    def _deliverers(self) -> dict[StateRole, list[str]]:
        """Return the roles of pipelines, by the role that they work with states as."""
        return {
            role: [
                f"arn:aws:iam::{self._account_id}:role/{role_name(phase, of)}"
                for of in AccountClass
                for phase in Phase
                if role in state_roles(phase)
            ]
            for role in StateRole
        }

    def _admit_pipelines(self, classes: Mapping[str, AccountClass]) -> None:
        """Define the policies that roles of delivery have: for the workspaces of their class, and no others."""
        scope = Construct(self, "pipelines")
        own = {workspace_id(self._environment.name, BOOTSTRAP): AccountClass.MANAGEMENT} if classes else {}
        for of in {**dict.fromkeys(classes.values())}:
            of_class = Construct(scope, of)
            names = names_of(of, {**own, **classes}, self._environment.name)
            administers = of is AccountClass.MANAGEMENT  # what applies there may do anything in this account
            for phase in (Phase.PLAN,) if administers else Phase:
                IamPolicy(
                    of_class,
                    phase,
                    name=policy_name(phase, of),
                    description=f"For whose states pipelines {phase} that deliver to accounts of the class {of}",
                    policy=policy(admission(phase, names, self._account_id)),
                )


def add_bootstrap(deployment: Deployment, use: StateUse | None = None) -> None:
    """Add what states need; nothing, where that is somebody else's, or where states are elsewhere, as in a preview.

    Where access to states is limited, it is added once it is known what all others read.

    Args:
        deployment: The deployment.
        use: Who reads what; None where that is not known yet.

    """
    written = deployment.environment.zone.deployment
    if (
        written.bootstrap
        and isinstance(written.backend, S3BackendSpec)
        and bool(written.state_access) == (use is not None)
    ):
        deployment.add(
            BootstrapWorkspace(deployment, spec=written.bootstrap, backend=written.backend, use=use or StateUse())
        )
