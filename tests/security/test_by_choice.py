"""What is synthesized of services that are off by default, once they are on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from modules.workspaces.writing.synthesis import synthesize
from tests.support.environments import document, environment, environment_with, smaller_staging

HOME, OTHER = "eu-west-1", "us-east-1"
CHOSEN = ("firewall_manager", "security_lake", "incident_response")
ON = {key: {"enabled": True} for key in CHOSEN}
NEW = {"function": "data-lake", "domain": "policies", "unit": "Workloads/DataLake", "owner": "data-platform"}

Resources = dict[str, dict[str, dict[str, Any]]]


def written(folder: Path, **sections: Any) -> Path:
    synthesize([environment_with("staging", **sections)], folder)
    return folder


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Staging with the services that production has."""
    return written(tmp_path_factory.mktemp("chosen") / "cdktf.out", security=ON)


@pytest.fixture(scope="module")
def one_more(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with one account more."""
    accounts = environment("staging").zone.model_dump(mode="json", exclude_defaults=True)["accounts"]
    folder = tmp_path_factory.mktemp("one-more") / "cdktf.out"
    return written(folder, security=ON, accounts={**accounts, "data-lake-policies": NEW})


def resources(output: Path, workspace: str) -> Resources:
    found: Resources = document(output, f"staging-{workspace}")["resource"]
    return found


def policies(output: Path, region: str) -> dict[str, dict[str, Any]]:
    """The policies of Firewall Manager in a region, by their names."""
    found = resources(output, f"security-{region}")["aws_fms_policy"].values()
    return {policy["name"].removeprefix("landing-zone-"): policy for policy in found}


def data(policy: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(policy["security_service_policy_data"]["managed_service_data"])
    return found


def test_without_a_choice_nothing_of_them_is_made(outputs: dict[str, Path]) -> None:
    kinds = {"aws_fms_admin_account", "aws_fms_policy", "aws_iam_service_linked_role"}
    names = [folder.name for folder in (outputs["staging"] / "stacks").iterdir()]
    of_security = [name.removeprefix("staging-") for name in names if "security" in name or "delegation" in name]

    assert not [name for name in of_security if "lake" in name]
    assert not any(kinds & resources(outputs["staging"], name).keys() for name in of_security if "account" not in name)


class TestFirewallManager:
    def test_has_its_administrator_from_the_one_region_where_it_is_registered(self, output: Path) -> None:
        (registered,) = resources(output, "delegation")["aws_fms_admin_account"].values()

        assert registered["provider"] == f"aws.{OTHER}"
        assert registered["account_id"] == "${local.security-tooling}"
        assert registered["depends_on"]  # one registration at a time
        assert registered["lifecycle"]["prevent_destroy"] is True

    def test_is_registered_there_although_no_account_works_there(self, tmp_path: Path) -> None:
        organization = environment("staging").zone.model_dump(mode="json", exclude_defaults=True)["organization"]
        security = {**ON, "security_lake": {"enabled": False}}
        synthesize(
            [smaller_staging(organization={**organization, "regions": [HOME]}, security=security, network=None)],
            tmp_path,
        )

        delegation = document(tmp_path, "staging-delegation")
        (registered,) = delegation["resource"]["aws_fms_admin_account"].values()
        assert registered["provider"] == f"aws.{OTHER}"
        assert OTHER in [provider["region"] for provider in delegation["provider"]["aws"]]
        assert "web-acls-cloudfront" not in policies(tmp_path, HOME)

    def test_has_a_policy_of_each_kind_in_every_region_and_one_for_cloudfront_in_one(self, output: Path) -> None:
        kinds = {"web-acls", "security-groups", "network-acls", "dns-firewall"}

        assert policies(output, HOME).keys() == kinds
        assert policies(output, OTHER).keys() == {*kinds, "web-acls-cloudfront"}

    @pytest.mark.parametrize("region", [HOME, OTHER])
    def test_mends_what_differs_and_takes_away_what_nobody_needs(self, output: Path, region: str) -> None:
        for policy in policies(output, region).values():
            assert policy["remediation_enabled"] is policy["delete_unused_fm_managed_resources"] is True

    def test_reaches_every_account_those_of_tomorrow_included(self, output: Path, one_more: Path) -> None:
        for region in (HOME, OTHER):
            assert policies(output, region) == policies(one_more, region)
            assert not any(
                {"include_map", "exclude_map"} & policy.keys() for policy in policies(output, region).values()
            )

    def test_blocks_what_is_bad_and_only_counts_what_models_are_asked_with(self, output: Path) -> None:
        groups = data(policies(output, HOME)["web-acls"])["preProcessRuleGroups"]

        assert {
            group["managedRuleGroupIdentifier"]["managedRuleGroupName"]: group["overrideAction"]["type"]
            for group in groups
        } == {
            "AWSManagedRulesAmazonIpReputationList": "NONE",
            "AWSManagedRulesKnownBadInputsRuleSet": "NONE",
            "AWSManagedRulesCommonRuleSet": "COUNT",
        }

    @pytest.mark.parametrize("region", [HOME, OTHER])
    def test_keeps_records_of_web_acls_in_its_own_account_as_logs_are_kept(self, output: Path, region: str) -> None:
        of_region = resources(output, f"security-{region}")
        (bucket,) = of_region["aws_s3_bucket"].values()
        (admitted,) = of_region["aws_s3_bucket_policy"].values()
        statements = {statement["Sid"]: statement for statement in json.loads(admitted["policy"])["Statement"]}

        assert bucket["bucket"] == f"aws-waf-logs-acme-canary-landing-zone-${{local.account-id}}-{region}"
        assert bucket["object_lock_enabled"] is True
        assert statements["DeliveryWrites"]["Principal"] == {"Service": "delivery.logs.amazonaws.com"}
        configured_by = statements["DenyChangesOfTheBucket"]["Condition"]["ArnNotEquals"]["aws:PrincipalArn"]
        assert configured_by[1].endswith(":role/aws-service-role/fms.amazonaws.com/AWSServiceRoleForFMS")

    def test_denies_only_ports_that_no_answer_comes_back_to(self, output: Path) -> None:
        option = policies(output, HOME)["network-acls"]["security_service_policy_data"]["policy_option"]
        entries = option["network_acl_common_policy"]["network_acl_entry_set"]["first_entry"]

        assert {entry["rule_action"] for entry in entries} == {"deny"}
        assert {entry["port_range"][0]["to"] for entry in entries} == {21, 23}
        assert len(entries) <= 5  # inbound rules of a policy

    def test_leaves_security_groups_a_year(self, output: Path) -> None:
        asked = data(policies(output, HOME)["security-groups"])

        assert asked["optionalDelayForUnusedInMinutes"] == 365 * 24 * 60
        assert asked["coalesceRedundantSecurityGroups"] is False

    def test_shares_its_rules_within_the_organization_without_a_network(self, tmp_path: Path) -> None:
        synthesize([smaller_staging(network=None, security=ON)], tmp_path)

        assert "aws_ram_sharing_with_organization" in document(tmp_path, "staging-delegation")["resource"]

    def test_makes_what_is_chosen_only(self, tmp_path: Path) -> None:
        chosen = {"firewall_manager": {"enabled": True, "policies": ["security-groups"], "remediation": False}}
        synthesize([smaller_staging(security=chosen)], tmp_path)

        (policy,) = policies(tmp_path, HOME).values()
        assert policy["remediation_enabled"] is False
        assert "aws_s3_bucket" not in resources(tmp_path, f"security-{HOME}")


class TestSecurityLake:
    def test_has_a_lake_in_each_region_one_after_the_other(self, output: Path) -> None:
        lakes = resources(output, "security-lake")["aws_securitylake_data_lake"]

        assert [lake["configuration"][0]["region"] for lake in lakes.values()] == [HOME, OTHER]
        assert all(lake["depends_on"] and lake["lifecycle"]["prevent_destroy"] for lake in lakes.values())

    def test_works_as_a_role_of_the_name_that_its_functions_know(self, output: Path) -> None:
        (role,) = resources(output, "security-lake")["aws_iam_role"].values()

        assert (role["name"], role["path"]) == ("AmazonSecurityLakeMetaStoreManagerV2", "/service-role/")

    def test_takes_in_records_of_all_accounts_and_regions_one_source_after_the_other(self, output: Path) -> None:
        said = document(output, "staging-security-lake-members")
        sources = said["resource"]["aws_securitylake_aws_log_source"]
        roster = [account.key for account in environment("staging").zone.roster]

        assert sorted(said["locals"]["account-ids"]) == sorted(roster)
        for source in sources.values():
            (taken,) = source["source"]
            assert taken["accounts"] == "${values(local.account-ids)}"
            assert (taken["regions"], taken["source_version"]) == ([HOME, OTHER], "2.0")
        assert [source for source in sources.values() if "depends_on" not in source] == [next(iter(sources.values()))]

    def test_is_read_by_security_tooling_in_both_ways_in_each_region(self, output: Path) -> None:
        readers = resources(output, "security-lake-members")["aws_securitylake_subscriber"].values()

        assert sorted((reader["provider"], reader["access_type"]) for reader in readers) == [
            ("aws", "LAKEFORMATION"),
            ("aws", "S3"),
            (f"aws.{OTHER}", "LAKEFORMATION"),
            (f"aws.{OTHER}", "S3"),
        ]
        tooling = '${data.terraform_remote_state.accounts.outputs.account_ids["security-tooling"]}'
        assert {reader["subscriber_identity"][0]["principal"] for reader in readers} == {tooling}

    def test_one_account_more_is_one_entry_more_and_nothing_else(self, output: Path, one_more: Path) -> None:
        before, after = (document(folder, "staging-security-lake-members") for folder in (output, one_more))

        assert document(output, "staging-security-lake") == document(one_more, "staging-security-lake")
        more = after["locals"].pop("account-ids")
        fewer = before["locals"].pop("account-ids")
        assert before == after
        assert more.keys() - fewer.keys() == {"data-lake-policies"}
        assert fewer.items() <= more.items()

    def test_comes_behind_what_makes_the_records(self, output: Path) -> None:
        manifest = json.loads((output / "manifest.json").read_text())
        waits_for = manifest["stacks"]["staging-security-lake-members"]["dependencies"]

        assert {"staging-security-lake", "staging-trail", f"staging-security-{HOME}"} <= {*waits_for}


def test_services_have_the_roles_in_the_management_account_that_aws_does_not_make(output: Path) -> None:
    roles = resources(output, "delegation")["aws_iam_service_linked_role"].values()

    assert {role["aws_service_name"] for role in roles} == {
        "securitylake.amazonaws.com",
        "triage.security-ir.amazonaws.com",
    }
