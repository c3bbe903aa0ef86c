"""The workspaces of access: what they hold, in which order, and that no tenant touches another."""

from __future__ import annotations

import filecmp
import json
from pathlib import Path
from typing import Any

import pytest

from modules.environment import Environment
from modules.identity.assignment_workspaces import RESOURCES_IN_A_WORKSPACE
from modules.identity.library import permission_set
from modules.identity.tenants import access_by_tenant
from modules.workspaces.access.tenant_shape import TenantShape, account_key_of, tenant_values
from modules.workspaces.writing.synthesis import synthesize
from tests.benchmarks.measure import generated
from tests.support.environments import addresses, document, environment, environment_with, smaller_staging

TEAM = {"lead": {"name": "Emmy Example", "email": "emmy@acme.example"}, "cost_center": "4720"}


def resources(document: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return list(document.get("resource", {}).get(kind, {}).values())


def written(folder: Path, environment: Environment, workspace: str) -> dict[str, Any]:
    synthesize([environment], folder)
    return document(folder, f"{environment.name}-{workspace}")


class TestPermissionSets:
    @pytest.fixture
    def staging(self, outputs: dict[str, Path]) -> dict[str, Any]:
        return document(outputs["staging"], "staging-identity")

    def test_are_those_that_somebody_has_and_their_names_without_a_stage(self, staging: dict[str, Any]) -> None:
        held = environment("staging").zone.directory.assignments
        names = {one.permission_set for one in held} | {one.folder for one in held}
        assert {one["name"] for one in resources(staging, "aws_ssoadmin_permission_set")} == names

    def test_have_the_library_s_description_and_session(self, staging: dict[str, Any]) -> None:
        sets = {one["name"]: one for one in resources(staging, "aws_ssoadmin_permission_set")}
        assert sets["DataScientist"]["session_duration"] == "PT8H"
        assert sets["BreakGlass"]["session_duration"] == "PT1H"
        assert sets["Billing"]["description"] == permission_set("Billing").description.description

    def test_have_the_environment_s_session_where_it_says_one(self, tmp_path: Path) -> None:
        said = {"permission_sets": {"DataScientist": {"session_hours": 2}}}
        found = written(tmp_path, smaller_staging(identity=said), "identity")
        sets = {one["name"]: one for one in resources(found, "aws_ssoadmin_permission_set")}
        assert sets["DataScientist"]["session_duration"] == "PT2H"

    def test_have_aws_s_policies_by_their_whole_arn(self, staging: dict[str, Any]) -> None:
        attached = {one["managed_policy_arn"] for one in resources(staging, "aws_ssoadmin_managed_policy_attachment")}
        assert {"arn:aws:iam::aws:policy/SecurityAudit", "arn:aws:iam::aws:policy/job-function/Billing"} <= attached

    def test_have_a_boundary_where_the_library_says_one(self, staging: dict[str, Any]) -> None:
        boundaries = resources(staging, "aws_ssoadmin_permissions_boundary_attachment")
        assert [one["permissions_boundary"]["managed_policy_arn"] for one in boundaries] == [
            "arn:aws:iam::aws:policy/ReadOnlyAccess"
        ] * 2

    def test_keep_iam_s_variables_from_terraform(self, staging: dict[str, Any]) -> None:
        policies = [one["inline_policy"] for one in resources(staging, "aws_ssoadmin_permission_set_inline_policy")]
        assert any("role/teams/$${aws:PrincipalTag/Team}/dev/*" in one for one in policies)
        assert not any("{{" in one for one in policies)

    def test_are_complete_before_anybody_has_them(self, staging: dict[str, Any]) -> None:
        """Each policy that is attached later is provisioned to every account again."""
        for one in resources(staging, "aws_ssoadmin_account_assignment"):
            name = one["permission_set_arn"].split("permission-sets_")[1].rpartition("_")[0]
            described = permission_set(name)
            assert len(one["depends_on"]) == described.resources - 1
            assert all(f"permission-sets_{name}_" in needed for needed in one["depends_on"])

    def test_for_approvers_name_the_group_and_never_let_in_an_approver(self, staging: dict[str, Any]) -> None:
        (policy,) = (
            one["inline_policy"]
            for one in resources(staging, "aws_ssoadmin_permission_set_inline_policy")
            if "LetSomebodyInAndOut" in one["inline_policy"]
        )
        statements = {one["Sid"]: one for one in json.loads(policy)["Statement"]}
        group = "arn:aws:identitystore:::group/${aws_identitystore_group.groups_AWSBreakGlass_"
        user = "arn:aws:identitystore:::user/${aws_identitystore_user.people_"

        assert statements["LetSomebodyInAndOut"]["Resource"][0].startswith(group)
        denied = [one.removeprefix(user).partition("_")[0] for one in statements["NeverAnApprover"]["Resource"]]
        assert denied == ["grace", "alan"]


class TestInstance:
    def test_says_what_to_do_where_there_is_none(self, outputs: dict[str, Path]) -> None:
        staging = document(outputs["staging"], "staging-identity")
        (instances,) = staging["data"]["aws_ssoadmin_instances"].values()
        (condition,) = instances["lifecycle"]["postcondition"]
        assert condition["condition"] == "${length(self.arns) == 1}"
        assert condition["error_message"].startswith("IAM Identity Center is not enabled in this account and region.")


class TestSessionAttributes:
    def test_are_read_from_the_directory(self, outputs: dict[str, Path]) -> None:
        staging = document(outputs["staging"], "staging-identity")
        (attributes,) = resources(staging, "aws_ssoadmin_instance_access_control_attributes")
        assert {one["key"]: one["value"][0]["source"] for one in attributes["attribute"]} == {
            "Team": ['$${path:addresses[type eq "work"].locality}'],
            "Stage": ['$${path:addresses[type eq "work"].region}'],
            "CostCenter": ['$${path:addresses[type eq "work"].postalCode}'],
            "UserName": ["$${path:userName}"],
        }

    def test_of_people_are_their_work_address(self, tmp_path: Path) -> None:
        ada = {"name": "Ada Example", "email": "ada@acme.example", "team": "fraud", "stage": "prod"}
        found = written(tmp_path, smaller_staging(identity={"users": {"ada": ada}}), "identity")
        (user,) = resources(found, "aws_identitystore_user")
        assert user["user_name"] == "ada@acme.example"
        assert user["addresses"] == {
            "type": "work",
            "primary": True,
            "locality": "fraud",
            "region": "prod",
            "postal_code": "4711",
        }


class TestGroups:
    def test_are_made_in_the_built_in_directory(self, outputs: dict[str, Path]) -> None:
        staging = document(outputs["staging"], "staging-identity-fraud")
        assert {one["display_name"] for one in resources(staging, "aws_identitystore_group")} == {
            "fraud-TeamLead",
            "fraud-DataScientists",
            "fraud-MLEngineers",
            "fraud-DataEngineers",
        }

    def test_are_looked_up_where_a_provider_pushes_them(self, outputs: dict[str, Path]) -> None:
        for workspace, name in (("identity", "AWSNetworkAdmins"), ("identity-fraud", "fraud-TeamLead")):
            found = document(outputs["production"], f"production-{workspace}")
            assert "aws_identitystore_group" not in found.get("resource", {})
            asked = [
                one["alternate_identifier"]["unique_attribute"]
                for one in found["data"]["aws_identitystore_group"].values()
            ]
            assert {"attribute_path": "DisplayName", "attribute_value": name} in asked

    def test_have_their_people_in_the_workspace_of_the_group(self, tmp_path: Path) -> None:
        groups = ["fraud-TeamLead", "AWSBilling"]
        ada = {"name": "Ada Example", "email": "ada@acme.example", "groups": groups}
        synthesize([smaller_staging(identity={"users": {"ada": ada}})], tmp_path)
        ours, theirs = document(tmp_path, "staging-identity"), document(tmp_path, "staging-identity-fraud")

        (here,) = resources(ours, "aws_identitystore_group_membership")
        (there,) = resources(theirs, "aws_identitystore_group_membership")
        assert here["member_id"].startswith("${aws_identitystore_user.people_ada")
        assert there["member_id"] == '${data.terraform_remote_state.identity.outputs.user_ids["ada"]}'
        assert there["group_id"].startswith("${aws_identitystore_group.groups_TeamLead")


class TestAssignments:
    def test_of_a_tenant_read_ids_by_their_keys_alone(self, outputs: dict[str, Path]) -> None:
        pricing = document(outputs["production"], "production-identity-pricing")
        (one,) = (
            body
            for name, body in pricing["resource"]["aws_ssoadmin_account_assignment"].items()
            if "DataScientists_dev" in name
        )
        read = "data.terraform_remote_state"
        assert one["target_id"] == f'${{{read}.accounts.outputs.account_ids["pricing-dev"]}}'
        assert one["permission_set_arn"] == f'${{{read}.identity.outputs.permission_set_arns["DataScientist"]}}'
        assert one["instance_arn"] == f"${{{read}.identity.outputs.instance_arn}}"
        assert one["principal_id"].startswith("${data.aws_identitystore_group.groups_DataScientists")

    def test_of_accounts_that_exist_already_name_their_ids(self, tmp_path: Path) -> None:
        teams = {"fraud": {**TEAM, "stages": ["dev", "prod"], "account_ids": {"prod": "333333333333"}}}
        found = written(tmp_path, smaller_staging(teams=teams), "identity-fraud")
        targets = {one["target_id"] for one in resources(found, "aws_ssoadmin_account_assignment")}
        assert targets == {
            "333333333333",
            '${data.terraform_remote_state.accounts.outputs.account_ids["fraud-dev"]}',
        }

    def test_are_patient_with_a_service_that_throttles(self, outputs: dict[str, Path]) -> None:
        for workspace in ("identity", "identity-fraud"):
            found = document(outputs["staging"], f"staging-{workspace}")
            assert found["provider"]["aws"][0]["token_bucket_rate_limiter_capacity"] == 10_000
            for one in resources(found, "aws_ssoadmin_account_assignment"):
                assert one["timeouts"] == {"create": "30m", "delete": "30m"}


class TestDelegatedAdministration:
    @pytest.fixture
    def output(self, tmp_path: Path) -> Path:
        synthesize([smaller_staging(identity={"delegated_administrator": "shared-services"})], tmp_path)
        return tmp_path

    def test_is_registered_by_the_management_account(self, output: Path) -> None:
        found = document(output, "staging-identity")
        (one,) = resources(found, "aws_organizations_delegated_administrator")
        assert one["service_principal"] == "sso.amazonaws.com"
        assert found["provider"]["aws"][0]["allowed_account_ids"] == ["222222222222"]

    def test_lets_tenants_be_worked_on_without_the_management_account(self, output: Path) -> None:
        (provider,) = document(output, "staging-identity-fraud")["provider"]["aws"]
        account = '${data.terraform_remote_state.accounts.outputs.account_ids["shared-services"]}'
        assert provider["allowed_account_ids"] == [account]
        assert provider["assume_role"][0]["role_arn"] == f"arn:aws:iam::{account}:role/OrganizationAccountAccessRole"


class TestTenants:
    def test_of_one_kind_are_constructed_once(self) -> None:
        zone = generated(600).zone
        divided = access_by_tenant(zone.directory, zone.identity)
        assert len({TenantShape.of(access) for tenant, access in divided.items() if tenant}) <= 3

    def test_are_told_by_all_that_differs(self) -> None:
        zone = environment("production").zone
        divided = access_by_tenant(zone.directory, zone.identity)
        assert tenant_values(divided["fraud"])[account_key_of("dev")] == "fraud-dev"

    def test_come_after_the_permission_sets_and_the_accounts(self, outputs: dict[str, Path]) -> None:
        stacks = json.loads((outputs["production"] / "manifest.json").read_text())["stacks"]
        needed = stacks["production-identity-fraud"]["dependencies"]
        assert sorted(needed) == ["production-accounts", "production-identity"]


class TestANewTeam:
    @pytest.mark.parametrize("place", ["first", "last"])
    def test_changes_nothing_that_is_there_in_any_workspace_of_access(
        self, outputs: dict[str, Path], tmp_path: Path, place: str
    ) -> None:
        said = environment("production").zone.model_dump(mode="json", exclude_defaults=True)["teams"]
        teams = {"robotics": TEAM, **said} if place == "first" else {**said, "robotics": TEAM}
        synthesize([environment_with("production", teams=teams)], tmp_path)

        compared = filecmp.dircmp(outputs["production"] / "stacks", tmp_path / "stacks")
        ours = {name for name in compared.common_dirs if name.startswith("production-identity")}
        assert len(ours) == 13
        for name in ours:
            before, after = outputs["production"] / "stacks" / name, tmp_path / "stacks" / name
            assert (before / "cdk.tf.json").read_bytes() == (after / "cdk.tf.json").read_bytes(), name

    def test_has_the_addresses_of_every_other_team(self, outputs: dict[str, Path], tmp_path: Path) -> None:
        said = environment("production").zone.model_dump(mode="json", exclude_defaults=True)["teams"]
        found = written(tmp_path, environment_with("production", teams={**said, "robotics": TEAM}), "identity-robotics")
        assert addresses(found) == addresses(document(outputs["production"], "production-identity-fraud"))


def test_two_hundred_teams_make_no_large_workspace(tmp_path: Path) -> None:
    """`make bench` measures the seconds, against the naive way in the same run."""
    many = generated(9 + 600)
    synthesize([many], tmp_path)

    sizes = {}
    for path in (tmp_path / "stacks").glob("staging-identity*"):
        sizes[path.name] = len(addresses(document(tmp_path, path.name)))
    of_teams = sum(
        "assignments_" in one and "_AWS" not in one
        for name in sizes
        if "-identity-team-" in name
        for one in addresses(document(tmp_path, name))
    )
    assert of_teams == 200 * 13  # four groups in three stages, and the lead who approves in production
    assert max(sizes.values()) <= RESOURCES_IN_A_WORKSPACE
