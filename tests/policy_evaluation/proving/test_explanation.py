"""Explanations: which statement decides, and why others do not."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.text import Text

from modules.policy_evaluation.proving.deciding import library
from modules.policy_evaluation.proving.explanation import Question, explain
from modules.policy_evaluation.reading.inputs import Guardrail
from modules.policy_evaluation.tables import explanation_lines
from modules.specification.errors import LandingZoneError
from tests.policy_evaluation.small_organization import EXEMPT, deny, environment, guardrail, policy

TRAINING = "sagemaker:CreateTrainingJob"


@pytest.fixture(scope="module")
def guardrails(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Guardrail]:
    folder = tmp_path_factory.mktemp("library")
    condition = {"Null": {"sagemaker:VpcSubnets": "true"}, **EXEMPT}
    written = {
        "leaving": policy(deny("NoLeaving", "organizations:LeaveOrganization", EXEMPT)),
        "vpc-only": policy(deny("VpcOnly", "sagemaker:Create*Job", condition)),
    }
    return {name: guardrail(folder, name, document) for name, document in written.items()}


def told(folder: Path, guardrails: dict[str, Guardrail], action: str = TRAINING, **asked: object) -> str:
    """Ask, and return the lines as a terminal without colours shows them."""
    attached = {"Root": [guardrails["leaving"]], "Workloads": [guardrails["vpc-only"]]}
    question = Question(**{"account": "fraud-dev", "action": action, "context": {}, **asked})  # type: ignore[arg-type]
    known = library(guardrails.values())
    explanations = explain(environment(folder, attached), question)
    return "\n".join(Text.from_markup(line).plain for one in explanations for line in explanation_lines(one, known))


class TestExplanation:
    def test_names_statement_file_line_and_unit(self, tmp_path: Path, guardrails: dict[str, Guardrail]) -> None:
        assert told(tmp_path, guardrails) == (
            "sagemaker:CreateTrainingJob on *\n"
            "by arn:aws:iam::100000000003:role/Administrator in fraud-dev (Workloads/NonProduction): denied\n"
            "\n"
            "  denied by VpcOnly\n"
            "    policies/guardrails/vpc-only/policy.json:5\n"
            "    attached to Workloads, in the policy Workloads 1\n"
            "    Null sagemaker:VpcSubnets: true holds\n"
            "    ArnNotLike aws:PrincipalArn: arn:aws:iam::*:role/Deployment, arn:aws:iam::*:role/BreakGlass holds"
        )

    def test_says_which_condition_did_not_hold(self, tmp_path: Path, guardrails: dict[str, Guardrail]) -> None:
        shown = told(tmp_path, guardrails, context={"sagemaker:VpcSubnets": ("subnet-1", "subnet-2")})
        assert ": allowed\n" in shown
        assert (
            "  Statements that name the action and do not match:\n"
            "    VpcOnly of policies/guardrails/vpc-only/policy.json:5, attached to Workloads\n"
            "      Null sagemaker:VpcSubnets: true does not hold"
        ) in shown

    def test_says_so_where_no_statement_names_the_action(
        self, tmp_path: Path, guardrails: dict[str, Guardrail]
    ) -> None:
        assert told(tmp_path, guardrails, "s3:ListAllMyBuckets").splitlines()[3:] == [
            "  No organization policy denies it. What the principal's own policies say is another question."
        ]

    def test_leaves_out_keys_that_the_action_does_not_have(
        self, tmp_path: Path, guardrails: dict[str, Guardrail]
    ) -> None:
        shown = told(tmp_path, guardrails, context={"s3:prefix": ("x",)})
        assert "Left out, because sagemaker:CreateTrainingJob has no such key: s3:prefix" in shown

    def test_knows_that_the_management_account_is_free(self, tmp_path: Path, guardrails: dict[str, Guardrail]) -> None:
        shown = told(tmp_path, guardrails, "organizations:LeaveOrganization", account="management")
        assert "Organization policies have no effect in the management account." in shown

    def test_tells_of_every_role_that_a_word_stands_for(self, tmp_path: Path, guardrails: dict[str, Guardrail]) -> None:
        shown = told(tmp_path, guardrails, principal="platform")
        assert "role/Deployment in fraud-dev" in shown
        assert "role/BreakGlass in fraud-dev" in shown

    @pytest.mark.parametrize(
        ("principal", "arn"),
        [
            ("arn:aws:iam::123456789012:role/team/Reader", "arn:aws:iam::100000000003:role/team/Reader"),
            ("arn:aws:sts::123456789012:assumed-role/Reader/ada", "arn:aws:iam::100000000003:role/Reader"),
            ("arn:aws:iam::123456789012:root", "arn:aws:iam::100000000003:root"),
            ("cloudtrail.amazonaws.com", "cloudtrail.amazonaws.com"),
        ],
    )
    def test_takes_a_principal_as_a_log_has_it(
        self, tmp_path: Path, guardrails: dict[str, Guardrail], principal: str, arn: str
    ) -> None:
        assert f"by {arn} in fraud-dev" in told(tmp_path, guardrails, principal=principal)


class TestRefusals:
    def test_name_the_accounts(self, tmp_path: Path, guardrails: dict[str, Guardrail]) -> None:
        with pytest.raises(LandingZoneError) as refused:
            told(tmp_path, guardrails, account="fraud-dve")
        assert str(refused.value) == (
            "there is no such account\n"
            "  got: fraud-dve\n"
            "  why: the environment has management, log-archive, data-lake-claims, fraud-dev, fraud-prod, sandbox-ada\n"
            "  fix: did you mean fraud-dev?"
        )

    def test_say_why_a_request_cannot_be_asked(self, tmp_path: Path, guardrails: dict[str, Guardrail]) -> None:
        with pytest.raises(LandingZoneError) as refused:
            told(tmp_path, guardrails, "sagemaker:CreateTrainingJobs")
        assert str(refused.value) == (
            "there is no such request\n"
            "  got: sagemaker:CreateTrainingJobs on * by administrator\n"
            "  why: there is no such action\n"
            "  fix: write the action as <service>:<action> and the resource as the ARN that AWS would see, "
            "or leave it out"
        )

    def test_are_those_of_scenarios(self, tmp_path: Path, guardrails: dict[str, Guardrail]) -> None:
        with pytest.raises(LandingZoneError, match="the principal is unknown"):
            told(tmp_path, guardrails, principal="admin")
