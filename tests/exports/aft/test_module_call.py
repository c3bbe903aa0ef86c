"""The root that deploys AFT: every input of its module, typed and checked."""

from __future__ import annotations

import json
from typing import Any

import pytest

from modules.environment import Environment
from modules.exports.aft.module_call import module_call
from tests.support.aft import AFT_ACCOUNT, vended_by_aft
from tests.support.environments import environment as loaded

WITHOUT_DEFAULT = {
    "ct_management_account_id", "log_archive_account_id", "audit_account_id", "aft_management_account_id",
    "ct_home_region",
}  # fmt: skip
INPUTS = WITHOUT_DEFAULT | {
    "aft_feature_cloudtrail_data_events", "aft_feature_enterprise_support", "aft_feature_delete_default_vpcs_enabled",
    "terraform_version", "terraform_distribution", "terraform_token", "terraform_org_name", "terraform_project_name",
    "terraform_api_endpoint", "terraform_oidc_integration", "terraform_oidc_aws_audience", "terraform_oidc_hostname",
    "vcs_provider", "github_enterprise_url", "gitlab_selfmanaged_url", "account_request_repo_name",
    "account_request_repo_branch", "global_customizations_repo_name", "global_customizations_repo_branch",
    "account_customizations_repo_name", "account_customizations_repo_branch",
    "account_provisioning_customizations_repo_name", "account_provisioning_customizations_repo_branch",
    "aft_framework_repo_url", "aft_framework_repo_git_ref", "maximum_concurrent_customizations",
    "concurrent_account_factory_actions", "global_codebuild_timeout", "aft_codebuild_compute_type", "aft_enable_vpc",
    "aft_vpc_endpoints", "aft_vpc_cidr", "aft_vpc_private_subnet_01_cidr", "aft_vpc_private_subnet_02_cidr",
    "aft_vpc_public_subnet_01_cidr", "aft_vpc_public_subnet_02_cidr", "aft_customer_vpc_id",
    "aft_customer_private_subnets", "cloudwatch_log_group_retention", "cloudwatch_log_group_enable_cmk_encryption",
    "sns_topic_enable_cmk_encryption", "log_archive_bucket_object_expiration_days",
    "aft_backend_bucket_access_logs_object_expiration_days", "sfn_s3_bucket_object_expiration_days",
    "backup_schedule", "backup_recovery_point_retention", "tags", "aft_metrics_reporting",
    "tf_backend_secondary_region",
}  # fmt: skip
"""The inputs of AFT 1.20.1 (its `variables.tf`)."""
OF_1_21 = {
    "aft_customization_triggers", "account_request_workspace_name",
    "account_provisioning_customizations_workspace_name",
}  # fmt: skip

LOCAL = {"backend": {"local": {"path": "../../../state/staging/staging-organization.tfstate"}}}
EVERYTHING: dict[str, Any] = {
    "version": "1.21.1",
    "secondary_region": "us-east-1",
    "runs": {
        "distribution": "tfe",
        "hostname": "tfe.acme.example",
        "organization": "acme",
        "oidc": {},
        "request_workspace": "requests",
        "provisioning_workspace": "provisioning",
    },
    "repositories": {"provider": "githubenterprise", "hostname": "git.acme.example", "owner": "acme"},
    "framework": {"url": "https://git.acme.example/acme/aft.git", "ref": "1.21.1"},
    "network": {"vpc_id": "vpc-0123456789abcdef0", "private_subnet_ids": ["subnet-0123456789abcdef0"]},
    "backup": {"retention_days": 35},
}


def root(aft: dict[str, Any] | None = None, terraform: dict[str, Any] | None = None) -> dict[str, Any]:
    environment = Environment("staging", vended_by_aft(aft=aft))
    files = module_call(environment, {"terraform": terraform or LOCAL})
    loaded: dict[str, Any] = json.loads(files["aft/main.tf.json"])
    return loaded


def inputs(aft: dict[str, Any] | None = None) -> dict[str, Any]:
    call = root(aft)["module"]["aft"]
    return {name: value for name, value in call.items() if name not in {"source", "version"}}


def test_every_input_of_the_module_can_be_given_and_none_that_it_has_not() -> None:
    assert {*inputs()} <= INPUTS
    assert {*inputs()} | {*inputs(EVERYTHING)} == INPUTS | OF_1_21


def test_what_follows_from_the_organization_is_not_asked_for_again() -> None:
    given, zone = inputs(), vended_by_aft()
    ids = {account.key: account.known_id for account in zone.roster}

    assert given["ct_management_account_id"] == zone.organization.management_account.id
    assert given["log_archive_account_id"] == ids["log-archive"]
    assert given["audit_account_id"] == ids["security-tooling"]
    assert given["aft_management_account_id"] == ids[AFT_ACCOUNT]
    assert given["ct_home_region"] == zone.organization.home_region


def test_the_module_is_the_version_that_the_environment_names() -> None:
    assert root()["module"]["aft"]["version"] == "1.20.1"
    assert root(EVERYTHING)["module"]["aft"]["version"] == "1.21.1"


def test_identities_come_from_where_terraform_runs() -> None:
    assert inputs(EVERYTHING)["terraform_oidc_hostname"] == "tfe.acme.example"
    own = {**EVERYTHING["runs"], "oidc": {"hostname": "oidc.acme.example"}}
    assert inputs({**EVERYTHING, "runs": own})["terraform_oidc_hostname"] == "oidc.acme.example"


def test_a_token_is_a_sensitive_variable_and_nowhere_written() -> None:
    document = root(EVERYTHING)

    assert document["variable"]["terraform_token"]["sensitive"] is True
    assert "default" not in document["variable"]["terraform_token"]
    assert document["module"]["aft"]["terraform_token"] == "${var.terraform_token}"  # noqa: S105 - a reference
    assert "variable" not in root()


def test_it_is_terraform_that_old_pipelines_read() -> None:
    document = root(EVERYTHING)

    assert {*document} <= {"terraform", "module", "variable"}
    assert not {"count", "for_each", "depends_on", "providers"} & {*document["module"]["aft"]}


@pytest.mark.parametrize(
    ("terraform", "kept"),
    [
        (LOCAL, {}),
        (
            {"backend": {"s3": {"bucket": "acme", "key": "x/staging/staging-organization.tfstate"}}},
            {"backend": {"s3": {"bucket": "acme", "key": "x/staging/staging-aft.tfstate"}}},
        ),
        (
            {"cloud": {"workspaces": {"name": "staging-organization"}}},
            {"cloud": {"workspaces": {"name": "staging-aft"}}},
        ),
    ],
)
def test_its_state_is_beside_that_of_the_organization(terraform: dict[str, Any], kept: dict[str, Any]) -> None:
    settings = root(terraform=terraform)["terraform"]

    assert {name: block for name, block in settings.items() if not name.startswith("required")} == kept


def test_another_engine_has_no_such_root() -> None:

    assert module_call(loaded(), {"terraform": LOCAL}) == {}
