"""The workspace of what states in S3 need, as it is synthesized."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from modules.workspaces.writing.synthesis import synthesize
from tests.support.environments import addresses, document, smaller_staging

BACKEND = {
    "type": "s3",
    "bucket": "acme-states",
    "region": "eu-central-1",
    "kms_key_id": "alias/landing-zone-state",
    "dynamodb_table": "acme-locks",
}
BY_CHOICE = {
    "noncurrent_version_days": 90,
    "object_lock": {"mode": "COMPLIANCE", "days": 7},
    "access_log_bucket": "logs",
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("bootstrap") / "cdktf.out"
    synthesize([smaller_staging(deployment={"backend": BACKEND, "bootstrap": BY_CHOICE})], folder)
    return document(folder, "staging-bootstrap")


@pytest.fixture(scope="module")
def least(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bootstrap") / "cdktf.out"
    backend = {key: value for key, value in BACKEND.items() if key != "dynamodb_table"} | {"use_lockfile": True}
    synthesize([smaller_staging(deployment={"backend": backend, "bootstrap": {}})], folder)
    return folder


def _only(document: dict[str, Any], type_: str) -> dict[str, Any]:
    (resource,) = document["resource"][type_].values()
    assert isinstance(resource, dict)
    return resource


def _statements(policy: str) -> dict[str, dict[str, Any]]:
    return {statement["Sid"]: statement for statement in json.loads(policy)["Statement"]}


def test_addresses_are_a_contract(whole: dict[str, Any]) -> None:
    assert addresses(whole) == [
        "aws_dynamodb_table.locks",
        "aws_kms_alias.states_key_alias_DB5D6E8A",
        "aws_kms_key.states_key_E3881F88",
        "aws_s3_bucket.states_bucket_A3E9FD14",
        "aws_s3_bucket_lifecycle_configuration.states_bucket_retention_B699A8A8",
        "aws_s3_bucket_logging.states_bucket_access-logs_AE52A9B2",
        "aws_s3_bucket_object_lock_configuration.states_bucket_lock_7F60D31B",
        "aws_s3_bucket_ownership_controls.states_bucket_ownership_FAE8B826",
        "aws_s3_bucket_policy.states_bucket_policy_90886588",
        "aws_s3_bucket_public_access_block.states_bucket_public-access-block_09B4E7C3",
        "aws_s3_bucket_server_side_encryption_configuration.states_bucket_encryption_4CCCDBFE",
        "aws_s3_bucket_versioning.states_bucket_versioning_B7BBA752",
    ]


def test_it_is_made_in_the_bucket_s_region_and_in_the_management_account_alone(whole: dict[str, Any]) -> None:
    (provider,) = whole["provider"]["aws"]
    assert provider["region"] == "eu-central-1"
    assert provider["allowed_account_ids"] == ["222222222222"]
    assert "data" not in whole


def test_the_names_are_those_that_the_backend_has(whole: dict[str, Any]) -> None:
    assert _only(whole, "aws_s3_bucket")["bucket"] == "acme-states"
    assert _only(whole, "aws_kms_alias")["name"] == "alias/landing-zone-state"
    assert _only(whole, "aws_dynamodb_table")["name"] == "acme-locks"


def test_nothing_of_it_is_destroyed(whole: dict[str, Any]) -> None:
    for type_ in ("aws_s3_bucket", "aws_kms_key", "aws_dynamodb_table"):
        assert _only(whole, type_)["lifecycle"] == {"prevent_destroy": True}
    assert _only(whole, "aws_dynamodb_table")["deletion_protection_enabled"] is True


def test_the_table_is_what_terraform_looks_for_encrypted_and_backed_up(whole: dict[str, Any]) -> None:
    table = _only(whole, "aws_dynamodb_table")
    assert (table["hash_key"], table["attribute"]) == ("LockID", [{"name": "LockID", "type": "S"}])
    assert table["point_in_time_recovery"] == {"enabled": True}
    assert table["server_side_encryption"]["enabled"] is True
    assert table["server_side_encryption"]["kms_key_arn"].startswith("${aws_kms_key.")


def test_versions_are_kept_and_locked_as_it_says(whole: dict[str, Any]) -> None:
    assert _only(whole, "aws_s3_bucket_versioning")["versioning_configuration"] == {"status": "Enabled"}
    (rule,) = _only(whole, "aws_s3_bucket_lifecycle_configuration")["rule"]
    assert rule["noncurrent_version_expiration"] == [{"noncurrent_days": 90}]
    assert "expiration" not in rule, "a state never expires"
    lock = _only(whole, "aws_s3_bucket_object_lock_configuration")["rule"]["default_retention"]
    assert lock == {"mode": "COMPLIANCE", "days": 7}
    assert _only(whole, "aws_s3_bucket_logging")["target_bucket"] == "logs"


def test_only_principals_of_the_account_get_in_by_tls_and_with_kms(whole: dict[str, Any]) -> None:
    statements = _statements(_only(whole, "aws_s3_bucket_policy")["policy"])
    assert statements.keys() == {
        "DenyOtherAccounts",
        "DenyEncryptionWithoutKms",
        "DenyKeysOfCallers",
        "DenyWithoutTls",
    }
    assert statements["DenyOtherAccounts"]["Condition"]["StringNotEquals"] == {"aws:PrincipalAccount": "222222222222"}


def test_the_key_rotates_and_is_used_through_s3_and_dynamodb_alone(whole: dict[str, Any]) -> None:
    key = _only(whole, "aws_kms_key")
    assert key["enable_key_rotation"] is True
    denied = _statements(key["policy"])["DenyUseByHand"]
    assert denied["Condition"] == {
        "StringNotEquals": {"kms:ViaService": ["dynamodb.eu-central-1.amazonaws.com", "s3.eu-central-1.amazonaws.com"]},
        "Bool": {"aws:PrincipalIsAWSService": "false"},
    }
    assert {"kms:Decrypt", "kms:Encrypt"} <= {*denied["Action"]}


def test_without_a_table_a_lock_or_a_log_there_is_none(least: Path) -> None:
    types = document(least, "staging-bootstrap")["resource"].keys()
    assert not types & {"aws_dynamodb_table", "aws_s3_bucket_object_lock_configuration", "aws_s3_bucket_logging"}


def test_it_waits_for_nothing_and_nothing_reads_it(least: Path) -> None:
    stacks = json.loads((least / "manifest.json").read_text())["stacks"]
    assert not stacks["staging-bootstrap"].get("dependencies")
    assert not any("staging-bootstrap" in (stack.get("dependencies") or ()) for stack in stacks.values())
