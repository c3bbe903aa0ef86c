"""Each of the project's own checks on blocks that pass, that fail, and that are none of its business."""

from __future__ import annotations

from typing import Any

import pytest

from modules.gate.attribution import Result, attribute
from modules.gate.checkov_run import run
from modules.gate.gate import POLICIES
from modules.gate.staging import stage
from modules.gate.synthesized_files import read, workspaces
from modules.specification.tag_keys import LibraryTag
from tests.gate.synthesized import PROVIDER, PROVIDERS, TAGS, Document, write_output


def _providers(**aliased: dict[str, Any]) -> Document:
    return {"provider": {"aws": [{**body, "alias": alias} for alias, body in aliased.items()]}}


def _without(key: str) -> Document:
    return {name: value for name, value in PROVIDER.items() if name != key}


_PROTECTED = {"lifecycle": {"prevent_destroy": True}}
_FACTORY = {"name": "a", "product_name": "AWS Control Tower Account Factory"}
_ACCOUNT_PARAMETERS = {
    "product_id": "prod-1",
    "provisioning_parameters": [{"key": "AccountEmail", "value": "a@b.example"}],
}


def _without_owner() -> dict[str, str]:
    return {key: value for key, value in TAGS.items() if key != "Owner"}


FIXTURES: dict[str, Document] = {
    "provider-accounts": {
        "provider": {
            "aws": [
                PROVIDER,
                {**PROVIDER, "alias": "from-a-reference", "allowed_account_ids": ["${local.account_id}"]},
                {**_without("allowed_account_ids"), "alias": "none"},
                {**PROVIDER, "alias": "empty-list", "allowed_account_ids": []},
                {**PROVIDER, "alias": "empty-id", "allowed_account_ids": [""]},
            ],
            "random": [{}],
        }
    },
    "provider-tags": _providers(
        complete=PROVIDER,
        none=_without("default_tags"),
        one_missing={**PROVIDER, "default_tags": [{"tags": _without_owner()}]},
        one_empty={**PROVIDER, "default_tags": [{"tags": {**TAGS, "CostCenter": ""}}]},
        unknown_until_apply={**PROVIDER, "default_tags": [{"tags": "${local.tags}"}]},
    ),
    "other-provider-tags": _providers(
        own_keys={**PROVIDER, "default_tags": [{"tags": {**_without_owner(), "owner": "a"}}]},
        library_key={**PROVIDER, "default_tags": [{"tags": TAGS}]},
    ),
    "test-organization": {
        **PROVIDERS,
        "resource": {
            "aws_organizations_organizational_unit": {"allowed": {"name": "a", **_PROTECTED}},
            "aws_s3_bucket": {"misplaced": {"bucket": "a"}},
        },
    },
    "test-accounts": {**PROVIDERS, "resource": {"aws_instance": {"misplaced": {"ami": "ami-1"}}}},
    "test-account-management": {**PROVIDERS, "resource": {"terraform_data": {"allowed": {}}}},
    "test-account-management/modules/baseline": {"resource": {"aws_sqs_queue": {"misplaced": {"name": "a"}}}},
    "test-cost": {
        **PROVIDERS,
        "resource": {"aws_s3_bucket": {"bill": {"bucket": "bill"}}, "aws_instance": {"misplaced": {"ami": "ami-1"}}},
    },
    "test-identity-fraud": {
        **PROVIDERS,
        "resource": {"aws_identitystore_group": {"allowed": {}}, "aws_sns_topic": {"misplaced": {"name": "a"}}},
    },
    "test-account-identity": {**PROVIDERS, "resource": {"aws_sqs_queue": {"of-an-account-so-called": {"name": "a"}}}},
    "test-account-team": {**PROVIDERS, "resource": {"aws_sqs_queue": {"not-in-management": {"name": "a"}}}},
    "destroy": {
        **PROVIDERS,
        "resource": {
            "aws_organizations_account": {
                "protected": {"name": "a", **_PROTECTED},
                "stays-open": {"name": "a", "close_on_deletion": False, **_PROTECTED},
                "unprotected": {"name": "a"},
                "switched-off": {"name": "a", "lifecycle": {"prevent_destroy": False}},
                "closes": {"name": "a", "close_on_deletion": True, **_PROTECTED},
                "closes-by-variable": {"name": "a", "close_on_deletion": "${var.close}", **_PROTECTED},
            },
            "aws_organizations_organization": {"unprotected": {"feature_set": "ALL"}},
            "aws_organizations_organizational_unit": {
                "protected": {"name": "a", **_PROTECTED},
                "other-lifecycle": {"name": "a", "lifecycle": {"ignore_changes": ["name"]}},
            },
            "aws_servicecatalog_provisioned_product": {
                "factory-protected": {**_FACTORY, **_PROTECTED},
                "factory-unprotected": _FACTORY,
                "account-by-product-id": _ACCOUNT_PARAMETERS,
                "another-product": {"name": "a", "product_name": "notebook"},
            },
        },
    },
    "keys": {
        **PROVIDERS,
        "resource": {
            "aws_kms_key": {
                "rotates": {"enable_key_rotation": True},
                "rotates-symmetric": {"enable_key_rotation": True, "customer_master_key_spec": "SYMMETRIC_DEFAULT"},
                "unset": {"description": "a"},
                "off": {"enable_key_rotation": False},
                "by-variable": {"enable_key_rotation": "${var.rotate}"},
                "spec-by-variable": {"customer_master_key_spec": "${var.spec}"},
                "asymmetric": {"customer_master_key_spec": "RSA_4096", "key_usage": "SIGN_VERIFY"},
                "hmac": {"customer_master_key_spec": "HMAC_256"},
                "custom-store": {"custom_key_store_id": "cks-1"},
            }
        },
    },
}

