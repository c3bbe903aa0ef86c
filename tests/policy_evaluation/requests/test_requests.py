"""From scenarios to requests: accounts, principals, placeholders, and what every request carries."""

from __future__ import annotations

from typing import Any

import pytest

from modules.policy_evaluation.reading.organization_tree import ORGANIZATION_ID
from modules.policy_evaluation.reading.spec import ScenarioSpec
from modules.policy_evaluation.requests.account_choice import FOREIGN_ACCOUNT_ID, Accounts
from modules.policy_evaluation.requests.principals import FOREIGN_ORGANIZATION_ID, look_alikes
from modules.policy_evaluation.requests.scenario_values import NothingToAskError, UnknownPlaceholderError
from modules.policy_evaluation.requests.synthesized_environment import SynthesizedEnvironment
from modules.policy_evaluation.simulating.organization_policies import NOWHERE
from modules.policy_evaluation.simulating.simulator import Request
from tests.policy_evaluation.small_organization import ACCOUNTS, MANAGEMENT_ID, PLACED, UNITS, environment

ROOT: tuple[str, ...] = ()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> SynthesizedEnvironment:
    return environment(tmp_path_factory.mktemp("demo"), {})


def accounts() -> Accounts:
    placed = {key: tuple(path.split("/")) for key, path in PLACED.items()}
    return Accounts(ACCOUNTS, placed, [ROOT, *(tuple(path.split("/")) for path in UNITS)])


def requests(demo: SynthesizedEnvironment, account: str = "fraud-dev", **said: Any) -> list[Request]:
    spec = ScenarioSpec.model_validate({"name": "x", "expect": "denied", "action": "s3:GetObject", **said})
    chosen = demo.accounts.named(account)
    assert chosen is not None
    return demo.requests.of(spec, chosen)


class TestAccounts:
    @pytest.mark.parametrize(
        ("wanted", "key"),
        [
            ("sandbox", "sandbox-ada"),
            ("team/prod", "fraud-prod"),
            ("team", "fraud-dev"),
            ("data-lake", "data-lake-claims"),
            ("Workloads/Production", "data-lake-claims"),
            ("management", "management"),
        ],
    )
    def test_are_chosen_by_function_stage_or_unit(self, wanted: str, key: str) -> None:
        chosen = accounts().for_scenario(wanted, [ROOT])
        assert chosen is not None
        assert chosen.key == key

    def test_are_by_default_the_first_that_the_guardrail_reaches(self) -> None:
        chosen = accounts().for_scenario(None, [("Suspended",), ("Workloads", "NonProduction"), ("Sandbox",)])
        assert chosen is not None
        assert chosen.key == "fraud-dev"

    def test_are_never_the_management_account_by_default(self) -> None:
        chosen = accounts().for_scenario(None, [ROOT])
        assert chosen is not None
        assert chosen.key == "log-archive"

    def test_are_imagined_in_a_unit_that_has_none_yet(self) -> None:
        known = accounts()
        chosen = known.for_scenario(None, [("Suspended",)])
        assert chosen is not None
        assert (chosen.key, chosen.unit) == ("any account in Suspended", ("Suspended",))
        assert known.with_id(str(chosen.known_id)) == chosen
        assert known.for_scenario("Suspended", [ROOT]) == chosen

    def test_that_the_environment_does_not_have_are_nobody(self) -> None:
        assert accounts().for_scenario("network", [ROOT]) is None
        assert accounts().for_scenario("team/test", [ROOT]) is None

    def test_live_where_they_were_synthesized_to(self) -> None:
        moved = Accounts(ACCOUNTS, {"fraud-dev": ("Sandbox",)}, [ROOT, ("Sandbox",)])
        first, kept = moved.named("fraud-dev"), moved.named("fraud-prod")
        assert first is not None
        assert kept is not None
        assert (first.unit, kept.unit) == (("Sandbox",), ("Workloads", "Production"))

    def test_have_an_id_each(self) -> None:
        known = accounts()
        ids = [account.known_id for key in known.keys() if (account := known.named(key))]  # noqa: SIM118 - no dict
        assert MANAGEMENT_ID in ids
        assert len({*ids, None}) == len(ACCOUNTS) + 1


