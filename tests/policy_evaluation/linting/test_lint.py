"""The linter: what it refuses in a document, and what it lets pass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from modules.policy_evaluation.linting.lint import lint_library, lint_synthesized
from modules.policy_evaluation.reading.inputs import Allowance, Guardrail
from tests.policy_evaluation.small_organization import EXEMPT, RCP, SCP, deny, environment, guardrail, policy, read

JOBS = ["sagemaker:CreateTrainingJob", "sagemaker:CreateProcessingJob"]


def linted(folder: Path, *statements: Mapping[str, Any], kind: str = SCP) -> list[str]:
    """Lint one guardrail, and return what is found, without where."""
    document = policy(*statements)
    one = replace(guardrail(folder, "example", document, kind=kind), written=document)
    return [finding.message for finding in lint_library([one], {})]


def opinions(folder: Path, *statements: Mapping[str, Any], kind: str = SCP) -> list[str]:
    """Lint one guardrail in which nothing is refused, and return what is told all the same."""
    document = policy(*statements)
    found = lint_library([replace(guardrail(folder, "example", document, kind=kind), written=document)], {})
    assert [finding.message for finding in found if not finding.is_opinion] == []
    return [finding.message for finding in found]


def refused(folder: Path, *statements: Mapping[str, Any], kind: str = SCP) -> list[str]:
    """Lint one guardrail, and return what is refused."""
    document = policy(*statements)
    one = replace(guardrail(folder, "example", document, kind=kind), written=document)
    return [finding.message for finding in lint_library([one], {}) if not finding.is_opinion]


def condition(operator: str, key: str, value: Any, action: str | list[str] = JOBS[0]) -> dict[str, Any]:
    return deny("Example", action, {operator: {key: value}})


class TestActions:
    @pytest.mark.parametrize(
        ("action", "message"),
        [
            ("sagmaker:CreateTrainingJob", "there is no service sagmaker (sagmaker:CreateTrainingJob)"),
            ("sagemaker:CreateTrainingJobs", "there is no action sagemaker:CreateTrainingJobs"),
            ("sagemaker:Craete*", "sagemaker:Craete* matches no action"),
        ],
    )
    def test_that_are_not_there_are_refused(self, tmp_path: Path, action: str, message: str) -> None:
        assert refused(tmp_path, deny("Example", action)) == [message]

    @pytest.mark.parametrize("action", ["*", "sagemaker:CreateTrainingJob", "sagemaker:create*job", "ec2:Run?nstances"])
    def test_that_are_there_pass(self, tmp_path: Path, action: str) -> None:
        assert linted(tmp_path, deny("Example", action)) == []

    def test_that_are_excepted_are_told_where_there_is_none_since_the_statement_denies_no_less(
        self, tmp_path: Path
    ) -> None:
        statement = {"Sid": "Example", "Effect": "Deny", "NotAction": ["iam:*", "mobilehub:*"], "Resource": "*"}
        assert opinions(tmp_path, statement) == ["there is no service mobilehub (mobilehub:*)"]

    def test_without_a_resource_are_never_matched_by_an_arn(self, tmp_path: Path) -> None:
        never = "s3:ListAllMyBuckets works on no resource with an ARN, so a statement on ARNs never matches it"
        alone = deny("Example", ["s3:ListAllMyBuckets"], Resource="arn:aws:s3:::data/*")
        beside_others = deny("Example", ["s3:GetObject", "s3:ListAllMyBuckets"], Resource="arn:aws:s3:::data/*")

        assert refused(tmp_path, alone) == [never]
        assert opinions(tmp_path, beside_others) == [never]

    def test_of_services_without_resource_control_policies_are_refused_there(self, tmp_path: Path) -> None:
        statement = deny("Example", ["s3:*", "sagemaker:*"], Principal="*")
        assert refused(tmp_path, statement, kind=RCP) == ["resource control policies do not apply to sagemaker"]


class TestConditionKeys:
    def test_that_nothing_has_are_refused(self, tmp_path: Path) -> None:
        assert refused(tmp_path, condition("Null", "sagemaker:VpcSubnet", "true")) == [
            "there is no condition key sagemaker:VpcSubnet"
        ]

    def test_that_no_action_of_the_statement_has_are_refused(self, tmp_path: Path) -> None:
        assert refused(tmp_path, condition("Null", "sagemaker:VpcSubnets", "true", "sagemaker:StopTrainingJob")) == [
            "sagemaker:StopTrainingJob: no condition key sagemaker:VpcSubnets"
        ]

    @pytest.mark.parametrize(
        ("operator", "value", "effect"),
        [
            ("Null", "true", "always holds there"),
            ("Null", "false", "never holds there, and the statement never denies it"),
            ("ForAllValues:StringLike", "subnet-*", "always holds there"),
            ("ForAnyValue:StringNotLike", "subnet-*", "never holds there, and the statement never denies it"),
        ],
    )
    def test_that_some_actions_have_decide_about_the_others_by_their_absence(
        self, tmp_path: Path, operator: str, value: str, effect: str
    ) -> None:
        actions = [JOBS[0], "sagemaker:StopTrainingJob"]
        assert opinions(tmp_path, condition(operator, "sagemaker:VpcSubnets", value, actions)) == [
            f"sagemaker:StopTrainingJob: no condition key sagemaker:VpcSubnets, so the condition {effect}"
        ]

    def test_of_tags_belong_to_actions_although_they_are_aws_s(self, tmp_path: Path) -> None:
        assert refused(tmp_path, condition("Null", "aws:RequestTag/Team", "true", "s3:PutObject")) == [
            "s3:PutObject: no condition key aws:RequestTag/Team"
        ]
        assert linted(tmp_path, condition("Null", "aws:RequestTag/Team", "true")) == []

    def test_of_an_encryption_context_have_its_own_key_in_them(self, tmp_path: Path) -> None:
        key = "kms:EncryptionContext:aws:s3:arn"
        assert linted(tmp_path, condition("StringNotLike", key, "arn:aws:s3:::acme-*", "kms:Decrypt")) == []
        assert refused(tmp_path, condition("StringNotLike", key, "arn:aws:s3:::acme-*", "s3:GetObject")) == [
            f"s3:GetObject: no condition key {key}"
        ]

    def test_of_every_request_pass(self, tmp_path: Path) -> None:
        assert linted(tmp_path, condition("StringNotEquals", "aws:RequestedRegion", "eu-west-1")) == []


class TestValues:
    @pytest.mark.parametrize(
        ("operator", "key", "value", "message"),
        [
            ("Bool", "sagemaker:NetworkIsolation", "yes", "yes is no value for Bool"),
            ("Null", "sagemaker:VpcSubnets", "subnet-1", "subnet-1 is no value for Null"),
            ("ArnLike", "aws:PrincipalArn", "role/Deployment", "role/Deployment is no value for ArnLike"),
            ("NumericLessThan", "aws:MultiFactorAuthAge", "an hour", "an hour is no value for NumericLessThan"),
            ("DateLessThan", "aws:CurrentTime", "tomorrow", "tomorrow is no value for DateLessThan"),
            ("IpAddress", "aws:SourceIp", "everywhere", "everywhere is no value for IpAddress"),
            ("Bool", "sagemaker:RootAccess", "true", "the key's values are of type String"),
            ("StringEquals", "aws:RequestedRegion", "eu-*", "StringEquals takes no wildcards"),
        ],
    )
    def test_that_do_not_fit_are_refused(
        self, tmp_path: Path, operator: str, key: str, value: str, message: str
    ) -> None:
        action = "sagemaker:CreateNotebookInstance" if key == "sagemaker:RootAccess" else JOBS[0]
        assert refused(tmp_path, condition(operator, key, value, action)) == [f"{operator} {key}: {message}"]

    def test_of_a_key_with_several_want_a_set_operator_and_others_none(self, tmp_path: Path) -> None:
        assert opinions(tmp_path, condition("StringLike", "sagemaker:VpcSubnets", "subnet-*")) == [
            "StringLike sagemaker:VpcSubnets: the key has several values, so it needs ForAnyValue or ForAllValues"
        ]
        assert opinions(tmp_path, condition("ForAnyValue:StringLike", "aws:RequestedRegion", "eu-*")) == [
            "ForAnyValue:StringLike aws:RequestedRegion: the key has one value, so it takes no set operator"
        ]

    def test_that_iam_fills_in_are_not_judged(self, tmp_path: Path) -> None:
        assert linted(tmp_path, condition("ArnLike", "aws:SourceArn", "${aws:PrincipalArn}")) == []

    def test_cannot_be_asked_of_a_key_that_must_be_absent(self, tmp_path: Path) -> None:
        both = {"Null": {"sagemaker:NetworkIsolation": "true"}, "Bool": {"sagemaker:NetworkIsolation": "false"}}
        assert refused(tmp_path, deny("Example", JOBS[0], both)) == [
            "sagemaker:NetworkIsolation cannot be absent, as Null wants it, and meet Bool"
        ]


class TestAllowances:
    KEY = "sagemaker:VpcSubnets"
    DOCUMENT = policy(deny("Example", [JOBS[0], "sagemaker:StopTrainingJob"], {"Null": {KEY: "true"}}))

    def example(self, folder: Path, *allowances: Allowance) -> Guardrail:
        plain = guardrail(folder, "example", self.DOCUMENT)
        return replace(plain, written=self.DOCUMENT, allowances=allowances)

    def test_let_pass_what_they_name(self, tmp_path: Path) -> None:
        assert lint_library([self.example(tmp_path, Allowance("Example", self.KEY))], {}) == []

    def test_let_pass_an_action_that_nothing_is_known_of(self, tmp_path: Path) -> None:
        retired = policy(deny("Example", ["mobilehub:*", "sagemaker:*"]))
        one = replace(guardrail(tmp_path, "example", retired), written=retired)

        assert [finding.is_opinion for finding in lint_library([one], {})] == [False]
        assert lint_library([replace(one, allowances=(Allowance("Example", "mobilehub:*"),))], {}) == []

    def test_that_nothing_needs_are_refused(self, tmp_path: Path) -> None:
        allowed = self.example(tmp_path, Allowance("Example", self.KEY), Allowance("Example", "sagemaker:ModelArn"))
        (finding,) = lint_library([allowed], {})
        assert (finding.where, finding.message) == (
            "policies/guardrails/example/guardrail.yaml",
            "nothing is found about sagemaker:ModelArn, so it needs no allowance",
        )


class TestRules:
    def test_tell_that_a_statement_which_allows_changes_nothing(self, tmp_path: Path) -> None:
        statement = {"Sid": "Example", "Effect": "Allow", "Action": "s3:*", "Resource": "*"}
        assert opinions(tmp_path, statement) == [
            "a statement that allows changes nothing beside FullAWSAccess, which stays attached"
        ]

    def test_want_a_sid_that_leads_back(self, tmp_path: Path) -> None:
        first = guardrail(tmp_path, "first", policy(deny("Same", "s3:*")))
        second = guardrail(tmp_path, "second", policy(deny("Same", "sqs:*"), deny("not-one", "sqs:*")))
        library = [replace(one, written=one.document) for one in (first, second)]

        found = [(one.where, one.message.partition(":")[0]) for one in lint_library(library, {})]

        assert found == [
            (
                "policies/guardrails/first/policy.json:5",
                "the Sid stands in the library more than once, so it does not lead back to one guardrail",
            ),
            ("policies/guardrails/second/policy.json:11", "a statement has a Sid of letters and digits"),
            (
                "policies/guardrails/second/policy.json:5",
                "the Sid stands in the library more than once, so it does not lead back to one guardrail",
            ),
        ]

    @pytest.mark.parametrize(
        "condition",
        [
            {"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/Deployment"}},
            {"ArnNotLikeIfExists": {"aws:PrincipalArn": "{{platform_roles}}"}},
            {"StringNotLike": {"aws:PrincipalArn": "{{platform_roles}}"}},
            {"ArnNotLike": {"aws:PrincipalArn": "{{break_glass_roles}}"}},
            {"StringNotEquals": {"aws:PrincipalTag/Team": "platform"}},
        ],
        ids=str,
    )
    def test_tell_of_an_exemption_until_the_guardrail_says_who_is_exempt(
        self, tmp_path: Path, condition: dict[str, Any]
    ) -> None:
        plain = guardrail(tmp_path, "example", policy(deny("Example", "s3:*")))
        one = replace(plain, written=policy(deny("Example", "s3:*", condition)))

        (told,) = lint_library([one], {})
        (refused,) = lint_library([replace(one, exemptions="none")], {})

        assert "exempts somebody in a way of its own" in told.message
        assert told.is_opinion
        assert "guardrail.yaml says `exemptions: none`" in refused.message
        assert not refused.is_opinion
        assert lint_library([replace(one, exemptions="The deployment role, which makes buckets.")], {}) == []

    def test_want_the_scenarios_that_every_guardrail_shows(self, tmp_path: Path) -> None:
        told = "scenarios:\n  - {name: x, expect: denied, action: organizations:LeaveOrganization}\n"
        plain = guardrail(
            tmp_path, "leaving", policy(deny("NoLeaving", "organizations:LeaveOrganization", EXEMPT)), told
        )
        exempting = {"ArnNotLike": {"aws:PrincipalArn": "{{platform_roles}}"}}
        one = replace(plain, written=policy(deny("NoLeaving", "organizations:LeaveOrganization", exempting)))

        found = lint_library([one], read(one))

        assert all(finding.is_opinion for finding in found)
        assert {finding.message for finding in found} == {
            "at least 2 scenarios are denied; there are 1",
            "at least 2 scenarios are allowed; there are 0",
            "a guardrail that exempts the platform shows it: a scenario with principal: platform, allowed",
            "a guardrail shows what it means in an emergency: a scenario with principal: break-glass, denied",
            "nobody takes the platform's exemption by a name: a scenario with principal: look-alikes, denied",
        }

    def test_want_to_see_what_break_glass_may_where_it_is_exempt(self, tmp_path: Path) -> None:
        told = "scenarios:\n  - {name: x, expect: denied, action: organizations:LeaveOrganization}\n"
        plain = guardrail(tmp_path, "leaving", policy(deny("NoLeaving", "organizations:LeaveOrganization")), told)
        exempting = {"ArnNotLike": {"aws:PrincipalArn": ["{{platform_roles}}", "{{break_glass_roles}}"]}}
        one = replace(plain, written=policy(deny("NoLeaving", "organizations:LeaveOrganization", exempting)))

        found = {finding.message for finding in lint_library([one], read(one))}

        assert (
            "a guardrail shows what it means in an emergency: a scenario with principal: break-glass, allowed" in found
        )
        assert not [message for message in found if "exempts somebody in a way of its own" in message]


class TestSynthesized:
    def test_policies_are_linted_where_they_are_attached(self, tmp_path: Path) -> None:
        strange = guardrail(tmp_path, "strange", policy(deny("Strange", "sagemaker:CreateTrainingJobs")))
        tree = environment(tmp_path / "cdktf.out", {"Workloads": [strange]}).tree

        (finding,) = lint_synthesized(tree, [], [])

        assert (finding.where, finding.sid) == ("Workloads 1, attached to Workloads", "Strange")
        assert finding.message == "there is no action sagemaker:CreateTrainingJobs"

    def test_policies_are_not_refused_twice(self, tmp_path: Path) -> None:
        strange = guardrail(tmp_path, "strange", policy(deny("Strange", "sagemaker:CreateTrainingJobs")))
        tree = environment(tmp_path / "cdktf.out", {"Workloads": [strange]}).tree
        assert lint_synthesized(tree, [strange], lint_library([strange], {})) == []