EXPECTED: dict[str, tuple[str, set[str], set[str]]] = {
    "CKV_LZ_1": (
        "provider-accounts",
        {"provider.aws", "provider.aws.from-a-reference"},
        {"provider.aws.none", "provider.aws.empty-list", "provider.aws.empty-id"},
    ),
    "CKV_LZ_3": (
        "destroy",
        {
            "aws_organizations_account.protected",
            "aws_organizations_account.stays-open",
            "aws_organizations_organizational_unit.protected",
            "aws_servicecatalog_provisioned_product.factory-protected",
        },
        {
            "aws_organizations_account.unprotected",
            "aws_organizations_account.switched-off",
            "aws_organizations_account.closes",
            "aws_organizations_account.closes-by-variable",
            "aws_organizations_organization.unprotected",
            "aws_organizations_organizational_unit.other-lifecycle",
            "aws_servicecatalog_provisioned_product.factory-unprotected",
            "aws_servicecatalog_provisioned_product.account-by-product-id",
        },
    ),
    "CKV_LZ_4": (
        "keys",
        {"aws_kms_key.rotates", "aws_kms_key.rotates-symmetric"},
        {f"aws_kms_key.{name}" for name in ("unset", "off", "by-variable", "spec-by-variable")},
    ),
    "CKV_LZ_5": (
        "provider-tags",
        {"provider.aws.complete"},
        {f"provider.aws.{name}" for name in ("none", "one_missing", "one_empty", "unknown_until_apply")},
    ),
}
"""For each rule: its workspace, the addresses that pass, and those that fail. The others are not its business."""


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> list[Result]:
    """The one run of checkov that all fixtures share."""
    outdir = write_output(
        tmp_path_factory.mktemp("output"), {f"{name}/cdk.tf.json": document for name, document in FIXTURES.items()}
    )
    keys = {"other": {LibraryTag.OWNER: "owner"}}
    staging = stage(read(outdir, workspaces(outdir)), tmp_path_factory.mktemp("staging"), tag_keys=keys)
    return attribute(staging, run(staging.folder, frameworks=staging.frameworks, checks=POLICIES / "checks"))


def _addresses(results: list[Result], rule: str, location: str, *, passed: bool) -> set[str]:
    return {
        result.address
        for result in results
        if result.record.check_id == rule and result.record.passed is passed and result.file.source.location == location
    }


def test_required_tags_have_the_keys_of_their_environment(results: list[Result]) -> None:
    location = "other-provider-tags"

    assert _addresses(results, "CKV_LZ_5", location, passed=True) == {"provider.aws.own_keys"}
    assert _addresses(results, "CKV_LZ_5", location, passed=False) == {"provider.aws.library_key"}


@pytest.mark.parametrize("rule", EXPECTED)
def test_passes_and_fails_exactly_these(results: list[Result], rule: str) -> None:
    location, passing, failing = EXPECTED[rule]

    assert _addresses(results, rule, location, passed=True) == passing
    assert _addresses(results, rule, location, passed=False) == failing


def test_management_account_refuses_types_off_the_list_in_workspaces_and_their_modules(results: list[Result]) -> None:
    refused = {
        result.finding.place for result in results if result.record.check_id == "CKV_LZ_2" and not result.record.passed
    }

    assert refused == {
        "test-organization:aws_s3_bucket.misplaced",
        "test-accounts:aws_instance.misplaced",
        "test-cost:aws_instance.misplaced",
        "test-identity-fraud:aws_sns_topic.misplaced",
        "baseline:aws_sqs_queue.misplaced",
    }


def test_management_account_rule_leaves_a_result_for_every_resource(results: list[Result]) -> None:
    """The gate takes a resource without one for a resource that checkov never saw."""
    seen = {(r.file.source.path, r.address) for r in results if r.record.check_id == "CKV_LZ_2"}
    staged = {(r.file.source.path, address) for r in results for address in r.file.resources}

    assert seen == staged


def test_every_finding_of_ours_says_why_and_what_to_do(results: list[Result]) -> None:
    ours = {r.record.check_id: r.record.guideline for r in results if r.record.check_id.startswith("CKV_LZ_")}

    assert sorted(ours) == ["CKV_LZ_1", "CKV_LZ_2", "CKV_LZ_3", "CKV_LZ_4", "CKV_LZ_5"]
    assert all(ours.values())
