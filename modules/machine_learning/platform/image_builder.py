"""What AWS CodeBuild works as to build and publish images that teams may build on."""

from __future__ import annotations

from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.iam_role_policy import IamRolePolicy
from constructs import Construct

from modules.machine_learning.platform.base_images import IMAGE_BUILDER
from modules.machine_learning.platform.shared_account import SharedAccount
from modules.storage.statements import policy, trust_for_the_account


class ImageBuilder(Construct):
    """Define the role, which CodeBuild works as in this account only.

    AWS CodeBuild User Guide, Allow CodeBuild to interact with other AWS services.

    Args:
        scope: The module.
        id_: What it is called in addresses.
        account: Where it is.
        boundary_arn: The permissions boundary.

    """

    def __init__(self, scope: Construct, id_: str, *, account: SharedAccount, boundary_arn: str) -> None:
        super().__init__(scope, id_)
        place = f"{account.region}:{account.account_id}"
        trust = trust_for_the_account("TrustCodeBuildOfTheAccount", "codebuild", account.account_id)
        publish = {
            "Sid": "PublishBaseImages",
            "Effect": "Allow",
            "Action": [
                "ecr:BatchCheckLayerAvailability",
                "ecr:BatchGetImage",
                "ecr:CompleteLayerUpload",
                "ecr:GetDownloadUrlForLayer",
                "ecr:InitiateLayerUpload",
                "ecr:PutImage",
                "ecr:UploadLayerPart",
            ],
            "Resource": f"arn:aws:ecr:{place}:repository/base/*",
        }
        token = {"Sid": "GetAToken", "Effect": "Allow", "Action": "ecr:GetAuthorizationToken", "Resource": "*"}
        logs = {
            "Sid": "WriteLogsOfBuilds",
            "Effect": "Allow",
            "Action": ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
            "Resource": f"arn:aws:logs:{place}:log-group:/aws/codebuild/*",
        }
        role = IamRole(
            self,
            "Default",
            name=IMAGE_BUILDER,
            path="/platform/",
            description="What CodeBuild works as to build and publish base images",
            permissions_boundary=boundary_arn,
            assume_role_policy=policy([trust]),
        )
        IamRolePolicy(self, "policy", name=IMAGE_BUILDER, role=role.name, policy=policy([publish, token, logs]))
