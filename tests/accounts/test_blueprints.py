from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from modules.accounts.blueprints.account_baseline import AccountBaseline
from modules.accounts.blueprints.region_baseline import RegionBaseline
from modules.accounts.blueprints.spec import EC2_ATTRIBUTES_OF_THE_BASELINE, BaselineSpec
from modules.accounts.spec import Function
from modules.workspaces.writing.synthesis import synthesize
from tests.support.environments import document, environment, smaller_staging
from tests.support.synthesis import only, synthesize_one

SPEC = environment().zone.baseline


def region(
    tmp_path: Path, spec: BaselineSpec = SPEC, *, has_analyzer: bool = True, declared: frozenset[str] = frozenset()
) -> dict[str, Any]:
    return synthesize_one(
        tmp_path, lambda s: RegionBaseline(s, "baseline", spec=spec, has_analyzer=has_analyzer, declared=declared)
    )


class TestAccountBaseline:
    @pytest.fixture
    def synthesized(self, tmp_path: Path) -> dict[str, Any]:
        return synthesize_one(tmp_path, lambda stack: AccountBaseline(stack, "baseline", spec=SPEC))

    def test_blocks_every_way_to_public_buckets(self, synthesized: dict[str, Any]) -> None:
        block = only(synthesized, "aws_s3_account_public_access_block")
        ways = ("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets")
        assert [block[way] for way in ways] == [True] * 4

    def test_asks_for_long_changing_mixed_passwords(self, synthesized: dict[str, Any]) -> None:
        policy = only(synthesized, "aws_iam_account_password_policy")
        numbers = ("minimum_password_length", "max_password_age", "password_reuse_prevention")
        assert [policy[number] for number in numbers] == [14, 90, 24]
        kinds = ("lowercase_characters", "uppercase_characters", "numbers", "symbols")
        assert [policy[f"require_{kind}"] for kind in kinds] == [True] * 4

    def test_names_a_contact_for_each_kind_of_matter(self, synthesized: dict[str, Any]) -> None:
        contacts = synthesized["resource"]["aws_account_alternate_contact"].values()
        assert {one["alternate_contact_type"]: one["email_address"] for one in contacts} == {
            "BILLING": "aws-billing@acme.example",
            "OPERATIONS": "aws-operations@acme.example",
            "SECURITY": "aws-security@acme.example",
        }


class TestRegionBaseline:
    def test_encrypts_volumes_by_default_with_a_key_of_the_account(self, tmp_path: Path) -> None:
        synthesized = region(tmp_path)
        (address,) = synthesized["resource"]["aws_kms_key"]

        assert only(synthesized, "aws_ebs_encryption_by_default")["enabled"] is True
        assert only(synthesized, "aws_ebs_default_kms_key")["key_arn"] == f"${{aws_kms_key.{address}.arn}}"

    def test_rotates_the_key_and_protects_it_from_destroy(self, tmp_path: Path) -> None:
        key = only(region(tmp_path), "aws_kms_key")
        assert key["enable_key_rotation"] is True
        assert key["deletion_window_in_days"] == 30
        assert key["lifecycle"] == {"prevent_destroy": True}

    def test_lets_nobody_outside_the_account_use_the_key(self, tmp_path: Path) -> None:
        (statement,) = json.loads(only(region(tmp_path), "aws_kms_key")["policy"])["Statement"]
        account = statement["Principal"]["AWS"]
        assert account.startswith("arn:aws:iam::${data.aws_caller_identity.")
        assert account.endswith(".account_id}:root")

    def test_shares_no_snapshot_and_no_image_publicly(self, tmp_path: Path) -> None:
        synthesized = region(tmp_path)
        assert only(synthesized, "aws_ebs_snapshot_block_public_access")["state"] == "block-all-sharing"
        assert only(synthesized, "aws_ec2_image_block_public_access")["state"] == "block-new-sharing"

    def test_asks_for_imdsv2_with_the_hops_given(self, tmp_path: Path) -> None:
        defaults = only(
            region(tmp_path, SPEC.model_copy(update={"metadata_hop_limit": 2})), "aws_ec2_instance_metadata_defaults"
        )
        assert defaults["http_tokens"] == "required"
        assert defaults["http_put_response_hop_limit"] == 2

    @pytest.mark.parametrize(
        ("attribute", "left_out"),
        [
            ("snapshot_block_public_access", "aws_ebs_snapshot_block_public_access"),
            ("image_block_public_access", "aws_ec2_image_block_public_access"),
            ("instance_metadata_defaults", "aws_ec2_instance_metadata_defaults"),
        ],
    )
    def test_leaves_out_what_the_organization_declares_and_only_that(
        self, tmp_path: Path, attribute: str, left_out: str
    ) -> None:
        assert attribute in EC2_ATTRIBUTES_OF_THE_BASELINE
        whole = region(tmp_path / "whole")["resource"]

        part = region(tmp_path / "part", declared=frozenset({attribute, "serial_console_access"}))["resource"]

        assert set(whole) - set(part) == {left_out}

    def test_closes_the_default_group_of_whatever_default_vpc_there_is(self, tmp_path: Path) -> None:
        synthesized = region(tmp_path)
        (vpcs,) = synthesized["data"]["aws_vpcs"]
        group = only(synthesized, "aws_default_security_group")
        assert group["for_each"] == f"${{toset(data.aws_vpcs.{vpcs}.ids)}}"
        assert group["vpc_id"] == "${each.value}"
        assert "ingress" not in group
        assert "egress" not in group

    def test_has_an_analyzer_only_where_the_account_owns_one(self, tmp_path: Path) -> None:
        assert only(region(tmp_path / "with"), "aws_accessanalyzer_analyzer")["type"] == "ACCOUNT"
        without = region(tmp_path / "without", has_analyzer=False)
        assert "aws_accessanalyzer_analyzer" not in without["resource"]


