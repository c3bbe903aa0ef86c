"""Images that teams may build on: each in a repository that the organization pulls from, and one role pushes to."""

from __future__ import annotations

import json
from typing import Any

from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.ecr_lifecycle_policy import EcrLifecyclePolicy
from cdktf_cdktf_provider_aws.ecr_repository import (
    EcrRepository,
    EcrRepositoryEncryptionConfiguration,
    EcrRepositoryImageScanningConfiguration,
)
from cdktf_cdktf_provider_aws.ecr_repository_policy import EcrRepositoryPolicy
from constructs import Construct

from modules.machine_learning.platform.shared_account import SharedAccount
from modules.machine_learning.spec import BaseImageSpec
from modules.storage.statements import Statement, policy

IMAGE_BUILDER = "ImageBuilder"
"""The role that builds and publishes images (`modules/machine_learning/platform/image_builder.py`)."""

_PULLING = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
_CHANGING = [
    "ecr:BatchDeleteImage",
    "ecr:CompleteLayerUpload",
    "ecr:InitiateLayerUpload",
    "ecr:PutImage",
    "ecr:UploadLayerPart",
]
_UNTAGGED_DAYS = 7


class BaseImage(Construct):
    """Define the repository of one image: tags never move, every push is scanned, old images go.

    Amazon ECR User Guide, Preventing image tags from being overwritten, Image scanning and Private repository policies.

    Args:
        scope: The module.
        id_: The image's name: addresses begin with it.
        spec: What the image is for, and how many versions are kept.
        account: Where it is.
        key_arn: The key that encrypts it.

    """

    def __init__(
        self, scope: Construct, id_: str, *, spec: BaseImageSpec, account: SharedAccount, key_arn: str
    ) -> None:
        super().__init__(scope, id_)
        repository = EcrRepository(
            self,
            "Default",
            name=f"base/{id_}",
            image_tag_mutability="IMMUTABLE",
            image_scanning_configuration=EcrRepositoryImageScanningConfiguration(scan_on_push=True),
            encryption_configuration=[EcrRepositoryEncryptionConfiguration(encryption_type="KMS", kms_key=key_arn)],
            lifecycle=TerraformResourceLifecycle(prevent_destroy=True),
        )
        EcrRepositoryPolicy(self, "policy", repository=repository.name, policy=policy(_statements(account)))
        EcrLifecyclePolicy(
            self, "lifecycle", repository=repository.name, policy=json.dumps({"rules": _rules(spec.versions_kept)})
        )


def _statements(account: SharedAccount) -> list[Statement]:
    return [
        {
            "Sid": "PullInTheOrganization",
            "Effect": "Allow",
            "Principal": "*",
            "Action": _PULLING,
            "Condition": account.in_organization,
        },
        {
            # An image that was approved stays what it was: nobody else pushes, or takes one away.
            "Sid": "DenyChangesByOthers",
            "Effect": "Deny",
            "Principal": "*",
            "Action": _CHANGING,
            "Condition": {"ArnNotEquals": {"aws:PrincipalArn": f"{account.role_prefix}{IMAGE_BUILDER}"}},
        },
    ]


def _rules(versions_kept: int) -> list[dict[str, Any]]:
    """Say what expires; Amazon ECR takes it away by itself, and asks no policy."""
    untagged = {"tagStatus": "untagged", "countType": "sinceImagePushed", "countUnit": "days"}
    tagged = {"tagStatus": "tagged", "tagPatternList": ["*"], "countType": "imageCountMoreThan"}
    selections: list[dict[str, Any]] = [
        {**untagged, "countNumber": _UNTAGGED_DAYS},
        {**tagged, "countNumber": versions_kept},
    ]
    return [
        {"rulePriority": priority, "selection": selection, "action": {"type": "expire"}}
        for priority, selection in enumerate(selections, start=1)
    ]