class TestLookAlikes:
    def test_are_named_like_a_role_in_every_way_that_somebody_could(self) -> None:
        assert list(look_alikes("arn:aws:iam::*:role/Deployment", "111111111111")) == [
            "arn:aws:iam::111111111111:role/lookalike/Deployment",
            "arn:aws:iam::111111111111:user/Deployment",
            "arn:aws:iam::111111111111:role/MyDeployment",
            "arn:aws:iam::111111111111:role/Deployment2",
        ]

    def test_keep_out_of_paths_that_only_aws_can_use_but_for_permission_sets_that_are_called_alike(self) -> None:
        path = "role/aws-reserved/sso.amazonaws.com/eu-west-1"
        pattern = f"arn:aws:iam::*:{path}/AWSReservedSSO_Admin_????????????????"
        assert list(look_alikes(pattern, "111111111111")) == [
            f"arn:aws:iam::111111111111:role/AWSReservedSSO_Admin_{'x' * 16}",
            f"arn:aws:iam::111111111111:{path.replace('role', 'role/lookalike', 1)}/AWSReservedSSO_Admin_{'x' * 16}",
            f"arn:aws:iam::111111111111:{path.replace('role', 'user', 1)}/AWSReservedSSO_Admin_{'x' * 16}",
            f"arn:aws:iam::111111111111:{path}/AWSReservedSSO_Admin_x_{'x' * 16}",
            f"arn:aws:iam::111111111111:{path}/AWSReservedSSO_MyAdmin_{'x' * 16}",
            f"arn:aws:iam::111111111111:{path}/AWSReservedSSO_AWSReservedSSO_Admin_{'x' * 16}",
        ]

    def test_leave_out_what_a_pattern_with_wildcards_means(self) -> None:
        assert list(look_alikes("arn:aws:iam::*:role/stacksets-exec-*", "111111111111")) == [
            "arn:aws:iam::111111111111:role/lookalike/stacksets-exec-x",
            "arn:aws:iam::111111111111:user/stacksets-exec-x",
            "arn:aws:iam::111111111111:role/Mystacksets-exec-x",
        ]


class TestPrincipals:
    @pytest.mark.parametrize(
        ("principal", "names", "type_"),
        [
            ("administrator", ["role/Administrator"], "AssumedRole"),
            ("root", ["root"], "Account"),
            ("platform", ["role/Deployment", "role/BreakGlass"], "AssumedRole"),
            ("break-glass", ["role/BreakGlass"], "AssumedRole"),
            ("clean-up", ["role/CleanUp"], "AssumedRole"),
            ("user/someone", ["user/someone"], "User"),
            ("role/team/Reader", ["role/team/Reader"], "AssumedRole"),
        ],
    )
    def test_work_in_the_account(
        self, demo: SynthesizedEnvironment, principal: str, names: list[str], type_: str
    ) -> None:
        asked = requests(demo, principal=principal)

        assert [one.principal.split(":", 5)[-1] for one in asked] == names
        for one in asked:
            assert one.context["aws:PrincipalArn"] == one.principal
            assert one.context["aws:PrincipalType"] == type_
            assert one.principal.split(":")[4] == one.context["aws:PrincipalAccount"] == one.account
            assert one.principal_path == "SERVICE_CONTROL_POLICY Workloads/NonProduction"

    def test_that_are_data_scientists_come_from_identity_center(self, demo: SynthesizedEnvironment) -> None:
        in_each_stage = [one.principal for one in requests(demo, principal="data-scientist")]
        assert ["/aws-reserved/sso.amazonaws.com/" in principal for principal in in_each_stage] == [True, True]
        assert "AWSReservedSSO_DataScientist-test_" in in_each_stage[1]

    def test_that_are_outsiders_are_under_no_policy_of_the_organization(self, demo: SynthesizedEnvironment) -> None:
        (asked,) = requests(demo, principal="outsider")
        assert asked.principal.split(":")[4] == FOREIGN_ACCOUNT_ID
        assert asked.context["aws:PrincipalOrgID"] == FOREIGN_ORGANIZATION_ID
        assert asked.principal_path == NOWHERE
        assert asked.resource_path == "RESOURCE_CONTROL_POLICY Workloads/NonProduction"

    def test_that_are_services_have_no_account_and_no_policies(self, demo: SynthesizedEnvironment) -> None:
        (asked,) = requests(demo, principal="service", service="cloudtrail.amazonaws.com")
        assert asked.principal == "cloudtrail.amazonaws.com"
        assert asked.context["aws:PrincipalIsAWSService"] == "true"
        assert asked.context["aws:PrincipalServiceName"] == "cloudtrail.amazonaws.com"
        assert not {"aws:PrincipalArn", "aws:PrincipalOrgID", "aws:PrincipalAccount"} & asked.context.keys()
        assert (asked.principal_path, asked.identity) == (NOWHERE, ())

    def test_that_are_linked_to_a_service_are_under_no_service_control_policy(
        self, demo: SynthesizedEnvironment
    ) -> None:
        (asked,) = requests(demo, principal="role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig")
        assert asked.principal_path == NOWHERE

    def test_of_the_management_account_are_under_no_policy(self, demo: SynthesizedEnvironment) -> None:
        (asked,) = requests(demo, "management")
        assert (asked.principal_path, asked.resource_path) == (NOWHERE, NOWHERE)


