"""The roles of runs of HCP Terraform as a CloudFormation template, the same for all accounts. No cdktf here.

A template, because a new account has no role yet that Terraform could begin with: a stack set of the management account
makes it there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from modules.delivery.classes import Phase
from modules.delivery.hcp_roles import HcpRuns
from modules.delivery.plan_rights import ADMINISTRATOR, READ_ONLY, nothing_but_settings
from modules.delivery.trusts import trust_hcp

IDENTITY_PROVIDER = "IdentityProvider"
"""The logical id of the identity provider; a reference to it is its ARN."""

RIGHTS = "rights"
"""The name of the policy of a role that plans."""

_VERSION = "2012-10-17"

Template = dict[str, Any]


def hcp_template(runs: HcpRuns, *, parts: int, objects: Iterable[str]) -> Template:
    """Return the template, with a parameter for the workspaces that each role trusts.

    Args:
        runs: Where runs come from.
        parts: How many roles of each phase there are.
        objects: ARNs, with `*`, of the objects that a plan reads: templates of products.

    """
    spared = [*objects]
    places = [(phase, part) for part in range(1, parts + 1) for phase in Phase]
    provider = {"Url": f"https://{runs.backend.hostname}", "ClientIdList": [runs.spec.audience]}
    return {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Description": "What runs of HCP Terraform plan and apply as in this account",
        "Parameters": {parameter(*place): {"Type": "CommaDelimitedList"} for place in places},
        "Resources": {
            IDENTITY_PROVIDER: {"Type": "AWS::IAM::OIDCProvider", "Properties": provider},
            **{_logical_id(*place): _role(runs, *place, spared) for place in places},
        },
    }


def parameter(phase: Phase, part: int = 1) -> str:
    """Return the name of the parameter with the subjects that a role trusts."""
    return f"{phase.capitalize()}Subjects{'' if part == 1 else part}"


def parameters(runs: HcpRuns, parts: Iterable[Iterable[str]]) -> dict[str, str]:
    """Return the values of all parameters: subjects with commas between them, which none has in it.

    Args:
        runs: Where runs come from.
        parts: The workspaces that the roles of each part trust.

    """
    return {
        parameter(phase, number): ",".join(runs.subjects([*workspaces], phase))
        for number, workspaces in enumerate(parts, start=1)
        for phase in Phase
    }


def _logical_id(phase: Phase, part: int) -> str:
    return f"{phase.capitalize()}Role{'' if part == 1 else part}"


def _role(runs: HcpRuns, phase: Phase, part: int, objects: list[str]) -> Mapping[str, Any]:
    trust = trust_hcp(
        runs.backend.hostname,
        runs.spec.audience,
        provider={"Ref": IDENTITY_PROVIDER},
        subjects={"Ref": parameter(phase, part)},
    )
    properties: dict[str, Any] = {
        "RoleName": runs.role_name(phase, part),
        "Description": f"What runs of HCP Terraform work as to {phase}",
        "AssumeRolePolicyDocument": {"Version": _VERSION, "Statement": [trust]},
        "ManagedPolicyArns": [READ_ONLY if phase is Phase.PLAN else ADMINISTRATOR],
    }
    if phase is Phase.PLAN:
        denied = {"Version": _VERSION, "Statement": [*nothing_but_settings(objects=objects)]}
        properties["Policies"] = [{"PolicyName": RIGHTS, "PolicyDocument": denied}]
    return {"Type": "AWS::IAM::Role", "Properties": properties}
