"""What the account that pipelines run in starts with."""

from __future__ import annotations

from cdktf_cdktf_provider_aws.codeconnections_connection import CodeconnectionsConnection
from constructs import Construct

from modules.pipelines.places import PipelinesAccount
from modules.pipelines.roles import PipelineRoles
from modules.pipelines.spec import PipelinesSpec
from modules.storage.artifacts import Artifacts


class Pipelines(Construct):
    """Define the place for artifacts, connections to repositories, and the roles of pipelines and of their builds.

    A connection is pending until a person completes it in the console, whom its provider then asks (Developer Tools
    console User Guide, Update a pending connection).

    Args:
        scope: The module.
        id_: What it is called in addresses.
        spec: What there is.
        account: Where it is.
        boundary_arn: The permissions boundary of roles.
        access_log_bucket: The bucket that records who reads artifacts.
        deletion_days: Days between asking for the key's deletion and its end: 7 to 30.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        id_: str,
        *,
        spec: PipelinesSpec,
        account: PipelinesAccount,
        boundary_arn: str,
        access_log_bucket: str,
        deletion_days: int,
    ) -> None:
        super().__init__(scope, id_)
        artifacts = Artifacts(
            self,
            "artifacts",
            account=account,
            kept_days=spec.artifacts_kept_days,
            access_log_bucket=access_log_bucket,
            deletion_days=deletion_days,
        )
        connections = Construct(self, "connections")
        arns = [
            CodeconnectionsConnection(connections, name, name=name, provider_type=connection.provider).arn
            for name, connection in spec.connections.items()
        ]
        PipelineRoles(
            self, "roles", account=account, artifacts=artifacts, connection_arns=arns, boundary_arn=boundary_arn
        )
