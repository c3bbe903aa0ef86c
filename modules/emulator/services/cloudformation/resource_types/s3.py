"""Amazon S3: a bucket, of which moto's own leaves out most, and its policy.

Behaviour from the AWS CloudFormation Template Reference Guide, pages "AWS::S3::Bucket" and "AWS::S3::BucketPolicy": a
bucket that has objects is not deleted.
"""

from __future__ import annotations

from typing import Any

from modules.emulator.services.cloudformation.resource_type import Operation, Properties, ResourceType, Setting

_THIS = {"Bucket": "BucketName"}
_ENCRYPTION = "BucketEncryption.ServerSideEncryptionConfiguration"


def _setting(property_: str, *, member: str = "", put: str = "", remove: str = "") -> Setting:
    """Describe a property that an operation of its own puts and another deletes."""
    operation = Operation(put or f"PutBucket{property_}", _THIS, names={property_: member or property_})
    return Setting(property_, operation, Operation(remove, _THIS) if remove else None)


def _as_in_the_api(properties: Properties) -> Properties:
    given = dict(properties)
    if logging := given.get("LoggingConfiguration"):
        target = {"TargetBucket": logging["DestinationBucketName"], "TargetPrefix": logging.get("LogFilePrefix", "")}
        given["LoggingConfiguration"] = {"LoggingEnabled": target}
    if lifecycle := given.get("LifecycleConfiguration"):
        given["LifecycleConfiguration"] = {"Rules": [_rule(rule) for rule in lifecycle["Rules"]]}
    return given


def _rule(rule: dict[str, Any]) -> dict[str, Any]:
    """Write one rule of a lifecycle as the API has it, where a filter is a structure, and so is an expiration."""
    kept = {name: value for name, value in rule.items() if name not in ("Prefix", "ExpirationInDays", "Transitions")}
    if "ExpirationInDays" in rule:
        kept["Expiration"] = {"Days": rule["ExpirationInDays"]}
    if "Transitions" in rule:
        kept["Transitions"] = [
            {"Days": transition["TransitionInDays"], "StorageClass": transition["StorageClass"]}
            for transition in rule["Transitions"]
        ]
    return {**kept, "Filter": {"Prefix": rule.get("Prefix", "")}}


RESOURCE_TYPES = [
    ResourceType(
        "AWS::S3::Bucket",
        service="s3",
        name="BucketName",
        create=Operation(
            "CreateBucket",
            {"CreateBucketConfiguration": "Region != 'us-east-1' && {LocationConstraint: Region} || `null`"},
            names={"BucketName": "Bucket"},
        ),
        read=Operation("HeadBucket", _THIS),
        update=Operation("HeadBucket", _THIS),  # nothing but what the settings below are
        delete=Operation("DeleteBucket", _THIS),
        ref="BucketName",
        attributes={
            "Arn": "join('', ['arn:aws:s3:::', BucketName])",
            "DomainName": "join('', [BucketName, '.s3.amazonaws.com'])",
            "RegionalDomainName": "join('', [BucketName, '.s3.', Region, '.amazonaws.com'])",
        },
        replaced_by=frozenset({"BucketName"}),
        prepare=_as_in_the_api,
        settings=(
            Setting(
                "BucketEncryption",
                Operation(
                    "PutBucketEncryption",
                    _THIS,
                    names={
                        "BucketEncryption": "ServerSideEncryptionConfiguration",
                        _ENCRYPTION: "Rules",
                        f"{_ENCRYPTION}.ServerSideEncryptionByDefault": "ApplyServerSideEncryptionByDefault",
                    },
                ),
                Operation("DeleteBucketEncryption", _THIS),
            ),
            _setting("VersioningConfiguration", put="PutBucketVersioning"),
            _setting("PublicAccessBlockConfiguration", put="PutPublicAccessBlock", remove="DeletePublicAccessBlock"),
            _setting("OwnershipControls", remove="DeleteBucketOwnershipControls"),
            _setting("LifecycleConfiguration", remove="DeleteBucketLifecycle"),
            _setting("LoggingConfiguration", put="PutBucketLogging", member="BucketLoggingStatus"),
            Setting(
                "Tags",
                Operation("PutBucketTagging", _THIS, names={"Tags": "TagSet"}, within="Tagging"),
                Operation("DeleteBucketTagging", _THIS),
            ),
        ),
    ),
    ResourceType(
        "AWS::S3::BucketPolicy",
        service="s3",
        create=Operation("PutBucketPolicy", names={"PolicyDocument": "Policy"}),
        update=Operation("PutBucketPolicy", names={"PolicyDocument": "Policy"}),
        delete=Operation("DeleteBucketPolicy", {"Bucket": "Bucket"}),
        ref="Bucket",
        tags="",
        replaced_by=frozenset({"Bucket"}),
    ),
]
