from __future__ import annotations

from typing import Any

import pytest

from modules.accounts.spec import Function
from modules.identity.directory import Directory, session_attributes
from modules.landing_zone import LandingZone
from modules.specification.tag_keys import LibraryTag
from tests.support.environments import environment, environment_with

PRODUCTION = environment("production").zone.directory


def directory_with(**identity: Any) -> Directory:
    return environment_with("production", identity=identity).zone.directory


def held(directory: Directory, group: str) -> set[tuple[str, str]]:
    """The group's permission sets, each with the account."""
    return {(one.permission_set, one.account.key) for one in directory.assignments if one.group.name == group}


class TestPlatformGroups:
    @pytest.mark.parametrize(
        ("group", "access"),
        [
            (
                "AWSControlTowerAdmins",
                {("AWSControlTowerAdmins", "management"), ("AWSSecurityAuditors", "management")},
            ),
            ("AWSNetworkAdmins", {("NetworkAdministrator", "network")}),
            ("AWSMLEngineers", {("PowerUserAccess", "ml-shared-services")}),
            (
                "AWSDataEngineers",
                {("PowerUserAccess", "data-lake-claims"), ("PowerUserAccess", "data-lake-customers")},
            ),
            ("AWSBilling", {("Billing", "management")}),
        ],
    )
    def test_have_what_the_guidance_says(self, group: str, access: set[tuple[str, str]]) -> None:
        assert held(PRODUCTION, group) == access

    @pytest.mark.parametrize(
        ("group", "permission_set"), [("AWSReadOnly", "ReadOnly"), ("AWSBreakGlass", "BreakGlass")]
    )
    def test_everywhere_is_every_account_but_the_management_account(self, group: str, permission_set: str) -> None:
        accounts = {one.key for one in environment("production").zone.roster} - {"management"}
        assert held(PRODUCTION, group) == {(permission_set, account) for account in accounts}

    def test_auditors_see_models_in_production_only(self) -> None:
        accounts = {account for name, account in held(PRODUCTION, "AWSAuditors") if name == "ModelAuditor"}
        assert {"fraud-prod", "ml-shared-services", "ml-deployments"} <= accounts
        assert not [one for one in accounts if one.endswith(("-dev", "-test"))]

    def test_are_replaced_by_key_and_left_out_by_name(self) -> None:
        mine = {"description": "Ours.", "access": [{"permission_set": "ReadOnly", "accounts": ["network"]}]}
        directory = directory_with(groups={"AWSNetworkAdmins": mine}, without_groups=["AWSReadOnly"])

        assert held(directory, "AWSNetworkAdmins") == {("ReadOnly", "network")}
        assert directory.group_named("AWSReadOnly") is None

    def test_may_be_called_otherwise_in_the_directory(self) -> None:
        mine = {"description": "Ours.", "name": "Net Ops (AWS)", "access": []}
        group = directory_with(groups={"AWSNetworkAdmins": mine}).group_named("Net Ops (AWS)")
        assert group is not None
        assert group.key == "AWSNetworkAdmins"

    def test_of_break_glass_approvers_are_the_provider_s_business_where_there_is_one(self) -> None:
        assert directory_with(source="external").group_named("AWSBreakGlassApprovers") is None
        assert directory_with(source="built-in").group_named("AWSBreakGlassApprovers") is not None

    def test_of_one_account_with_two_functions_are_those_of_both(self) -> None:
        assert held(environment("staging").zone.directory, "AWSMLEngineers") == {("PowerUserAccess", "ml-platform")}


