"""Where a team's experiments are recorded: a tracking server of MLflow."""

from __future__ import annotations

from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.iam_policy import IamPolicy
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.iam_role_policy import IamRolePolicy
from cdktf_cdktf_provider_aws.iam_role_policy_attachment import IamRolePolicyAttachment
from cdktf_cdktf_provider_aws.sagemaker_mlflow_tracking_server import SagemakerMlflowTrackingServer
from constructs import Construct

from modules.machine_learning.spec import ExperimentTrackingSpec
from modules.machine_learning.team import Team
from modules.specification.tag_keys import LibraryTag, key_of
from modules.storage.statements import Statement, policy, trust_for_the_account

_ROLE = "ExperimentTracking"
_RECORDING = "RecordExperiments"
_FOLDER = "experiments"
"""The folder of the team's bucket that holds what runs leave behind."""


class ExperimentTracking(Construct):
    """Define the server, the role that it works as, and what jobs may do with it, in the team's account.

    Artifacts are in the team's bucket, under the team's key. The server registers no model: the registry is in another
    account, and has rules of its own (Amazon SageMaker AI Developer Guide, Set up IAM permissions for MLflow).

    Args:
        scope: The module.
        id_: What it is called in addresses.
        spec: How large it is.
        team: Whose it is.
        bucket_name: The team's bucket, once it is there.
        key_arn: The team's key.
        boundary_arn: The permissions boundary of roles.
        recorder: The role, by name, that jobs and Studio work as. It has no room for more in its own policy.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        id_: str,
        *,
        spec: ExperimentTrackingSpec,
        team: Team,
        bucket_name: str,
        key_arn: str,
        boundary_arn: str,
        recorder: str,
    ) -> None:
        super().__init__(scope, id_)
        role = IamRole(
            self,
            "role",
            name=_ROLE,
            path=team.role_path,
            description="What the tracking server of MLflow works as",
            permissions_boundary=boundary_arn,
            assume_role_policy=policy([trust_for_the_account("TrustSageMaker", "sagemaker", team.account_id)]),
        )
        statements = _statements(bucket_name, key_arn)
        own = IamRolePolicy(self, "policy", name=_ROLE, role=role.name, policy=policy(statements))
        SagemakerMlflowTrackingServer(
            self,
            "Default",
            tracking_server_name=team.tracking_server_name,
            role_arn=role.arn,
            artifact_store_uri=f"s3://{bucket_name}/{_FOLDER}",
            tracking_server_size=spec.size,
            automatic_model_registration=False,
            tags={key_of(LibraryTag.DATA_CLASSIFICATION, team.tag_keys): spec.data_classification},
            depends_on=[own],
            lifecycle=TerraformResourceLifecycle(prevent_destroy=True),
        )
        recording = IamPolicy(
            self, "recording", name=_RECORDING, path=team.role_path, policy=policy(_recording(team.tracking_server_arn))
        )
        IamRolePolicyAttachment(self, "recorder", role=recorder, policy_arn=recording.arn)


def _statements(bucket: str, key_arn: str) -> list[Statement]:
    bucket_arn = f"arn:aws:s3:::{bucket}"
    return [
        {
            "Sid": "ListArtifacts",
            "Effect": "Allow",
            "Action": "s3:ListBucket",
            "Resource": bucket_arn,
            "Condition": {"StringLike": {"s3:prefix": [_FOLDER, f"{_FOLDER}/*"]}},
        },
        {
            "Sid": "KeepArtifacts",
            "Effect": "Allow",
            "Action": ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:PutObject"],
            "Resource": f"{bucket_arn}/{_FOLDER}/*",
        },
        {
            "Sid": "UseTheTeamsKey",
            "Effect": "Allow",
            "Action": ["kms:Decrypt", "kms:GenerateDataKey"],
            "Resource": key_arn,
        },
    ]


def _recording(server_arn: str) -> list[Statement]:
    """Let jobs record, and Studio show it. Nobody deletes what was tried, or registers a model beside the registry."""
    return [
        {
            "Sid": "RecordExperiments",
            "Effect": "Allow",
            "Action": [
                "sagemaker-mlflow:CreateExperiment",
                "sagemaker-mlflow:CreateRun",
                "sagemaker-mlflow:EndTrace",
                "sagemaker-mlflow:FinalizeLoggedModel",
                "sagemaker-mlflow:Get*",
                "sagemaker-mlflow:List*",
                "sagemaker-mlflow:Log*",
                "sagemaker-mlflow:Search*",
                "sagemaker-mlflow:SetExperimentTag",
                "sagemaker-mlflow:SetLoggedModelTags",
                "sagemaker-mlflow:SetTag",
                "sagemaker-mlflow:SetTraceTag",
                "sagemaker-mlflow:StartTrace",
                "sagemaker-mlflow:UpdateExperiment",
                "sagemaker-mlflow:UpdateRun",
                "sagemaker:CreatePresignedMlflowTrackingServerUrl",
            ],
            "Resource": server_arn,
        },
        {"Sid": "OpenTheUserInterface", "Effect": "Allow", "Action": "sagemaker-mlflow:AccessUI", "Resource": "*"},
    ]
