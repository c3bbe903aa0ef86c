"""The simulator: what policies make of requests, and what it refuses to answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from modules.policy_evaluation.simulating import node
from modules.policy_evaluation.simulating.simulator import (
    Answer,
    Batch,
    Condition,
    Level,
    PolicyDocument,
    Request,
    StatementAt,
    simulate,
)
from modules.specification.errors import LandingZoneError
from tests.policy_evaluation.small_organization import RCP, SCP, deny, policy

ACCOUNT = "111111111111"
ADMINISTRATOR = f"arn:aws:iam::{ACCOUNT}:role/Administrator"
EVERYTHING = {"Effect": "Allow", "Action": "*", "Resource": "*"}
OUTSIDE_VPC = deny("OutsideVpc", "sagemaker:CreateTrainingJob", {"Null": {"sagemaker:VpcSubnets": "true"}})


def batch(*requests: Request, root: Mapping[str, Any] | None = None, unit: Mapping[str, Any] | None = None) -> Batch:
    """Put service control policies on a path of two levels."""
    documents = {"full": policy(EVERYTHING), "root": root or policy(EVERYTHING), "unit": unit or policy(EVERYTHING)}
    return Batch(
        policies={
            **{name: PolicyDocument(SCP, document) for name, document in documents.items()},
            "own": PolicyDocument("IDENTITY_POLICY", policy(EVERYTHING)),
            "open": PolicyDocument("RESOURCE_POLICY", policy({**EVERYTHING, "Principal": "*"})),
        },
        paths={"path": [Level("Root", ("full", "root")), Level("Workloads", ("full", "unit"))], "none": []},
        requests=list(requests),
    )


def request(action: str, resource: str = "*", *, detailed: bool = False, **context: str | list[str]) -> Request:
    """Ask as an administrator of the account; write a condition key as `sagemaker__VpcSubnets`."""
    return Request(
        principal=ADMINISTRATOR,
        action=action,
        resource=resource,
        account=ACCOUNT,
        context={key.replace("__", ":"): value for key, value in context.items()},
        principal_path="path",
        resource_path="none",
        identity=("own",),
        resource_policy="open",
        detailed=detailed,
    )


def answer(asked: Request, **levels: Mapping[str, Any]) -> Answer:
    (answered,) = simulate(batch(asked, **levels))
    return answered


class TestAnswer:
    def test_names_the_statement_that_denies_and_where_it_is_attached(self) -> None:
        answered = answer(request("sagemaker:CreateTrainingJob"), unit=policy(OUTSIDE_VPC))

        assert not answered.allowed
        assert [(one.policy, one.sid, one.at) for one in answered.denying] == [("unit", "OutsideVpc", "Workloads")]

    def test_is_allowed_where_the_key_is_there(self) -> None:
        asked = request("sagemaker:CreateTrainingJob", sagemaker__VpcSubnets=["subnet-1"])
        own = StatementAt("own", "", "")
        answered = answer(asked, unit=policy(OUTSIDE_VPC))
        assert (answered.allowed, answered.allowing, answered.denying) == (True, (own,), ())

    def test_names_every_level_that_denies(self) -> None:
        denied = policy(deny("NoLeaving", "organizations:LeaveOrganization"))
        answered = answer(request("organizations:LeaveOrganization"), root=denied, unit=denied)
        assert [one.at for one in answered.denying] == ["Root", "Workloads"]

    def test_tells_in_detail_which_condition_did_not_hold(self) -> None:
        asked = request("sagemaker:CreateTrainingJob", detailed=True, sagemaker__VpcSubnets=["subnet-1"])
        (detail,) = answer(asked, unit=policy(OUTSIDE_VPC)).details

        assert not detail.matches
        assert detail.conditions == (Condition("Null", "sagemaker:VpcSubnets", ("true",), holds=False),)

    def test_is_allowed_for_actions_that_need_a_resource_s_own_trust(self) -> None:
        key = f"arn:aws:kms:eu-west-1:{ACCOUNT}:key/11111111-2222-3333-4444-555555555555"
        assert answer(request("kms:Decrypt", key)).allowed
        assert answer(request("sts:AssumeRole", f"arn:aws:iam::{ACCOUNT}:role/Training")).allowed

    def test_counts_the_policies_over_the_resource(self) -> None:
        tls = policy(deny("TlsOnly", "s3:*", {"Bool": {"aws:SecureTransport": "false"}}, Principal="*"))
        asked = batch(request("s3:GetObject", "arn:aws:s3:::data/key", aws__SecureTransport="false"))
        asked.policies["tls"] = PolicyDocument(RCP, tls)
        asked.paths["none"] = [Level("Root", ("tls",))]

        (answered,) = simulate(asked)

        assert [one.sid for one in answered.denying] == ["TlsOnly"]


class TestProblem:
    def test_of_one_request_leaves_the_others_alone(self) -> None:
        answers = simulate(
            batch(
                request("sagemaker:CreateTrainingJobs"),
                request("sagmaker:CreateTrainingJob"),
                request("organizations:LeaveOrganization", "arn:aws:s3:::data"),
                request("s3:GetObject", "arn:aws:sqs:eu-west-1:111111111111:queue"),
                request("organizations:LeaveOrganization"),
            )
        )
        assert [one.problem for one in answers] == [
            "there is no such action",
            "there is no such service",
            'the action works on no resource that has an ARN: its resource is "*"',
            "the action works on no resource of this kind",
            "",
        ]

    def test_names_keys_that_the_action_does_not_have(self) -> None:
        asked = request("s3:PutObject", "arn:aws:s3:::data/key", sagemaker__VpcSubnets=["subnet-1"])
        assert answer(asked).ignored_keys == ("sagemaker:VpcSubnets",)

    def test_names_tags_that_the_action_does_not_take(self) -> None:
        """The simulator itself takes every `aws:` key; AWS sends tags only where an action has them."""
        context: dict[str, str | list[str]] = {
            "aws:RequestTag/Team": "fraud",
            "aws:TagKeys": ["Team"],
            "aws:PrincipalOrgID": "o-exampleorgid",
        }
        object_ = replace(request("s3:PutObject", "arn:aws:s3:::data/key"), context=context)
        job = replace(request("sagemaker:CreateTrainingJob"), context=context)

        first, second = simulate(batch(object_, job))

        assert first.ignored_keys == ("aws:RequestTag/Team", "aws:TagKeys")
        assert second.ignored_keys == ()

    def test_of_a_policy_s_syntax_is_told_with_its_name(self) -> None:
        wrong = policy({"Sid": "Wrong", "Effect": "Deny", "Action": "s3:*", "Resource": "*", "Principal": "*"})
        with pytest.raises(LandingZoneError) as refused:
            answer(request("s3:ListAllMyBuckets"), root=wrong)
        assert str(refused.value) == (
            "a policy's syntax is wrong\n"
            "  got: root: Statement[0].#Principal: Principal is not allowed in a service control policy\n"
            "  why: AWS would not take it as a SERVICE_CONTROL_POLICY\n"
            "  fix: mend the document that it is made of"
        )


class TestNode:
    def test_is_asked_for_where_it_is_missing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("JSII_NODE", "/nowhere/node")
        with pytest.raises(LandingZoneError) as refused:
            answer(request("organizations:LeaveOrganization"))
        assert str(refused.value) == (
            "Node is not installed\n"
            "  got: /nowhere/node is no program\n"
            "  why: policies are evaluated with a library for Node, which set-up installs with the Python packages\n"
            "  fix: run `make setup`, then use the Python of .venv"
        )

    def test_says_which_package_is_missing(self, tmp_path: Path) -> None:
        script = tmp_path / "script.mjs"
        script.write_text("import '@cloud-copilot/iam-simulate'")
        with pytest.raises(LandingZoneError) as refused:
            node.run(script, {})
        assert refused.value.what == "a package for Node is not installed"
        assert "Cannot find package '@cloud-copilot/iam-simulate'" in str(refused.value.got)
        assert refused.value.fix == "run `make setup`"

    def test_says_why_a_script_broke_off(self, tmp_path: Path) -> None:
        script = tmp_path / "script.mjs"
        script.write_text("throw new Error('out of luck')")
        with pytest.raises(LandingZoneError) as refused:
            node.run(script, {})
        assert refused.value.got == "Error: out of luck"
        assert refused.value.why == "script.mjs broke off, so nothing is known of them"
