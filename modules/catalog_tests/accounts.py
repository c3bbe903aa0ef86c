"""Accounts in which products are launched, as they were synthesized: what is published there, and the boundary."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from modules.catalog_tests.execution_roles import KINDS, execution_roles
from modules.organization.guardrails.placeholders import filled_in
from modules.policy_evaluation.reading.inputs import Account
from modules.policy_evaluation.requests.synthesized_environment import SynthesizedEnvironment
from modules.synthesized.environment import Synthesized
from modules.synthesized.resources import Resource
from modules.synthesized.unknowns import Identity, Unknown

TEAM = "/landing-zone/team/"
"""What the names of a team's parameters begin with: who has them launches products."""

BOUNDARY = "landing-zone-boundary"

_AT_APPLY = "known-after-apply"
_PARAMETER, _POLICY = "aws_ssm_parameter", "aws_iam_policy"
_READ = KINDS | frozenset({_PARAMETER, _POLICY, "aws_kms_key", "aws_s3_bucket", "aws_subnet", "aws_vpc"})


@dataclass(frozen=True)
class LaunchingAccount:
    """An account of a team, in one environment."""

    environment: str
    account: Account
    region: str
    published: Mapping[str, str]
    """Its parameters of Systems Manager, by name; what is known at apply only has a stand-in of the right shape."""
    boundary: Mapping[str, Any]
    """The policy that every role is bounded by that is made outside the platform."""
    organization: str
    execution_roles: Mapping[str, Mapping[str, Any]]
    """The policy of each role that services work as for the team, by the role's path and name."""

    @property
    def id(self) -> str:
        """Its id, or what stands in for it."""
        return str(self.account.known_id)

    def team(self, name: str) -> str:
        """Return a value of the team: `name`, `stage`, `bucket`."""
        return self.published[f"{TEAM}{name}"]

    @property
    def zones(self) -> int:
        """How many Availability Zones its network spreads over: each has one subnet for workloads."""
        return len(self.published["/landing-zone/network/private-subnet-ids"].split(","))

    @property
    def placeholders(self) -> dict[str, str]:
        """What the placeholders of launch roles stand for."""
        return {
            "account_id": self.id,
            "bucket_arn": f"arn:aws:s3:::{self.team('bucket')}",
            "cost_center": self.team("cost-center"),
            "key_arn": self.team("key-arn"),
            "organization": self.organization,
            "stage": self.team("stage"),
            "team": self.team("name"),
        }

    def filled(self, text: str) -> str:
        """Fill in the placeholders of a text."""
        return str(filled_in(text, self.placeholders))

    @property
    def pseudo(self) -> dict[str, str]:
        """Values of CloudFormation's pseudo parameters."""
        stack = f"SC-{self.id}-pp-abcdefghijklm"
        return {
            "AWS::AccountId": self.id,
            "AWS::Partition": "aws",
            "AWS::Region": self.region,
            "AWS::StackId": f"arn:aws:cloudformation:{self.region}:{self.id}:stack/{stack}/0",
            "AWS::StackName": stack,
            "AWS::URLSuffix": "amazonaws.com",
        }


def launching_accounts(
    synthesized: Synthesized, environment: SynthesizedEnvironment, organization: str
) -> tuple[LaunchingAccount, ...]:
    """Return the accounts of teams, one for each unit and stage: policies differ by these, and names of teams do not.

    Args:
        synthesized: The environment as it was synthesized.
        environment: Its organization policies and accounts.
        organization: The organization's name.

    """
    published: dict[str, dict[str, str]] = {}
    whole = {resource.identity: resource for resource in synthesized.resources(_READ)}
    for resource in whole.values():
        account = environment.accounts.named(resource.account or "")
        if resource.kind == _PARAMETER and account is not None:
            name = str(resource.values["name"])
            published.setdefault(account.key, {})[name] = _text(synthesized, resource, whole, account, environment)
    boundaries = {
        resource.account: resource for resource in whole.values() if _is_boundary(resource) and resource.account
    }
    found: dict[tuple[object, object], LaunchingAccount] = {}
    for key, names in published.items():
        account = environment.accounts.named(key)
        if account is not None and f"{TEAM}name" in names and key in boundaries:
            document = json.loads(str(synthesized.with_wildcards(boundaries[key], "policy")))
            found.setdefault(
                (account.unit, account.stage),
                LaunchingAccount(
                    synthesized.environment,
                    account,
                    environment.facts.home_region,
                    names,
                    document,
                    organization,
                    dict(execution_roles(synthesized, account, whole, names[f"{TEAM}bucket"])),
                ),
            )
    return tuple(found.values())


def _is_boundary(resource: Resource) -> bool:
    return resource.kind == _POLICY and resource.values.get("name") == BOUNDARY


def _text(
    synthesized: Synthesized,
    parameter: Resource,
    whole: Mapping[str, Resource],
    account: Account,
    environment: SynthesizedEnvironment,
) -> str:
    """Return a parameter's value, with a stand-in for what is known at apply only."""
    value = parameter.values["value"]
    if not isinstance(value, Unknown):
        return str(value)
    if parameter.values.get("type") == "StringList":
        return ",".join(f"subnet-{number}" for number in range(value.count("aws_subnet.")))
    maker = whole.get(value.resource) if isinstance(value, Identity) else None
    if maker is not None:
        return _stand_in(synthesized, maker, account, parameter.region or "")

    def known(reference: Any) -> Any:
        key = synthesized.account_keys.key(reference)
        named = environment.accounts.named(key) if key else None
        return str(named.known_id) if named else _AT_APPLY if isinstance(reference, Unknown) else reference

    return str(synthesized.argument(parameter, "value", known))


def _stand_in(synthesized: Synthesized, maker: Resource, account: Account, region: str) -> str:
    """Return what stands in for what a resource is known by."""
    account_id = str(account.known_id)
    if maker.kind == "aws_iam_role":
        return f"arn:aws:iam::{account_id}:role{maker.values.get('path') or '/'}{maker.values['name']}"
    if maker.kind == "aws_s3_bucket":
        return str(synthesized.with_wildcards(maker, "bucket")).replace("*", account_id)
    if maker.kind == "aws_kms_key":
        return f"arn:aws:kms:{region}:{account_id}:key/of-the-team"
    return "vpc-0"