class TestContext:
    def test_is_what_aws_tells_of_every_request(self, demo: SynthesizedEnvironment) -> None:
        (asked,) = requests(demo)
        assert asked.context == {
            "aws:RequestedRegion": "eu-west-1",
            "aws:ResourceAccount": asked.account,
            "aws:ResourceOrgID": ORGANIZATION_ID,
            "aws:SecureTransport": "true",
            "aws:ViaAWSService": "false",
            "aws:PrincipalArn": asked.principal,
            "aws:PrincipalAccount": asked.account,
            "aws:PrincipalOrgID": ORGANIZATION_ID,
            "aws:PrincipalType": "AssumedRole",
            "aws:PrincipalIsAWSService": "false",
        }

    def test_takes_what_the_scenario_says_whatever_its_capitals(self, demo: SynthesizedEnvironment) -> None:
        said = {"aws:securetransport": False, "aws:TagKeys": ("Team", 7), "aws:PrincipalOrgID": None}
        (asked,) = requests(demo, context=said)
        assert asked.context["aws:securetransport"] == "false"
        assert asked.context["aws:TagKeys"] == ["Team", "7"]
        assert not {"aws:SecureTransport", "aws:PrincipalOrgID"} & asked.context.keys()

    def test_names_the_owner_that_the_resource_s_arn_names(self, demo: SynthesizedEnvironment) -> None:
        (other,) = requests(demo, resource="arn:aws:sqs:eu-west-1:{{other_account_id}}:queue")
        (foreign,) = requests(demo, resource="arn:aws:sqs:eu-west-1:{{foreign_account_id}}:queue")

        owner = demo.accounts.with_id(other.account)
        assert owner is not None
        assert (owner.key, other.resource_path) == ("log-archive", "RESOURCE_CONTROL_POLICY Security")
        assert other.context["aws:ResourceOrgID"] == ORGANIZATION_ID
        assert (foreign.account, foreign.resource_path) == (FOREIGN_ACCOUNT_ID, NOWHERE)
        assert foreign.context["aws:ResourceOrgID"] == FOREIGN_ORGANIZATION_ID


class TestPlaceholders:
    def test_give_the_first_value_of_a_list_and_a_text_that_a_pattern_matches(
        self, demo: SynthesizedEnvironment
    ) -> None:
        (asked,) = requests(
            demo,
            resource="{{protected_bucket_patterns}}/key",
            context={"aws:RequestedRegion": "{{other_region}}", "aws:SourceArn": "{{clean_up_roles}}"},
        )
        assert asked.resource == "arn:aws:s3:::x-logs-x/key"
        assert asked.context["aws:RequestedRegion"] == "ap-southeast-2"
        assert asked.context["aws:SourceArn"] == f"arn:aws:iam::{asked.account}:role/CleanUp"

    def test_of_an_empty_list_leave_nothing_to_ask(self, demo: SynthesizedEnvironment) -> None:
        with pytest.raises(NothingToAskError, match=r"\{\{trusted_accounts\}\} is empty"):
            requests(demo, context={"aws:PrincipalAccount": "{{trusted_accounts}}"})

    def test_that_nothing_is_known_of_are_a_mistake(self, demo: SynthesizedEnvironment) -> None:
        with pytest.raises(UnknownPlaceholderError, match="regoins"):
            requests(demo, resource="{{regoins}}")
