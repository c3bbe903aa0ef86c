"""What decides about a request of somebody, as `access explain` tells it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.text import Text

from modules.access.explanation import Question, explain
from modules.access.personas import Personas
from modules.access.tables import explanation_lines
from modules.commands.guardrail_inputs import guardrails
from modules.policy_evaluation.proving import deciding
from modules.specification.errors import LandingZoneError
from tests.support.environments import environment

ROLE = "arn:aws:iam::{{account_id}}:role/teams/{{team}}/dev/SageMakerExecution"
MODEL = "arn:aws:sagemaker:{{home_region}}:{{account_id}}:model-package/group/1"


def told(personas: Personas, **asked: object) -> str:
    known = deciding.library(guardrails(environment().zone))
    context = asked.pop("context", {})
    question = Question(context=context, **asked)  # type: ignore[arg-type]
    markup = "\n".join(line for one in explain(personas, question) for line in explanation_lines(one, known))
    return Text.from_markup(markup).plain


@pytest.fixture
def staging(personas: dict[str, Personas]) -> Personas:
    return personas["staging"]


def test_the_statement_that_allows_is_named(staging: Personas) -> None:
    said = told(
        staging,
        group="fraud-DataScientists",
        account="fraud-dev",
        action="iam:PassRole",
        resource=ROLE,
        context={"iam:PassedToService": ("sagemaker.amazonaws.com",)},
    )
    assert "by fraud-DataScientists with DataScientist in fraud-dev (Workloads/NonProduction): allowed" in said
    assert "allowed by PassTheTeamsRoles of the inline policy of DataScientist" in said
    assert "No policy denies it." in said


def test_statements_that_nearly_allow_say_what_is_missing(staging: Personas) -> None:
    said = told(
        staging,
        group="fraud-DataScientists",
        account="fraud-dev",
        action="iam:PassRole",
        resource=ROLE.replace("{{team}}", "pricing"),
        context={"iam:PassedToService": ("lambda.amazonaws.com",)},
    )
    assert "fraud-dev (Workloads/NonProduction): denied" in said
    assert "No statement of the permission set allows it." in said
    assert (
        "PassTheTeamsRoles: the resource is none of its own; "
        "StringEquals iam:PassedToService: emr-serverless.amazonaws.com, sagemaker.amazonaws.com does not hold"
    ) in said


def test_a_guardrail_that_denies_is_named_with_its_file(staging: Personas) -> None:
    said = told(staging, group="AWSBreakGlass", account="fraud-prod", action="organizations:LeaveOrganization")
    assert "allowed by a statement of arn:aws:iam::aws:policy/AdministratorAccess" in said
    assert "denied by DenyLeavingOrganization" in said
    assert "policies/guardrails/deny-leaving-organization/policy.json" in said


def test_a_statement_of_the_permission_set_that_denies_is_named(staging: Personas) -> None:
    trail = "arn:aws:cloudtrail:{{home_region}}:{{account_id}}:trail/x"
    said = told(staging, group="AWSBreakGlass", account="network", action="cloudtrail:StopLogging", resource=trail)
    assert "denied by NeverHideTraces\n    the inline policy of BreakGlass" in said


def test_a_boundary_that_lets_nothing_through_is_named(personas: dict[str, Personas]) -> None:
    staging = personas["staging"]
    known = staging.access.permission_sets
    bounded = replace(known["NetworkAdministrator"], boundary="arn:aws:iam::aws:policy/ReadOnlyAccess")
    access = replace(staging.access, permission_sets={**known, "NetworkAdministrator": bounded})
    said = told(
        replace(staging, access=access),
        group="AWSNetworkAdmins",
        account="network",
        action="ec2:CreateSubnet",
        resource="arn:aws:ec2:{{home_region}}:{{account_id}}:subnet/subnet-1",
    )
    assert "network (Infrastructure): denied" in said
    assert "Its permissions boundary does not let it through: arn:aws:iam::aws:policy/ReadOnlyAccess" in said


@pytest.mark.parametrize(
    ("action", "resource"),
    [("ecr:PutImage", "ecr:eu-west-1:999999999999:repository/x"), ("kms:Encrypt", "kms:eu-west-1:999999999999:key/x")],
)
def test_a_resource_of_a_stranger_is_denied_for_whose_it_is_and_not_for_its_policy(
    staging: Personas, action: str, resource: str
) -> None:
    tags = {"aws:ResourceTag/Team": ("fraud",), "aws:ResourceTag/Stage": ("dev",)}
    asked = {"group": "fraud-MLEngineers", "account": "fraud-dev", "action": action, "context": tags}

    said = told(staging, resource=f"arn:aws:{resource}", **asked)
    assert "denied" in said
    assert "StringEquals aws:ResourceAccount: ${aws:PrincipalAccount} does not hold" in said


def test_what_a_stranger_s_resource_lets_in_is_not_denied_for_lack_of_a_policy(staging: Personas) -> None:
    foreign = "arn:aws:lambda:eu-west-1:999999999999:function:x"
    said = told(staging, group="AWSBreakGlass", account="fraud-prod", action="lambda:InvokeFunction", resource=foreign)
    assert "fraud-prod (Workloads/Production): allowed" in said


def test_every_permission_set_of_the_group_in_the_account_is_asked(staging: Personas) -> None:
    approving = {"sagemaker:ModelApprovalStatus": ("Approved",), "aws:ResourceTag/Team": ("fraud",)}
    said = told(
        staging,
        group="fraud-TeamLead",
        account="fraud-prod",
        action="sagemaker:UpdateModelPackage",
        resource=MODEL,
        cleared_for="prod",
        context=approving,
    )
    assert "with MLOpsApprover-prod in fraud-prod (Workloads/Production): allowed" in said
    assert "with TeamLead-prod in fraud-prod (Workloads/Production): denied" in said


def test_the_management_account_is_told_to_be_free_of_guardrails(staging: Personas) -> None:
    said = told(staging, group="AWSBilling", account="management", action="ec2:DescribeInstances")
    assert "Organization policies have no effect in the management account." in said


@pytest.mark.parametrize(
    ("asked", "what"),
    [
        ({"group": "fraud-DataScientist"}, "no group of that name has access"),
        ({"account": "fraud-stage"}, "no account of that name has access"),
        ({"account": "network"}, "the group has no access to the account"),
        ({"action": "sagemaker:TrainModel"}, "there is no such request"),
    ],
)
def test_what_cannot_be_asked_is_told(staging: Personas, asked: dict[str, str], what: str) -> None:
    question = {"group": "fraud-DataScientists", "account": "fraud-dev", "action": "sagemaker:Search", **asked}
    with pytest.raises(LandingZoneError) as refused:
        told(staging, **question)
    assert refused.value.what == what
