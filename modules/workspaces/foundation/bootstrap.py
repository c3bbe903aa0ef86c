"""The workspace of what states in S3 need, in the management account. Its own state is there, too, once that exists."""

from __future__ import annotations

from modules.accounts import roster
from modules.deployment.bootstrap.lock_table import LockTable
from modules.deployment.bootstrap.state_bucket import StateBucket
from modules.deployment.bootstrap_spec import BOOTSTRAP, BootstrapSpec
from modules.deployment.spec import S3BackendSpec
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.providers import add_provider
from modules.workspaces.base.workspace import Workspace


class BootstrapWorkspace(Workspace):
    """Define the bucket of states, its key, and the lock table where the backend names one.

    Args:
        deployment: The deployment.
        spec: What the environment says of it.
        backend: What they are called.

    """

    def __init__(self, deployment: Deployment, *, spec: BootstrapSpec, backend: S3BackendSpec) -> None:
        super().__init__(deployment, BOOTSTRAP)
        environment = deployment.environment
        account = roster.management(environment.zone.organization)
        account_id = environment.zone.organization.management_account.id
        add_provider(
            self.default_scope,
            account_id=account_id,
            role_name=environment.role_name(account),
            region=backend.region,
            tags=environment.tags(account),
        )
        states = StateBucket(
            self,
            "states",
            backend=backend,
            spec=spec,
            account_id=account_id,
            deletion_days=environment.zone.baseline.key_deletion_days,
        )
        if backend.dynamodb_table:
            LockTable(self, "locks", name=backend.dynamodb_table, key_arn=states.key_arn)


def add_bootstrap(deployment: Deployment) -> None:
    """Add what states need; nothing, where that is somebody else's, or where states are elsewhere, as in a preview."""
    written = deployment.environment.zone.deployment
    if written.bootstrap and isinstance(written.backend, S3BackendSpec):
        deployment.add(BootstrapWorkspace(deployment, spec=written.bootstrap, backend=written.backend))
