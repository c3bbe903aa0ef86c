"""The role that pipelines of another account deploy jobs of a data lake as."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.iam_role_policy import IamRolePolicy
from constructs import Construct

from modules.data.lake import CATALOG_KEY, DEPLOYMENT_NAME, PIPELINE_PATH, Lake
from modules.storage.grantees import through_s3
from modules.storage.statements import Statement, allow, policy, trust_one_role

_KINDS = ("job", "trigger", "workflow")
"""What jobs are made of in AWS Glue, each with actions of its own name."""
_TAGS = ("glue:GetTags", "glue:TagResource", "glue:UntagResource")


@dataclass(frozen=True, slots=True, kw_only=True)
class Deploying:
    """Pipelines of another account; each value may be a token."""

    account_id: str
    role_arn: str
    """What they work as, which alone works as the role."""
    bucket_name: str
    """The bucket of their artifacts."""
    key_alias: str
    """The alias of the key of the artifacts, in their account."""


class DeploymentRole(Construct):
    """Define the role, which the pipelines of one account alone work as, with the account's boundary.

    It keeps jobs, triggers and workflows, puts their scripts in the lake, and gives jobs the role of the lake's jobs.
    It reads no data, and changes no role, grant, key or bucket. Jobs run by their triggers: it starts none by hand.

    Args:
        scope: The module.
        id_: What it is called in addresses.
        lake: Whose it is.
        region: Where the lake is.
        deploying: Who deploys.
        boundary_arn: The permissions boundary.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self, scope: Construct, id_: str, *, lake: Lake, region: str, deploying: Deploying, boundary_arn: str
    ) -> None:
        super().__init__(scope, id_)
        role = IamRole(
            self,
            "Default",
            name=DEPLOYMENT_NAME,
            path=PIPELINE_PATH,
            description="What pipelines deploy jobs of the data lake as",
            permissions_boundary=boundary_arn,
            assume_role_policy=policy([trust_one_role("TrustPipelines", deploying.account_id, deploying.role_arn)]),
        )
        statements = [*_of_jobs(lake, region), *_of_scripts(lake, region), *_of_artifacts(deploying, region)]
        IamRolePolicy(self, "policy", name="DeployJobs", role=role.name, policy=policy(statements))


def _of_jobs(lake: Lake, region: str) -> Iterator[Statement]:
    verbs = ("Create", "Delete", "Get", "Update")
    actions = [*(f"glue:{verb}{kind.capitalize()}" for kind in _KINDS for verb in verbs), *_TAGS]
    yield allow("KeepJobs", actions, [f"arn:aws:glue:{region}:{lake.account_id}:{kind}/*" for kind in _KINDS])
    triggers = f"arn:aws:glue:{region}:{lake.account_id}:trigger/*"
    yield allow("TurnTriggersOnAndOff", ["glue:StartTrigger", "glue:StopTrigger"], [triggers])
    yield allow(
        "GiveJobsTheLakesRole",
        ["iam:PassRole"],
        [lake.pipeline_role_arn],
        {"StringEquals": {"iam:PassedToService": "glue.amazonaws.com"}},
    )


def _of_scripts(lake: Lake, region: str) -> Iterator[Statement]:
    bucket = f"arn:aws:s3:::{lake.scripts_bucket_name}"
    yield allow("SeeScripts", ["s3:GetBucketLocation", "s3:ListBucket"], [bucket])
    yield allow("KeepScripts", ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:PutObject"], [f"{bucket}/*"])
    yield _through_s3(
        "EncryptScripts", ["kms:Decrypt", "kms:GenerateDataKey"], region, lake.account_id, bucket, CATALOG_KEY
    )


def _of_artifacts(deploying: Deploying, region: str) -> Iterator[Statement]:
    bucket = f"arn:aws:s3:::{deploying.bucket_name}"
    yield allow("ReadArtifacts", ["s3:GetObject", "s3:GetObjectVersion"], [f"{bucket}/*"])
    yield _through_s3("DecryptArtifacts", ["kms:Decrypt"], region, deploying.account_id, bucket, deploying.key_alias)


def _through_s3(  # noqa: PLR0913, PLR0917 - each is a part of one statement
    sid: str, actions: Sequence[str], region: str, account_id: str, bucket_arn: str, alias: str
) -> Statement:
    """Let a key be used by its alias, through S3, for one bucket."""
    condition = {**through_s3(region, bucket_arn), "ForAnyValue:StringEquals": {"kms:ResourceAliases": alias}}
    return allow(sid, actions, [f"arn:aws:kms:{region}:{account_id}:key/*"], condition)
