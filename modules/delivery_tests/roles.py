"""The roles that plan and apply, as they were synthesized: who they trust, and what they may do."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from modules.access.managed_policies import managed_policy
from modules.accounts.spec import Function
from modules.delivery.classes import AccountClass, Phase, class_of, role_name
from modules.delivery.codepipeline.builds import Build
from modules.policy_evaluation.reading.inputs import Account
from modules.policy_evaluation.reading.organization_tree import ORGANIZATION_ID
from modules.policy_evaluation.requests.synthesized_environment import SynthesizedEnvironment
from modules.specification.errors import LandingZoneError
from modules.synthesized.environment import Synthesized
from modules.synthesized.resources import Resource
from modules.synthesized.unknowns import Identity, Unknown

_ROLE, _POLICY, _ATTACHMENT = "aws_iam_role", "aws_iam_role_policy", "aws_iam_role_policy_attachment"
_MANAGED = "aws_iam_policy"
_OF_AWS = "arn:aws:iam::aws:policy/"
_ORGANIZATION = "aws_organizations_organization."

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class DeliveryRole:
    """One role."""

    phase: Phase | Build
    of: AccountClass
    arn: str
    trust: Document
    policies: Mapping[str, Document]
    """Its own policies, and those of AWS that are attached to it, by what they are called."""
    account_id: str
    name: str
    """What it is called in every environment: its name, for a role in accounts followed by their class."""
    workspaces: tuple[str, ...] = ()
    """Of a role that runs of HCP Terraform work as: those whose runs do."""


@dataclass(frozen=True, slots=True)
class DeliveryRoles:
    """All that tokens of others, and builds, lead to."""

    roles: tuple[DeliveryRole, ...]
    """Those in the management account."""
    inside: tuple[DeliveryRole, ...]
    """Those that plans read accounts as, one of those that are the same in several accounts."""
    unexpected: tuple[str, ...]
    """Other roles that trust an identity provider: nothing is known of them."""
    builds: tuple[DeliveryRole, ...] = ()
    """Those that builds of AWS CodeBuild work as, from which they become roles of the management account."""

    @property
    def every(self) -> tuple[DeliveryRole, ...]:
        """All of them."""
        return (*self.roles, *self.inside, *self.builds)


def delivery_roles(synthesized: Synthesized, environment: SynthesizedEnvironment, *, plan_role: str) -> DeliveryRoles:
    """Read every role that plans or applies, and look for others that trust tokens.

    Args:
        synthesized: The environment.
        environment: Joined with what it says of its accounts.
        plan_role: The name of the role that plans read accounts as.

    Raises:
        LandingZoneError: something in a policy cannot be followed.

    """
    return _Reading(synthesized, environment).roles(plan_role)


class _Reading:
    def __init__(self, synthesized: Synthesized, environment: SynthesizedEnvironment) -> None:
        self._synthesized, self._environment = synthesized, environment
        self._found = list(synthesized.resources({_ROLE, _POLICY, _ATTACHMENT, _MANAGED}))

    def roles(self, plan_role: str) -> DeliveryRoles:
        names = {role_name(phase, of): (phase, of) for of in AccountClass for phase in Phase}
        roles, inside, unexpected = [], dict[str, DeliveryRole](), []
        for role in (each for each in self._found if each.kind == _ROLE):
            name, account = str(role.values.get("name")), self._environment.accounts.named(str(role.account))
            if account is None:
                unexpected.append(role.identity)
            elif account.is_management and name in names:
                roles.append(self._role(role, account, *names[name], called=name))
            elif name == plan_role and role.address not in inside:
                of = class_of(map(Function, account.functions))
                inside[role.address] = self._role(role, account, Phase.PLAN, of, called=role.address)
            elif '"Federated"' in str(role.values.get("assume_role_policy")):
                unexpected.append(role.identity)
        return DeliveryRoles(tuple(roles), tuple(inside.values()), tuple(unexpected))

    def _role(self, role: Resource, account: Account, phase: Phase, of: AccountClass, *, called: str) -> DeliveryRole:
        arn = f"arn:aws:iam::{account.known_id}:role/{role.values['name']}"
        trust, policies = self._document(role, "assume_role_policy"), dict(self._policies(role, called))
        return DeliveryRole(phase, of, arn, trust, policies, str(account.known_id), called)

    def _policies(self, role: Resource, called: str) -> Iterator[tuple[str, Document]]:
        for each in self._found:
            if (each.account, each.values.get("role")) != (role.account, role.values["name"]):
                continue
            if each.kind == _POLICY:
                yield f"{each.values['name']} of {called}", self._document(each, "policy")
            else:
                arn = str(each.values["policy_arn"])
                name = arn.rpartition("/")[2]
                if arn.startswith(_OF_AWS):
                    yield name, managed_policy(arn)
                else:
                    yield f"{name} of {called}", self._document(self._managed(name, role), "policy")

    def _managed(self, name: str, role: Resource) -> Resource:
        """Return a policy that is made in the account of the role."""
        return next(
            each
            for each in self._found
            if (each.kind, each.account, each.values.get("name")) == (_MANAGED, role.account, name)
        )

    def _document(self, resource: Resource, key: str) -> Document:
        document: Document = json.loads(str(self._synthesized.argument(resource, key, self._known)))
        return document

    def _known(self, value: Any) -> Any:
        """Return what stands for a value of a policy that is known only after an apply."""
        if not isinstance(value, Unknown):
            return value
        if isinstance(value, Identity) and value.address.startswith(_ORGANIZATION) and value.attribute == "id":
            return ORGANIZATION_ID
        key = self._synthesized.account_keys.key(value)
        account = self._environment.accounts.named(key) if key else None
        if account is None:
            raise LandingZoneError(
                "what a role of delivery may do refers to something that has no stand-in",
                got=str(value),
                why="what it becomes is known only at apply, and a policy is proved with the values that it will have",
                fix="write a value that is known at synthesis, or give it a stand-in in modules/delivery_tests",
            )
        return account.known_id
