"""From a scenario to the requests that AWS would see."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from modules.delivery.classes import AccountClass
from modules.delivery_tests.facts import Issuer
from modules.delivery_tests.roles import DeliveryRole
from modules.delivery_tests.scenarios import RightsScenario, TokenScenario
from modules.delivery_tests.spec import Expected, RightsScenarioSpec, RightTokenSpec
from modules.organization.guardrails.placeholders import filled_in, names_in
from modules.policy_evaluation.requests.scenario_values import NothingToAskError, UnknownPlaceholderError
from modules.policy_evaluation.simulating.organization_policies import IDENTITY, NOWHERE, RESOURCE
from modules.policy_evaluation.simulating.simulator import Request

IAM = "a policy that has IAM policies of its account decide"
"""A key is used by nobody whom its own policy does not mention (AWS KMS Developer Guide, Key policies), nor is a role;
these mention the account."""

_PRINCIPAL = "PrincipalArn"
"""The claim that is who asks, where that is a role or a user of an account."""

_OF_AN_ACCOUNT = re.compile(r"arn:aws:iam::\d+:(role|user)/")

_ACCOUNT = 4
"""The part of an ARN that has the account."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request of a scenario."""

    scenario: TokenScenario | RightsScenario
    role: DeliveryRole
    request: Request