class TestTeamGroups:
    def test_are_four_for_every_team_each_in_the_accounts_that_the_team_has(self) -> None:
        assert held(PRODUCTION, "fraud-DataScientists") == {
            ("DataScientist", "fraud-dev"),
            ("DataScientist-test", "fraud-test"),
            ("DataScientist-prod", "fraud-prod"),
        }
        assert held(PRODUCTION, "climate-risk-MLEngineers") == {
            ("MLEngineering", "climate-risk-dev"),
            ("MLEngineering-test", "climate-risk-test"),
        }
        assert held(PRODUCTION, "fraud-DataEngineers") == {
            ("DataEngineering", "fraud-dev"),
            ("DataEngineering-test", "fraud-test"),
            ("DataEngineering-prod", "fraud-prod"),
        }

    def test_of_leads_administer_development_and_nothing_else(self) -> None:
        assert held(PRODUCTION, "fraud-TeamLead") == {
            ("AdministratorAccess", "fraud-dev"),
            ("TeamLead-test", "fraud-test"),
            ("TeamLead-prod", "fraud-prod"),
            ("MLOpsApprover-prod", "fraud-prod"),
        }

    def test_reach_no_account_of_another_team(self) -> None:
        for one in PRODUCTION.assignments:
            assert one.group.team in {None, one.account.team}

    def test_change_stage_by_stage(self) -> None:
        said = {"TeamLead": {"permission_sets": {"test": ["AdministratorAccess"]}}}
        assert held(directory_with(team_groups=said), "fraud-TeamLead") >= {
            ("AdministratorAccess", "fraud-dev"),
            ("AdministratorAccess", "fraud-test"),
            ("TeamLead-prod", "fraud-prod"),
        }

    def test_differ_for_one_team_where_it_is_said(self) -> None:
        directory = directory_with(teams={"fraud": {"DataScientists": {"prod": []}}})
        assert ("DataScientist-prod", "fraud-prod") not in held(directory, "fraud-DataScientists")
        assert ("DataScientist-prod", "pricing-prod") in held(directory, "pricing-DataScientists")

    def test_may_be_more(self) -> None:
        said = {"Guests": {"description": "Guests of {team}.", "permission_sets": {"dev": ["ReadOnly"]}}}
        directory = directory_with(team_groups=said)
        group = directory.group_named("fraud-Guests")
        assert group is not None
        assert group.description == "Guests of fraud."
        assert held(directory, "fraud-Guests") == {("ReadOnly", "fraud-dev")}

    def test_are_called_as_the_pattern_says(self) -> None:
        directory = directory_with(team_group_name="aws-{group}-of-{team}")
        assert directory.group_named("aws-TeamLead-of-fraud") is not None


def test_an_assignment_that_is_said_twice_is_made_once() -> None:
    twice = {
        "description": "Ours.",
        "access": [
            {"permission_set": "ReadOnly", "accounts": ["network"]},
            {"permission_set": "ReadOnly", "functions": ["network"]},
        ],
    }
    directory = directory_with(groups={"Ours": twice})
    assert len([one for one in directory.assignments if one.group.key == "Ours"]) == 1


def test_a_sandbox_is_no_team_s() -> None:
    for one in PRODUCTION.assignments:
        if Function.SANDBOX in one.account.functions:
            assert one.group.team is None


def test_session_attributes_come_from_where_the_directory_has_them() -> None:
    external = session_attributes(environment_with("production", identity={"source": "external"}).zone.identity, {})
    mine = {"source": "external", "attributes": {"Team": "enterprise.organization", "Office": "locale"}}
    changed = session_attributes(environment_with("production", identity=mine).zone.identity, {})

    assert list(external) == ["Team", "Stage", "CostCenter", "UserName"]
    assert changed == {**external, "Team": "enterprise.organization", "Office": "locale"}


@pytest.mark.parametrize("written", ["Team", "squad"])
def test_session_attributes_are_called_as_the_organization_calls_the_tag(written: str) -> None:
    mine = {"source": "external", "attributes": {written: "enterprise.organization"}}
    identity = environment_with("production", identity=mine).zone.identity

    attributes = session_attributes(identity, {LibraryTag.TEAM: "squad"})

    assert list(attributes) == ["squad", "Stage", "CostCenter", "UserName"]
    assert attributes["squad"] == "enterprise.organization"


class TestGroupsThatExist:
    def existing(self, zone: LandingZone) -> set[str]:
        return {group.name for group in zone.directory.groups if group.exists}

    def test_are_all_of_them_with_an_identity_provider(self) -> None:
        zone = environment("production").zone
        assert self.existing(zone) == {group.name for group in zone.directory.groups}

    def test_are_none_in_a_directory_of_one_s_own(self) -> None:
        assert self.existing(environment("staging").zone) == set()

    def test_are_those_that_are_said_to(self) -> None:
        mine = {"description": "Ours.", "exists": True}
        assert self.existing(environment_with(identity={"groups": {"Ours": mine}}).zone) == {"Ours"}

    def test_are_control_tower_s_own_where_it_sets_up_access(self) -> None:
        governed = environment_with("production", identity={"source": "built-in"}).zone
        assert self.existing(governed) == {"AWSControlTowerAdmins"}
