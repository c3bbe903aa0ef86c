"""Types of resources, by what they are to access across accounts: asked about, named in policies, or of no concern."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of thing that a policy of its own guards."""

    type: str
    """The type of resource."""
    policy: str
    """The type that holds its policy; its own type, where the policy is an argument of it."""
    owner: str = ""
    """The argument that leads from the policy to it."""
    argument: str = "policy"
    """The argument with the policy."""
    inner: str = "{arn}/{object}"
    """The ARN of what is in it."""


KINDS: Mapping[str, Kind] = {
    "bucket": Kind(type="aws_s3_bucket", policy="aws_s3_bucket_policy", owner="bucket"),
    "bus": Kind(type="aws_cloudwatch_event_bus", policy="aws_cloudwatch_event_bus_policy", owner="event_bus_name"),
    "queue": Kind(type="aws_sqs_queue", policy="aws_sqs_queue"),
    "images": Kind(type="aws_ecr_repository", policy="aws_ecr_repository_policy", owner="repository"),
    "key": Kind(type="aws_kms_key", policy="aws_kms_key"),
    "models": Kind(
        type="aws_sagemaker_model_package_group",
        policy="aws_sagemaker_model_package_group_policy",
        owner="model_package_group_name",
        argument="resource_policy",
        inner="arn:aws:sagemaker:{region}:{account}:model-package/{name}/{object}",
    ),
    "monitoring": Kind(type="aws_oam_sink", policy="aws_oam_sink_policy", owner="sink_identifier"),
    "packages": Kind(
        type="aws_codeartifact_domain",
        policy="aws_codeartifact_domain_permissions_policy",
        owner="domain",
        argument="policy_document",
        inner="arn:aws:codeartifact:{region}:{account}:repository/{name}/{object}",
    ),
    "package-repository": Kind(
        type="aws_codeartifact_repository",
        policy="aws_codeartifact_repository_permissions_policy",
        owner="repository",
        argument="policy_document",
        inner="arn:aws:codeartifact:{region}:{account}:package/{path}/{object}",
    ),
    "role": Kind(type="aws_iam_role", policy="aws_iam_role", argument="assume_role_policy"),
    "topic": Kind(type="aws_sns_topic", policy="aws_sns_topic_policy", owner="arn"),
    "vault": Kind(type="aws_backup_vault", policy="aws_backup_vault_policy", owner="backup_vault_name"),
}
"""What scenarios ask about, by the word that they use for it."""

FEATURE_CATALOG, FEATURE_GROUP = "feature-catalog", "feature-group"
"""The words for what accounts share by AWS RAM, whose policies shares are (`shares.py`)."""

ARNS: Mapping[str, tuple[str, str]] = {
    "aws_athena_workgroup": ("name", "arn:aws:athena:{region}:{account}:workgroup/{name}"),
    "aws_backup_vault": ("name", "arn:aws:backup:{region}:{account}:backup-vault:{name}"),
    "aws_cloudwatch_event_bus": ("name", "arn:aws:events:{region}:{account}:event-bus/{name}"),
    "aws_cloudwatch_event_rule": ("name", "arn:aws:events:{region}:{account}:rule/{name}"),
    "aws_cloudwatch_log_group": ("name", "arn:aws:logs:{region}:{account}:log-group:{name}"),
    "aws_codeartifact_domain": ("domain", "arn:aws:codeartifact:{region}:{account}:domain/{name}"),
    "aws_codeartifact_repository": ("repository", "arn:aws:codeartifact:{region}:{account}:repository/{domain}/{name}"),
    "aws_codeconnections_connection": ("name", "arn:aws:codeconnections:{region}:{account}:connection/{name}"),
    "aws_ecr_repository": ("name", "arn:aws:ecr:{region}:{account}:repository/{name}"),
    "aws_glue_catalog_database": ("name", "arn:aws:glue:{region}:{account}:database/{name}"),
    "aws_iam_policy": ("name", "arn:aws:iam::{account}:policy{path}{name}"),
    "aws_iam_role": ("name", "arn:aws:iam::{account}:role{path}{name}"),
    "aws_kms_key": ("", "arn:aws:kms:{region}:{account}:key/{name}"),
    "aws_lakeformation_lf_tag": ("key", "{name}"),
    "aws_lakeformation_resource": ("arn", "{name}"),
    "aws_oam_sink": ("name", "arn:aws:oam:{region}:{account}:sink/{name}"),
    "aws_s3_bucket": ("bucket", "arn:aws:s3:::{name}"),
    "aws_sagemaker_model_package_group": (
        "model_package_group_name",
        "arn:aws:sagemaker:{region}:{account}:model-package-group/{name}",
    ),
    "aws_sfn_state_machine": ("name", "arn:aws:states:{region}:{account}:stateMachine:{name}"),
    "aws_sns_topic": ("name", "arn:aws:sns:{region}:{account}:{name}"),
    "aws_sqs_queue": ("name", "arn:aws:sqs:{region}:{account}:{name}"),
}
"""Types that policies name, each with the argument that has its name and the form of its ARN. What has no name of its
own is called after its address."""

POLICY_ARGUMENTS = frozenset({kind.argument for kind in KINDS.values()} | {"access_policy", "access_policies"})
"""Arguments that say who may use a resource."""

FOLLOWED = frozenset(
    {kind.policy for kind in KINDS.values()}
    | {"aws_iam_policy", "aws_iam_role_policy", "aws_iam_role_policy_attachment"}
)
"""Types whose policies are read."""

OF_NO_CONCERN: Mapping[str, str] = {
    "aws_cloudwatch_log_resource_policy": "It lets AWS's services write logs (Amazon CloudWatch Logs API Reference, "
    "PutResourcePolicy), and admits nobody to any.",
    "aws_ecr_lifecycle_policy": "It says which images expire, and admits nobody to any.",
    "aws_vpc_endpoint": "It narrows what goes through a network, and admits nobody to anything.",
}
"""Types with such an argument that let nobody reach data, each with the reason."""
