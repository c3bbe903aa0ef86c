"""What pipelines keep: the key, buckets of artifacts, and logs of builds."""

from __future__ import annotations

from typing import Any

from modules.delivery.codepipeline.builds import Build, BuildsPlace
from modules.delivery.codepipeline.pipeline import Pipeline
from modules.delivery.codepipeline.references import KEY, arn_of, objects_of, ref
from modules.storage.statements import (
    ENCRYPTING_NOTICES,
    account_governs_its_key,
    deny_without_tls,
    events_may,
    log_groups_use_the_key,
)

Resource = dict[str, Any]

_VERSION = "2012-10-17"
_ARTIFACTS_KEPT_DAYS = 90
_LOGS_KEPT_DAYS = 365
_DELETION_DAYS = 30
_KEPT = {"DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain"}


def key(place: BuildsPlace) -> Resource:
    """Return the key of all that pipelines keep; the account's IAM policies govern it."""
    groups = f"arn:aws:logs:{place.region}:{place.account_id}:log-group:/aws/codebuild/{place.prefix}-*"
    statements = [
        account_governs_its_key(place.account_id),
        log_groups_use_the_key("LogsOfBuilds", place.region, groups),
        events_may("EncryptNotices", ENCRYPTING_NOTICES, "*"),
    ]
    properties = {
        "Description": f"What pipelines of {place.prefix} keep",
        "EnableKeyRotation": True,
        "PendingWindowInDays": _DELETION_DAYS,
        "KeyPolicy": {"Version": _VERSION, "Statement": statements},
    }
    return {"Type": "AWS::KMS::Key", **_KEPT, "Properties": properties}


def bucket() -> Resource:
    """Return a bucket of artifacts of one pipeline. It is called as CloudFormation likes: its name is unique."""
    encryption = {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": arn_of(KEY)}
    return {
        "Type": "AWS::S3::Bucket",
        **_KEPT,
        "Properties": {
            "BucketEncryption": {
                "ServerSideEncryptionConfiguration": [
                    {"BucketKeyEnabled": True, "ServerSideEncryptionByDefault": encryption}
                ]
            },
            "VersioningConfiguration": {"Status": "Enabled"},
            "OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]},
            "PublicAccessBlockConfiguration": {
                "BlockPublicAcls": True,
                "BlockPublicPolicy": True,
                "IgnorePublicAcls": True,
                "RestrictPublicBuckets": True,
            },
            "LifecycleConfiguration": {
                "Rules": [
                    {
                        "Id": "expire",
                        "Status": "Enabled",
                        "ExpirationInDays": _ARTIFACTS_KEPT_DAYS,
                        "NoncurrentVersionExpiration": {"NoncurrentDays": 1},
                        "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1},
                    }
                ]
            },
        },
    }


def bucket_policy(pipeline: Pipeline, place: BuildsPlace, environments: list[str]) -> Resource:
    """Return what keeps everybody out of a bucket but the pipeline and its builds.

    Whoever puts an artifact in the place of a source says what is built, whatever policies of the account let them.
    """
    builds = [place.role_arn(each, build) for each in environments for build in pipeline.builds]
    objects = objects_of(pipeline.bucket_id)
    deny_others = {
        "Sid": "DenyOthers",
        "Effect": "Deny",
        "Principal": "*",
        "Action": ["s3:DeleteObject*", "s3:GetObject*", "s3:PutObject*"],
        "Resource": objects,
        "Condition": {"ArnNotEquals": {"aws:PrincipalArn": [pipeline.role_arn(place), *builds]}},
    }
    statements = [deny_without_tls("s3:*", [arn_of(pipeline.bucket_id), objects]), deny_others]
    properties = {
        "Bucket": ref(pipeline.bucket_id),
        "PolicyDocument": {"Version": _VERSION, "Statement": statements},
    }
    return {"Type": "AWS::S3::BucketPolicy", "Properties": properties}


def log_group(place: BuildsPlace, environment: str, build: Build) -> Resource:
    """Return the log group of a project."""
    properties = {
        "LogGroupName": place.log_group_name(environment, build),
        "RetentionInDays": _LOGS_KEPT_DAYS,
        "KmsKeyId": arn_of(KEY),
    }
    return {"Type": "AWS::Logs::LogGroup", "Properties": properties}
