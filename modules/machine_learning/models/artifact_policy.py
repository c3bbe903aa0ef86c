"""Who may do what with the artifacts of a team's models, and with their key."""

from __future__ import annotations

from collections.abc import Iterator

from modules.machine_learning.models.registered_team import RegisteredTeam
from modules.storage.grantees import admitted, through_s3
from modules.storage.statements import Statement, own_key_only

REPORTS = "evaluation-reports"
"""The folder of what approvers read before they decide."""

_BUCKET = ["s3:GetBucketLocation", "s3:ListBucket"]
_READING = ["s3:GetObject", "s3:GetObjectVersion"]
_WRITING = ["s3:AbortMultipartUpload", "s3:ListMultipartUploadParts", "s3:PutObject"]


def bucket_statements(team: RegisteredTeam, bucket_arn: str, key_arn: str) -> list[Statement]:
    """Return the statements of the bucket's policy.

    An object is written once: who could write over the artifacts of a version that was approved would deploy what
    nobody approved (Amazon S3 User Guide, Enforce conditional writes on Amazon S3 buckets).
    """
    return [*_admitting(team, bucket_arn), *_refusing(team, bucket_arn), *own_key_only(bucket_arn, key_arn)]


def key_statements(team: RegisteredTeam, bucket_arn: str) -> list[Statement]:
    """Return the statements of the key's policy, beside that of its account: through S3, and for this bucket."""
    for_the_bucket = through_s3(team.region, bucket_arn)
    reading = team.registering + team.serving + team.deploying + team.approving
    return [
        *admitted("DecryptArtifacts", reading, ["kms:Decrypt"], ["*"], for_the_bucket),
        *admitted("EncryptArtifacts", team.registering, ["kms:GenerateDataKey"], ["*"], for_the_bucket),
    ]


def _admitting(team: RegisteredTeam, bucket_arn: str) -> Iterator[Statement]:
    objects = [f"{bucket_arn}/*"]
    reading = team.registering + team.serving + team.deploying
    yield from admitted("SeeTheBucket", reading + team.approving, _BUCKET, [bucket_arn])
    yield from admitted("ReadArtifacts", reading, _READING, objects)
    yield from admitted("KeepArtifacts", team.registering, _WRITING, objects)
    yield from admitted("ReadReports", team.approving, _READING, [f"{bucket_arn}/{REPORTS}/*"])


def _refusing(team: RegisteredTeam, bucket_arn: str) -> Iterator[Statement]:
    everybody = {"Effect": "Deny", "Principal": "*", "Resource": f"{bucket_arn}/*"}
    # Nobody else plants an artifact, not even who works in the registry's own account.
    writers = [*team.registering.role_arns]
    yield {
        "Sid": "DenyWritingByOthers",
        **everybody,
        "Action": "s3:PutObject",
        **({"Condition": {"ArnNotLike": {"aws:PrincipalArn": writers}}} if writers else {}),
    }
    yield {
        "Sid": "DenyWritingOver",
        **everybody,
        "Action": "s3:PutObject",
        "Condition": {"Null": {"s3:if-none-match": "true"}, "Bool": {"s3:ObjectCreationOperation": "true"}},
    }
    yield {"Sid": "DenyDeleting", **everybody, "Action": ["s3:DeleteObject", "s3:DeleteObjectVersion"]}