class TestModules:
    def test_leave_backend_and_providers_to_their_caller(self, outputs: dict[str, Path]) -> None:
        for module in ("account-baseline", "region-baseline"):
            found = document(outputs["production"], "production-account-network", module)
            assert set(found["terraform"]) == {"required_providers"}
            assert "provider" not in found

    def test_are_chosen_by_function(self, tmp_path: Path) -> None:
        analyzed = [function.value for function in Function if function is not Function.SANDBOX]
        baseline = environment().zone.model_dump(mode="json", exclude_defaults=True)["baseline"]
        synthesize([smaller_staging(baseline={**baseline, "access_analyzer_for": analyzed})], tmp_path / "out")
        keys = [account.key for account in environment().zone.roster]
        calls = {key: document(tmp_path / "out", f"staging-account-{key}")["module"].values() for key in keys}
        plain = "./modules/region-baseline-without-analyzer"
        without = {key for key, modules in calls.items() if plain in {call["source"] for call in modules}}
        assert without == {"sandbox-canary"}

    def test_are_called_once_for_the_account_once_for_each_region_and_once_for_each_hub(
        self, outputs: dict[str, Path]
    ) -> None:
        calls = document(outputs["staging"], "staging-account-sandbox-canary")["module"]
        assert {name: (call["source"], call["providers"]) for name, call in calls.items()} == {
            "account-baseline": ("./modules/account-baseline", {"aws": "aws"}),
            "account-budget": ("./modules/account-budget", {"aws": "aws"}),
            "clean-up-role": ("./modules/clean-up-role", {"aws": "aws"}),
            "expiry-notice": ("./modules/expiry-notice", {"aws": "aws"}),
            "permissions-boundary": ("./modules/permissions-boundary", {"aws": "aws"}),
            "region-baseline-eu-west-1": ("./modules/region-baseline", {"aws": "aws"}),
            "region-baseline-us-east-1": ("./modules/region-baseline", {"aws": "aws.us-east-1"}),
            "config-role": ("./modules/config-role", {"aws": "aws"}),
            "config-recorder-eu-west-1": ("./modules/config-recorder-with-global-resources", {"aws": "aws"}),
            "config-recorder-us-east-1": ("./modules/config-recorder", {"aws": "aws.us-east-1"}),
            "macie-export-eu-west-1": ("./modules/macie-export", {"aws": "aws"}),
            "macie-export-us-east-1": ("./modules/macie-export", {"aws": "aws.us-east-1"}),
            "spoke-eu-west-1": ("./modules/internet-spoke-eu-west-1", {"aws": "aws"}),
        }
