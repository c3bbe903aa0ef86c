"""The reading of scenarios: what a file may say, and where it says it."""

from __future__ import annotations

from pathlib import Path

import pytest

from modules.specification.problems import InvalidEnvironmentError
from tests.policy_evaluation.small_organization import SCP, deny, guardrail, policy, read

TAGS = "TAG_POLICY"
LEAVING = policy(deny("NoLeaving", "organizations:LeaveOrganization"))


def refusal(folder: Path, told: str, *, kind: str = SCP) -> str:
    with pytest.raises(InvalidEnvironmentError) as refused:
        read(guardrail(folder, "example", LEAVING, told, kind=kind))
    return str(refused.value)


class TestScenarios:
    def test_know_their_line_and_their_defaults(self, tmp_path: Path) -> None:
        told = """scenarios:
  - name: nobody leaves
    expect: denied
    action: organizations:LeaveOrganization
  - name: somebody looks around
    expect: allowed
    action: organizations:DescribeOrganization
    in: team/dev
    context: {aws:SecureTransport: false, "aws:TagKeys": [Team, Stage], aws:PrincipalOrgID: null}
"""
        first, second = read(guardrail(tmp_path, "example", LEAVING, told))["example"]

        assert first.where == "policies/guardrails/example/scenarios.yaml:2"
        assert second.where == "policies/guardrails/example/scenarios.yaml:5"
        assert (first.spec.principal, first.spec.resource, first.spec.account) == ("administrator", "*", None)
        assert second.spec.account == "team/dev"
        assert second.spec.context == {
            "aws:SecureTransport": False,
            "aws:TagKeys": ("Team", "Stage"),
            "aws:PrincipalOrgID": None,
        }

    def test_of_several_guardrails_are_refused_at_once(self, tmp_path: Path) -> None:
        wrong = "scenarios:\n  - {name: x, expect: denied}\n"
        several = [guardrail(tmp_path, name, LEAVING, wrong) for name in ("first", "second")]
        with pytest.raises(InvalidEnvironmentError) as refused:
            read(*several)
        assert [one.file for one in refused.value.problems] == [
            "policies/guardrails/first/scenarios.yaml",
            "policies/guardrails/second/scenarios.yaml",
        ]

    def test_without_a_file_are_none(self, tmp_path: Path) -> None:
        one = guardrail(tmp_path, "example", LEAVING)
        (one.folder / "scenarios.yaml").unlink()

        assert read(one) == {"example": ()}

    def test_in_a_file_that_leads_nowhere_are_refused(self, tmp_path: Path) -> None:
        one = guardrail(tmp_path, "example", LEAVING)
        (one.folder / "scenarios.yaml").unlink()
        (one.folder / "scenarios.yaml").symlink_to(tmp_path / "nowhere")
        with pytest.raises(InvalidEnvironmentError, match="must be a file"):
            read(one)


class TestRefusals:
    def test_want_at_least_one_scenario(self, tmp_path: Path) -> None:
        assert "a guardrail must have scenarios\n  got: an empty list" in refusal(tmp_path, "scenarios: []\n")

    def test_name_known_principals(self, tmp_path: Path) -> None:
        told = "scenarios:\n  - {name: x, expect: denied, action: a:B, principal: admin}\n"
        assert refusal(tmp_path, told) == (
            "policies/guardrails has 1 problem\n\n"
            "policies/guardrails/example/scenarios.yaml:2  scenarios[0].principal\n"
            "  the principal is unknown\n"
            "  got: admin\n"
            "  why: known are administrator, root, platform, look-alikes, break-glass, clean-up, data-scientist, "
            "outsider, service, and a role or user of the account by its path and name\n"
            "  fix: write one of these, or for example role/lookalike/Deployment"
        )

    def test_want_one_action_without_wildcards(self, tmp_path: Path) -> None:
        told = "scenarios:\n  - {name: x, expect: denied, action: 's3:Get*'}\n"
        assert "an action must be <service>:<action>\n  got: s3:Get*" in refusal(tmp_path, told)

    def test_want_one_thing_to_ask_for(self, tmp_path: Path) -> None:
        told = "scenarios:\n  - {name: x, expect: denied, action: a:B, path: c.d}\n"
        assert "a scenario must ask for one thing\n  got: action and path" in refusal(tmp_path, told)

    def test_want_an_expectation_that_fits(self, tmp_path: Path) -> None:
        told = "scenarios:\n  - {name: x, expect: effective, action: a:B}\n"
        assert "what is expected does not fit what is asked" in refusal(tmp_path, told)

    def test_want_a_service_to_be_named(self, tmp_path: Path) -> None:
        told = "scenarios:\n  - {name: x, expect: denied, action: a:B, principal: service}\n"
        assert "a service that asks must be named, and nobody else" in refusal(tmp_path, told)

    def test_want_keys_with_values(self, tmp_path: Path) -> None:
        told = "scenarios:\n  - {name: x, expect: denied, action: a:B, context: {sagemaker:VpcSubnets: []}}\n"
        shown = refusal(tmp_path, told)
        assert "scenarios[0].context" in shown
        assert "a condition key must have a prefix and at least one value" in shown

    def test_want_a_name_of_its_own_for_each_scenario(self, tmp_path: Path) -> None:
        one = "  - {name: x, expect: denied, action: a:B}\n"
        shown = refusal(tmp_path, f"scenarios:\n{one}{one}")
        assert "two scenarios of a file have the same name\n  got: x, also in line 2" in shown

    def test_want_what_the_kind_of_policy_answers(self, tmp_path: Path) -> None:
        told = "scenarios:\n  - {name: x, expect: denied, action: a:B}\n"
        assert "the guardrail's kind of policy does not answer what the scenario asks\n  got: TAG_POLICY" in refusal(
            tmp_path, told, kind=TAGS
        )
