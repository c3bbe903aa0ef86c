from __future__ import annotations

import json
from typing import Any

import pytest

from modules.network.logs.flow_log_bucket import FlowLogBucket
from modules.network.logs.log_group import LogGroup
from modules.network.logs.log_key import LogKey
from tests.network.hub_site import KEY
from tests.support.synthesis import only, synthesize_one

ORGANIZATION = "o-exampleorgid"


@pytest.fixture(scope="module")
def bucket(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return synthesize_one(
        tmp_path_factory.mktemp("bucket"),
        lambda stack: FlowLogBucket(
            stack, "flow-logs", name="acme-flows", key_arn=KEY, organization_id=ORGANIZATION, retention_days=400
        ),
    )


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return synthesize_one(
        tmp_path_factory.mktemp("key"),
        lambda stack: LogKey(
            stack,
            "log-key",
            hub="eu-west-1",
            account_id="111111111111",
            region="eu-west-1",
            organization_id=ORGANIZATION,
        ),
    )


def statements(document: dict[str, Any], kind: str) -> dict[str, dict[str, Any]]:
    return {one["Sid"]: one for one in json.loads(only(document, kind)["policy"])["Statement"]}


class TestBucket:
    def test_is_closed_to_the_public_in_every_way(self, bucket: dict[str, Any]) -> None:
        block = only(bucket, "aws_s3_bucket_public_access_block")

        ways = ("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets")
        assert [block[way] for way in ways] == [True] * 4
        assert only(bucket, "aws_s3_bucket_ownership_controls")["rule"] == {"object_ownership": "BucketOwnerEnforced"}

    def test_is_encrypted_versioned_and_not_destroyed_by_mistake(self, bucket: dict[str, Any]) -> None:
        (rule,) = only(bucket, "aws_s3_bucket_server_side_encryption_configuration")["rule"]

        assert rule["apply_server_side_encryption_by_default"]["kms_master_key_id"] == KEY
        assert only(bucket, "aws_s3_bucket_versioning")["versioning_configuration"] == {"status": "Enabled"}
        assert only(bucket, "aws_s3_bucket")["lifecycle"] == {"prevent_destroy": True}

    def test_keeps_records_for_the_time_given(self, bucket: dict[str, Any]) -> None:
        (rule,) = only(bucket, "aws_s3_bucket_lifecycle_configuration")["rule"]

        assert rule["expiration"] == [{"days": 400}]

    def test_takes_logs_of_the_organization_s_accounts_and_nothing_else(self, bucket: dict[str, Any]) -> None:
        allowed = [one for one in statements(bucket, "aws_s3_bucket_policy").values() if one["Effect"] == "Allow"]

        assert {one["Principal"]["Service"] for one in allowed} == {"delivery.logs.amazonaws.com"}
        assert {one["Condition"]["StringEquals"]["aws:SourceOrgID"] for one in allowed} == {ORGANIZATION}

    def test_refuses_whatever_comes_without_tls(self, bucket: dict[str, Any]) -> None:
        (denied,) = [one for one in statements(bucket, "aws_s3_bucket_policy").values() if one["Effect"] == "Deny"]

        assert (denied["Principal"], denied["Action"]) == ("*", "s3:*")
        assert denied["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}


class TestKey:
    def test_rotates_and_is_not_destroyed_by_mistake(self, key: dict[str, Any]) -> None:
        made = only(key, "aws_kms_key")

        assert made["enable_key_rotation"] is True
        assert made["lifecycle"] == {"prevent_destroy": True}

    def test_serves_the_network_s_log_groups_only(self, key: dict[str, Any]) -> None:
        said = statements(key, "aws_kms_key")["LogGroupsOfTheNetworkUseIt"]["Condition"]

        assert said == {
            "ArnLike": {
                "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:eu-west-1:111111111111:log-group:"
                "/aws/vendedlogs/landing-zone/network/*"
            }
        }


def test_a_log_group_has_a_name_that_its_key_serves(
    key: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    document = synthesize_one(
        tmp_path_factory.mktemp("group"),
        lambda stack: LogGroup(stack, "group", name="eu-west-1/queries", key_arn=KEY, retention_days=365),
    )
    served = statements(key, "aws_kms_key")["LogGroupsOfTheNetworkUseIt"]["Condition"]["ArnLike"]
    prefix = served["kms:EncryptionContext:aws:logs:arn"].split("log-group:")[1].removesuffix("*")

    assert only(document, "aws_cloudwatch_log_group")["name"].startswith(prefix)