@dataclass(frozen=True, slots=True)
class Asking:
    """Makes requests in one environment."""

    roles: tuple[DeliveryRole, ...]
    """Those that tokens get in by: in the management account, or in every account that runs of HCP Terraform get to."""
    inside: tuple[DeliveryRole, ...]
    """Those that work in their own account alone."""
    issuers: Mapping[str, Issuer]
    tokens: Mapping[str, RightTokenSpec]
    values: Mapping[str, str]
    workspaces: Mapping[AccountClass, str]
    """A workspace of each class, where access to states is limited; one of an account, as far as the class has any."""
    has: Collection[str]
    """What scenarios of rights may ask for with `only_with`."""

    def of_token(self, scenario: TokenScenario) -> list[Asked]:
        """Return who asks to work as a role, once for each role.

        Args:
            scenario: Of an issuer that the environment has.

        Raises:
            NothingToAskError: the environment does not say that of the issuer.
            UnknownPlaceholderError: the scenario holds one that stands for nothing.

        """
        spec = scenario.spec
        issuer = self.issuers[spec.issuer]
        if spec.only_with and spec.only_with not in issuer.has:
            raise NothingToAskError(f"{spec.issuer} is not with {spec.only_with}")
        right = self.tokens[spec.issuer]
        claims = {**right.claims(spec.token or spec.role), **spec.claims}
        principal = spec.principal or claims.get(_PRINCIPAL) or right.principal
        sent = {f"{right.prefix}{key}": value for key, value in claims.items() if key not in spec.without}
        return [
            Asked(scenario, role, self._token(role, principal, right.action, sent, values))
            for role in self._roles(spec, self.roles)
            for values in self._values_of_token(role, issuer)
        ]

    def of_rights(self, scenario: RightsScenario) -> list[Asked]:
        """Return what somebody asks for who works as a role, once for each role.

        Raises:
            NothingToAskError: the environment has no account of the class, or its states are other ones.
            UnknownPlaceholderError: the scenario holds one that stands for nothing.

        """
        spec = scenario.spec
        if spec.only_with and spec.only_with not in self.has:
            raise NothingToAskError(f"it is not with {spec.only_with}")
        return [
            Asked(scenario, role, self._right(spec, role, own, action, resource))
            for role in self._roles(spec, self.inside if spec.inside else self.roles)
            for own in self._accounts_of(role)
            for action, resource in spec.requests
        ]

    def _roles(self, spec: Expected, roles: Iterable[DeliveryRole]) -> Iterator[DeliveryRole]:
        found = [role for role in roles if role.phase == spec.role and role.of in spec.classes]
        if not found:
            raise NothingToAskError(f"no account is of the class {', '.join(spec.classes)}")
        yield from found

    def _values_of_token(self, role: DeliveryRole, issuer: Issuer) -> Iterator[dict[str, str]]:
        """Return what placeholders of a token stand for; of runs of HCP Terraform, for each workspace of the role."""
        values = {**self._values(role), **issuer.values, "own_account": role.account_id}
        others = [each for each in self.roles if each.account_id != role.account_id]
        for workspace in role.workspaces:
            yield {
                **values,
                "workspace": workspace,
                "workspace_of_another_account": _first_workspace(others),
                "workspace_of_another_class": _first_workspace(each for each in others if each.of is not role.of),
            }
        if not role.workspaces:
            yield values

    def _token(
        self,
        role: DeliveryRole,
        principal: str,
        action: str,
        claims: Mapping[str, str],
        values: Mapping[str, str],
    ) -> Request:
        asking = str(_filled(principal, values))
        return Request(
            principal=asking,
            action=action,
            resource=role.arn,
            account=role.account_id,
            context=_filled(dict(claims), values),
            principal_path=NOWHERE,
            resource_path=NOWHERE,
            # Whoever is an account's own needs a right besides the trust: here each has every right.
            identity=(IDENTITY,) if _OF_AN_ACCOUNT.match(asking) else (),
            resource_policy=role.arn,
        )

    def _accounts_of(self, role: DeliveryRole) -> list[str]:
        """Return the accounts that a role is for: its own, or those of its class, one of those that are alike.

        That of the management account is for all, since what applies there may do anything.
        """
        if role in self.inside:
            return [role.account_id]
        return [each.account_id for each in self.inside if role.of in (each.of, AccountClass.MANAGEMENT)]

    def _right(
        self, spec: RightsScenarioSpec, role: DeliveryRole, own_account: str, action: str, resource: str
    ) -> Request:
        values = {**self._values(role), "own_account": own_account}
        arn = _filled(resource, values)
        owner = arn.split(":")[_ACCOUNT] if arn.startswith("arn:") else ""
        owner = owner or role.account_id
        own = {
            "aws:PrincipalArn": role.arn,
            "aws:ResourceAccount": owner,
            "aws:ResourceOrgID": self.values["organization_id"],
        }
        return Request(
            principal=role.arn,
            action=action,
            resource=arn,
            account=owner,
            context={**own, **_filled(dict(spec.context), values)},
            principal_path=NOWHERE,
            resource_path=NOWHERE,
            identity=tuple(role.policies),
            resource_policy=RESOURCE if spec.is_trusted else self._policy_of(role, arn, owner),
        )

    def _policy_of(self, role: DeliveryRole, arn: str, owner: str) -> str:
        """Return the policy of what is asked for: of others it allows everything, so that a role's own decides."""
        trusting = next((each for each in self.inside if each.arn == arn), None)
        if trusting:
            return trusting.arn
        if owner != role.account_id:
            return RESOURCE
        of_states = {self.values.get(name) for name in ("state_reader", "state_writer")}  # HCP Terraform has none
        return IAM if arn.startswith("arn:aws:kms:") or arn in of_states else ""

    def _values(self, role: DeliveryRole) -> dict[str, str]:
        own, others = (
            self.workspaces.get(role.of, ""),
            {of: name for of, name in self.workspaces.items() if of != role.of},
        )
        workspaces = {"own_workspace": own, "other_workspace": next(iter(others.values()), "")}
        return {**self.values, **workspaces, "phase": role.phase, "class": role.of}


def _first_workspace(roles: Iterable[DeliveryRole]) -> str:
    return next((workspace for role in roles for workspace in role.workspaces), "")


def _filled(text: Any, values: Mapping[str, str]) -> Any:
    unknown = sorted(names_in(str(text)) - values.keys())
    if unknown:
        raise UnknownPlaceholderError(unknown[0])
    return filled_in(text, values)
