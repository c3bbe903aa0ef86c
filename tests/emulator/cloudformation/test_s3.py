from __future__ import annotations

import json
from typing import Any

import pytest

from tests.emulator.cloudformation.catalog import Catalog

pytestmark = pytest.mark.emulator

ALL = {f"{verb}Public{what}": True for verb in ("Block", "Ignore") for what in ("Acls",)} | {
    "BlockPublicPolicy": True,
    "RestrictPublicBuckets": True,
}


def template(name: str, **more: Any) -> dict[str, Any]:
    default = {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": "alias/team"}
    rule = {"ServerSideEncryptionByDefault": default, "BucketKeyEnabled": True}
    properties = {
        "BucketName": name,
        "BucketEncryption": {"ServerSideEncryptionConfiguration": [rule]},
        "PublicAccessBlockConfiguration": ALL,
        "VersioningConfiguration": {"Status": "Enabled"},
        "LifecycleConfiguration": {"Rules": [{"Id": "old", "Status": "Enabled", "ExpirationInDays": 30}]},
        **more,
    }
    statement = {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": {"Fn::GetAtt": ["Bucket", "Arn"]}}
    policy = {"Bucket": {"Ref": "Bucket"}, "PolicyDocument": {"Version": "2012-10-17", "Statement": [statement]}}
    return {
        "Resources": {
            "Bucket": {"Type": "AWS::S3::Bucket", "Properties": properties},
            "Policy": {"Type": "AWS::S3::BucketPolicy", "Properties": policy},
        }
    }


def test_a_bucket_has_all_that_its_template_says_and_goes_with_its_stack(catalog: Catalog) -> None:
    s3, name = catalog.of_member("s3"), f"fraud-{catalog.member}"
    product, first = catalog.publish(template(name), "bucket")

    launched = catalog.launch(product, first, "bucket")

    (encryption,) = s3.get_bucket_encryption(Bucket=name)["ServerSideEncryptionConfiguration"]["Rules"]
    assert encryption["ApplyServerSideEncryptionByDefault"]["KMSMasterKeyID"] == "alias/team"
    assert s3.get_public_access_block(Bucket=name)["PublicAccessBlockConfiguration"] == ALL
    assert s3.get_bucket_versioning(Bucket=name)["Status"] == "Enabled"
    assert s3.get_bucket_lifecycle_configuration(Bucket=name)["Rules"][0]["Expiration"]["Days"] == 30
    assert s3.get_bucket_tagging(Bucket=name)["TagSet"] == [{"Key": "team", "Value": "fraud"}]
    policy = json.loads(s3.get_bucket_policy(Bucket=name)["Policy"])
    assert policy["Statement"][0]["Resource"] == f"arn:aws:s3:::{name}"

    changed = template(name, VersioningConfiguration={"Status": "Suspended"}, Tags=[{"Key": "stage", "Value": "dev"}])
    updated = catalog.update(launched["Id"], catalog.add_version(product, changed, "2.0"))
    assert updated["Status"] == "AVAILABLE"
    assert s3.get_bucket_versioning(Bucket=name)["Status"] == "Suspended"
    assert {tag["Key"] for tag in s3.get_bucket_tagging(Bucket=name)["TagSet"]} == {"stage", "team"}

    catalog.terminate(launched["Id"])
    assert s3.list_buckets()["Buckets"] == []
