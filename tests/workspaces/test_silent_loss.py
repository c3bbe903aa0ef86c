"""Each loss below passes cdktf 0.21 without a word; each test fails when its guard is taken out."""

from __future__ import annotations

from pathlib import Path

import pytest
from cdktf import DataTerraformRemoteStateLocal, TerraformResource, TerraformStack
from cdktf_cdktf_provider_aws.kms_key import KmsKey
from cdktf_cdktf_provider_aws.organizations_account import OrganizationsAccount
from cdktf_cdktf_provider_aws.provider import AwsProvider

from modules.workspaces.writing.silent_loss import SilentLossError
from tests.support.synthesis import synthesize_one


def test_refuses_ids_that_collide_once_punctuation_is_dropped(tmp_path: Path) -> None:
    def build(stack: TerraformStack) -> None:
        KmsKey(stack, "a.b")
        KmsKey(stack, "ab")

    with pytest.raises(SilentLossError, match="subject: 2 elements built, 1 written: two share a logical id"):
        synthesize_one(tmp_path, build)


def test_refuses_a_string_token_that_was_edited(tmp_path: Path) -> None:
    def build(stack: TerraformStack) -> None:
        key = KmsKey(stack, "a")
        KmsKey(stack, "b", description=key.arn.upper())

    with pytest.raises(SilentLossError, match="a token was edited"):
        synthesize_one(tmp_path, build)


def test_refuses_a_number_token_that_was_formatted(tmp_path: Path) -> None:
    def build(stack: TerraformStack) -> None:
        key = KmsKey(stack, "a", deletion_window_in_days=7)
        KmsKey(stack, "b", description=f"days-{key.deletion_window_in_days}")

    with pytest.raises(SilentLossError, match="a token was edited"):
        synthesize_one(tmp_path, build)


def test_refuses_a_string_token_whatever_its_case(tmp_path: Path) -> None:
    def build(stack: TerraformStack) -> None:
        key = KmsKey(stack, "a")
        KmsKey(stack, "b", description=key.arn.lower())

    with pytest.raises(SilentLossError, match="a token was edited"):
        synthesize_one(tmp_path, build)


@pytest.mark.parametrize("text", ["joe+291@acme.example", "1e+298", "-8e+291", "8.2e+298", "a token[0]"])
def test_lets_through_a_text_that_is_no_token(text: str, tmp_path: Path) -> None:
    document = synthesize_one(tmp_path, lambda stack: KmsKey(stack, "a", description=text, tags={text: text}))

    key = document["resource"]["aws_kms_key"]["a"]
    assert (key["description"], key["tags"]) == (text, {text: text})


def test_refuses_a_second_provider_without_an_alias(tmp_path: Path) -> None:
    with pytest.raises(SilentLossError, match="two aws providers share an alias"):
        synthesize_one(tmp_path, lambda stack: AwsProvider(stack, "other", region="us-east-1"))


def test_refuses_a_resource_of_a_provider_that_its_stack_does_not_have(tmp_path: Path) -> None:
    def build(stack: TerraformStack) -> None:
        DataTerraformRemoteStateLocal(stack, "other", path="other.tfstate")
        TerraformResource(stack, "a", terraform_resource_type="terraform_data")
        TerraformResource(stack, "b", terraform_resource_type="random_id")

    with pytest.raises(SilentLossError, match=r"subject: resources without a provider in their stack: random$"):
        synthesize_one(tmp_path, build)


def test_refuses_a_dict_inside_a_list(tmp_path: Path) -> None:
    """The worst of them: the provider drops its role and acts on whichever account the caller is in."""

    def build(stack: TerraformStack) -> None:
        AwsProvider(stack, "other", alias="other", assume_role=[{"role_arn": "arn:aws:iam::1:role/x"}])

    with pytest.raises(SilentLossError, match=r"lost their content.*provider\.aws\.assume_role"):
        synthesize_one(tmp_path, build)


def test_lets_through_what_lost_nothing(tmp_path: Path) -> None:
    def build(stack: TerraformStack) -> None:
        OrganizationsAccount(stack, "a-b", name="a", email="a@example.com")
        OrganizationsAccount(stack, "c", name="c", email="c@example.com")

    document = synthesize_one(tmp_path, build)

    assert sorted(document["resource"]["aws_organizations_account"]) == ["a-b", "c"]
