"""What pipelines and their builds may do: keep artifacts, start builds, and take from repositories. No cdktf here.

Resources may be tokens, or what refers to one in a template.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from modules.storage.statements import Statement, allow

READING_OBJECTS = ("s3:GetObject", "s3:GetObjectVersion")
_BUCKET = ["s3:GetBucketAcl", "s3:GetBucketLocation", "s3:GetBucketVersioning"]
_STARTING = ["codebuild:BatchGetBuilds", "codebuild:StartBuild", "codebuild:StopBuild"]


def keeping_artifacts(bucket: Any, objects: Any, key: Any) -> Iterator[Statement]:
    """Give what a role may do that keeps artifacts (AWS CodePipeline User Guide, Manage the service role).

    Args:
        bucket: The ARN of the bucket.
        objects: That of its objects.
        key: That of its key.

    """
    yield allow("SeeTheBucketOfArtifacts", _BUCKET, [bucket])
    yield allow("KeepArtifacts", [*READING_OBJECTS, "s3:PutObject"], [objects])
    yield allow("EncryptArtifacts", ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"], [key])


def running_builds(projects: Iterable[Any]) -> Statement:
    """Let a pipeline run the builds of projects, and no others."""
    return allow("RunBuilds", _STARTING, projects)
