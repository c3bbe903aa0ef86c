"""The proof: scenarios against policies as they are attached and inherited."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from modules.policy_evaluation.proving.outcome import ScenarioOutcome, Verdict
from modules.policy_evaluation.proving.proof import ProofReport, prove
from modules.policy_evaluation.reading.inputs import Guardrail
from modules.policy_evaluation.reading.organization_tree import ORGANIZATION_ID
from modules.policy_evaluation.requests.synthesized_environment import read_environment
from tests.policy_evaluation.small_organization import (
    EXEMPT,
    FACTS,
    RCP,
    SCP,
    deny,
    environment,
    guardrail,
    policy,
    read,
    write,
)

LEAVING = policy(deny("NoLeaving", "organizations:LeaveOrganization", EXEMPT))
VPC_ONLY = policy(deny("VpcOnly", "sagemaker:CreateTrainingJob", {"Null": {"sagemaker:VpcSubnets": "true"}}))


def scenario(expect: str, action: str = "organizations:LeaveOrganization", **said: str) -> str:
    """Write one scenario that is named after what it expects and of whom."""
    name = f"{expect} {' '.join(said.values())}".strip().replace("'", "")
    return f"  - {{name: '{name}', expect: {expect}, action: '{action}'{''.join(_entries(said))}}}\n"


def _entries(said: dict[str, str]) -> list[str]:
    return [f", {key.rstrip('_')}: {value}" for key, value in said.items()]


def told(*scenarios: str) -> str:
    return "scenarios:\n" + "".join(scenarios)


def proof(folder: Path, attached: dict[str, Sequence[Guardrail]], *also: Guardrail) -> ProofReport:
    """Prove what is attached; `also` is in the library, and attached nowhere."""
    library = list({one.name: one for several in attached.values() for one in several}.values())
    return prove(environment(folder / "cdktf.out", attached), [*library, *also], read(*library, *also))


def outcomes(report: ProofReport) -> list[ScenarioOutcome]:
    return [outcome for one in report.guardrails for outcome in one.outcomes]


def verdicts(report: ProofReport) -> dict[str, Verdict]:
    return {outcome.scenario.spec.name: outcome.verdict for outcome in outcomes(report)}


class TestProof:
    def test_holds_where_every_scenario_comes_out_as_expected(self, tmp_path: Path) -> None:
        scenarios = told(
            scenario("denied"),
            scenario("denied", principal="root"),
            scenario("denied", principal="look-alikes"),
            scenario("allowed", principal="platform"),
        )
        report = proof(tmp_path, {"Root": [guardrail(tmp_path, "leaving", LEAVING, scenarios)]})

        assert report.ok
        assert [outcome.requests for outcome in outcomes(report)] == [1, 1, 8, 2]
        assert report.guardrails[0].attached == ((),)

    def test_fails_where_a_rule_is_inverted(self, tmp_path: Path) -> None:
        """The mistake that no review saw: training jobs inside a VPC denied, those outside let through."""
        inverted = policy(deny("VpcOnly", "sagemaker:CreateTrainingJob", {"Null": {"sagemaker:VpcSubnets": "false"}}))
        scenarios = told(
            scenario("denied", "sagemaker:CreateTrainingJob"),
            scenario("allowed", "sagemaker:CreateTrainingJob", context="{sagemaker:VpcSubnets: [subnet-1]}"),
        )
        report = proof(tmp_path, {"Workloads": [guardrail(tmp_path, "vpc-only", inverted, scenarios)]})

        assert not report.ok
        first, second = outcomes(report)
        assert first.why == (
            "arn:aws:iam::100000000002:role/Administrator in data-lake-claims:",
            "  allowed",
            "  VpcOnly: Null sagemaker:VpcSubnets: false does not hold",
        )
        assert second.why == (
            "arn:aws:iam::100000000002:role/Administrator in data-lake-claims:",
            "  denied by VpcOnly of policies/guardrails/vpc-only/policy.json:5, attached to Workloads",
        )

    def test_follows_inheritance_down_to_the_account(self, tmp_path: Path) -> None:
        scenarios = told(
            scenario("denied", "sagemaker:CreateTrainingJob", in_="team/dev"),
            scenario("denied", "sagemaker:CreateTrainingJob", in_="team/prod"),
            scenario("allowed", "sagemaker:CreateTrainingJob", in_="sandbox"),
            scenario("allowed", "sagemaker:CreateTrainingJob", in_="management"),
        )
        report = proof(tmp_path, {"Workloads": [guardrail(tmp_path, "vpc-only", VPC_ONLY, scenarios)]})
        assert report.ok

    def test_wants_the_guardrail_s_own_statement_to_deny(self, tmp_path: Path) -> None:
        same = deny("SomebodyElse", "organizations:LeaveOrganization")
        other = guardrail(tmp_path, "other", policy(same), told(scenario("denied")))
        mine = guardrail(
            tmp_path,
            "mine",
            policy(deny("Mine", "organizations:InviteAccountToOrganization")),
            told(scenario("denied")),
        )
        report = proof(tmp_path, {"Root": [other], "Security": [mine]})

        (outcome,) = (one for one in outcomes(report) if one.scenario.guardrail is mine)
        assert outcome.why[1:] == (
            "  denied only by SomebodyElse of policies/guardrails/other/policy.json:5, attached to Root",
        )

    def test_wants_what_is_allowed_to_be_denied_by_nobody(self, tmp_path: Path) -> None:
        other = guardrail(tmp_path, "other", LEAVING, told(scenario("denied")))
        mine = guardrail(tmp_path, "mine", VPC_ONLY, told(scenario("allowed", in_="team/dev")))
        report = proof(tmp_path, {"Root": [other], "Workloads": [mine]})

        assert verdicts(report) == {"denied": Verdict.PASSED, "allowed team/dev": Verdict.FAILED}

    def test_wants_every_principal_to_come_out_alike(self, tmp_path: Path) -> None:
        """An exemption with an open end is one that anybody can take by a name."""
        condition = {"ArnNotLike": {"aws:PrincipalArn": ["arn:aws:iam::*:role/Deployment*"]}}
        open_ended = policy(deny("NoLeaving", "organizations:LeaveOrganization", condition))
        scenarios = told(scenario("denied", principal="look-alikes"))
        (outcome,) = outcomes(proof(tmp_path, {"Root": [guardrail(tmp_path, "leaving", open_ended, scenarios)]}))

        assert outcome.verdict is Verdict.FAILED
        assert outcome.why[0] == "arn:aws:iam::100000000001:role/Deployment2 in log-archive:"

    def test_fails_a_scenario_with_a_key_that_the_action_does_not_have(self, tmp_path: Path) -> None:
        scenarios = told(scenario("denied", context="{sagemaker:VpcSubnets: [subnet-1]}"))
        (outcome,) = outcomes(proof(tmp_path, {"Root": [guardrail(tmp_path, "leaving", LEAVING, scenarios)]}))
        assert outcome.why[1:] == (
            "  organizations:LeaveOrganization has no condition key sagemaker:VpcSubnets, so AWS never sends it",
        )

    def test_fails_a_scenario_that_cannot_be_asked(self, tmp_path: Path) -> None:
        scenarios = told(scenario("denied", "organizations:LeaveOrganisation"), scenario("denied", resource="'{{x}}'"))
        first, second = outcomes(proof(tmp_path, {"Root": [guardrail(tmp_path, "leaving", LEAVING, scenarios)]}))
        assert first.why[1:] == ("  organizations:LeaveOrganisation on * cannot be asked: there is no such action",)
        assert second.why == ("nothing is known of the placeholder {{x}}",)

    def test_lists_what_does_not_apply(self, tmp_path: Path) -> None:
        scenarios = told(
            scenario("denied"),
            scenario("denied", in_="network"),
            scenario("denied", context="{aws:SourceAccount: '{{trusted_accounts}}'}"),
        )
        report = proof(tmp_path, {"Root": [guardrail(tmp_path, "leaving", LEAVING, scenarios)]})

        assert report.ok
        assert [outcome.why for outcome in outcomes(report)[1:]] == [
            ("the environment has no account for network",),
            ("{{trusted_accounts}} is empty in this environment",),
        ]

    def test_lists_guardrails_that_are_bound_nowhere(self, tmp_path: Path) -> None:
        bound = guardrail(tmp_path, "leaving", LEAVING, told(scenario("denied")))
        report = proof(tmp_path, {"Root": [bound]}, guardrail(tmp_path, "vpc-only", VPC_ONLY, told(scenario("denied"))))
        assert report.unbound == ("vpc-only",)
        assert [one.guardrail.name for one in report.guardrails] == ["leaving"]

    def test_lists_guardrails_without_scenarios_as_unproved(self, tmp_path: Path) -> None:
        bound = guardrail(tmp_path, "leaving", LEAVING, told(scenario("denied")))
        unproved = guardrail(tmp_path, "vpc-only", VPC_ONLY)
        (unproved.folder / "scenarios.yaml").unlink()

        report = proof(tmp_path, {"Root": [bound], "Workloads": [unproved]})

        assert report.ok
        assert report.unproved == ("vpc-only",)
        assert [one.guardrail.name for one in report.guardrails] == ["leaving", "vpc-only"]

    def test_reaches_a_unit_without_accounts(self, tmp_path: Path) -> None:
        scenarios = told(scenario("denied"), scenario("denied", in_="Suspended", principal="root"))
        report = proof(tmp_path, {"Suspended": [guardrail(tmp_path, "leaving", LEAVING, scenarios)]})
        assert report.ok
        assert [outcome.verdict for outcome in outcomes(report)] == [Verdict.PASSED, Verdict.PASSED]


class TestResourceControlPolicies:
    def test_are_those_over_the_resource(self, tmp_path: Path) -> None:
        condition = {
            "StringNotEqualsIfExists": {"aws:PrincipalOrgID": ORGANIZATION_ID},
            "BoolIfExists": {"aws:PrincipalIsAWSService": "false"},
        }
        document = policy(deny("OrganizationOnly", ["s3:*", "sqs:*"], condition, Principal="*"))
        file, own, foreign = (
            f"'arn:aws:{rest}'"
            for rest in (
                "s3:::data/key",
                "sqs:eu-west-1:{{account_id}}:queue",
                "sqs:eu-west-1:{{foreign_account_id}}:queue",
            )
        )
        scenarios = told(
            scenario("denied", "s3:GetObject", resource=file, principal="outsider"),
            scenario("denied", "sqs:SendMessage", resource=own, principal="outsider"),
            scenario("allowed", "s3:GetObject", resource=file, principal="data-scientist"),
            scenario("allowed", "s3:PutObject", resource=file, principal="service", service="x.amazonaws.com"),
            scenario("allowed", "sqs:SendMessage", resource=foreign),
        )
        perimeter = guardrail(tmp_path, "perimeter", document, scenarios, kind=RCP)
        assert proof(tmp_path, {"Workloads": [perimeter]}).ok


class TestAttachment:
    def test_without_one_of_the_guardrail_s_statements_is_a_mistake(self, tmp_path: Path) -> None:
        both = policy(deny("NoLeaving", "organizations:LeaveOrganization"), deny("NoUsers", "iam:CreateUser"))
        whole = guardrail(tmp_path, "whole", both, told(scenario("denied")))
        write(tmp_path / "cdktf.out", {"Root": [(SCP, policy(both["Statement"][0]))]})

        report = prove(read_environment(tmp_path / "cdktf.out", FACTS), [whole], read(whole))

        assert not report.ok
        assert report.guardrails[0].mistakes == ("Root has the guardrail without its statement NoUsers",)

    def test_of_a_statement_that_no_guardrail_has_is_a_mistake(self, tmp_path: Path) -> None:
        write(tmp_path / "cdktf.out", {"Root": [(SCP, LEAVING)]})
        report = prove(read_environment(tmp_path / "cdktf.out", FACTS), [], {})
        assert report.mistakes == ("NoLeaving in the policy Root 1 of Root is of no guardrail",)


TAGS = {
    "tags": {
        "stage": {
            "tag_key": {"@@assign": "Stage"},
            "tag_value": {"@@assign": ["dev", "prod"]},
            "enforced_for": {"@@assign": ["sagemaker:endpoint"]},
        }
    }
}


class TestSettings:
    @pytest.mark.parametrize(
        ("said", "verdict", "why"),
        [
            ("expect: effective, path: tags.stage.tag_key, equals: Stage", Verdict.PASSED, ""),
            ("expect: effective, path: tags.stage.tag_value, equals: [prod, dev]", Verdict.PASSED, ""),
            (
                "expect: effective, path: tags.stage.tag_key, equals: stage",
                Verdict.FAILED,
                "tags.stage.tag_key of fraud-dev is Stage, not stage",
            ),
            (
                "expect: effective, in: sandbox, path: tags.stage.tag_key, equals: Stage",
                Verdict.FAILED,
                "tags.stage.tag_key of sandbox-ada is not set, not Stage",
            ),
            ("expect: denied, tag: {resource_type: 'sagemaker:endpoint', key: Stage, value: test}", Verdict.PASSED, ""),
            ("expect: allowed, tag: {resource_type: 'sagemaker:endpoint', key: Stage, value: dev}", Verdict.PASSED, ""),
            (
                "expect: denied, tag: {resource_type: 's3:bucket', key: Stage, value: test}",
                Verdict.FAILED,
                "Stage=test on s3:bucket is allowed: the value is none of dev, prod, but nothing enforces it",
            ),
            (
                "expect: effective, in: network, path: tags, equals: null",
                Verdict.NOT_APPLICABLE,
                "the environment has no account for network",
            ),
            (
                "expect: effective, path: tags, equals: '{{regoins}}'",
                Verdict.FAILED,
                "nothing is known of the placeholder {{regoins}}",
            ),
        ],
    )
    def test_are_those_of_the_account(self, tmp_path: Path, said: str, verdict: Verdict, why: str) -> None:
        scenarios = f"scenarios:\n  - {{name: x, {said}}}\n"
        tags = guardrail(tmp_path, "tags", TAGS, scenarios, kind="TAG_POLICY")

        (outcome,) = outcomes(proof(tmp_path, {"Workloads/NonProduction": [tags]}))

        assert outcome.verdict is verdict
        assert why in " ".join(outcome.why)

    def test_of_several_guardrails_in_one_policy_are_known_by_what_they_set(self, tmp_path: Path) -> None:
        team = {"tags": {"team": {"tag_key": {"@@assign": "Team"}}}}
        half = {"tags": {"stage": {**TAGS["tags"]["stage"], "tag_key": {"@@assign": "STAGE"}}}}
        library = [guardrail(tmp_path, name, one, kind="TAG_POLICY") for name, one in (("stage", TAGS), ("team", team))]
        other = guardrail(tmp_path, "half", half, kind="TAG_POLICY")
        write(tmp_path / "cdktf.out", {"Root": [("TAG_POLICY", {"tags": {**TAGS["tags"], **team["tags"]}})]})

        demo = read_environment(tmp_path / "cdktf.out", FACTS)

        assert [demo.attached(one) for one in (*library, other)] == [((),), ((),), ()]

    def test_take_all_values_of_a_placeholder_in_a_list(self, tmp_path: Path) -> None:
        regions = {"plans": {"lake": {"regions": {"@@assign": list(FACTS.parameters["regions"])}}}}
        told_ = "scenarios:\n  - {name: x, expect: effective, path: plans.lake.regions, equals: ['{{regions}}']}\n"
        backup = guardrail(tmp_path, "backup", regions, told_, kind="BACKUP_POLICY")
        assert proof(tmp_path, {"Root": [backup]}).ok
