"""What a team has of the central registry of models."""

from __future__ import annotations

from cdktf_cdktf_provider_aws.sagemaker_model_package_group import SagemakerModelPackageGroup
from cdktf_cdktf_provider_aws.sagemaker_model_package_group_policy import SagemakerModelPackageGroupPolicy
from constructs import Construct

from modules.machine_learning.models.approval_events import ApprovalEvents
from modules.machine_learning.models.artifact_policy import bucket_statements, key_statements
from modules.machine_learning.models.group_policy import group_statements
from modules.machine_learning.models.registered_team import RegisteredTeam
from modules.machine_learning.spec import ModelRegistrySpec
from modules.storage.encryption_key import EncryptionKey
from modules.storage.private_bucket import PrivateBucket, Retention
from modules.storage.statements import policy


class TeamModels(Construct):
    """Define a team's model package group with its policy, the bucket and the key of artifacts, and what tells of them.

    Args:
        scope: The workspace.
        id_: What it is called in addresses.
        spec: How long artifacts are kept.
        team: Whose models they are.
        boundary_arn: The permissions boundary of roles.
        access_log_bucket: The bucket that records who reads artifacts.
        deletion_days: Days between asking for the key's deletion and its end: 7 to 30.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        id_: str,
        *,
        spec: ModelRegistrySpec,
        team: RegisteredTeam,
        boundary_arn: str,
        access_log_bucket: str,
        deletion_days: int,
    ) -> None:
        super().__init__(scope, id_)
        group = SagemakerModelPackageGroup(
            self,
            "group",
            model_package_group_name=team.group_name,
            model_package_group_description=f"Models of team {team.name}",
            tags=team.group_tags,
        )
        if statements := group_statements(team):
            SagemakerModelPackageGroupPolicy(
                self,
                "group-policy",
                model_package_group_name=group.model_package_group_name,
                resource_policy=policy(statements),
            )
        key = EncryptionKey(
            self,
            "key",
            alias=team.key_alias,
            description=f"Artifacts of models of team {team.name}",
            account_id=team.registry_account_id,
            statements=key_statements(team, f"arn:aws:s3:::{team.bucket_name}"),
            deletion_days=deletion_days,
        )
        PrivateBucket(
            self,
            "artifacts",
            name=team.bucket_name,
            key_arn=key.key_arn,
            retention=Retention(versions_after=spec.versions_kept_days),
            statements=lambda arn: bucket_statements(team, arn, key.key_arn),
            access_log_bucket=access_log_bucket,
        )
        if team.deployers:
            ApprovalEvents(self, "events", team=team, boundary_arn=boundary_arn)
