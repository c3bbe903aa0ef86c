"""From a scenario to the requests that AWS would see: principals, placeholders and default context worked out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from modules.policy_evaluation.account_choice import FOREIGN_ACCOUNT_ID, Accounts
from modules.policy_evaluation.inputs import Account, EnvironmentFacts, Value
from modules.policy_evaluation.organization_policies import ControlPaths
from modules.policy_evaluation.organization_tree import ORGANIZATION_ID
from modules.policy_evaluation.principals import FOREIGN_ORGANIZATION_ID, Principal, in_account, principals
from modules.policy_evaluation.scenarios import Scalar, ScenarioSpec
from modules.policy_evaluation.simulator import Request

_PLACEHOLDER = re.compile(r"\{\{(\w+)\}\}")
_OTHER_REGIONS = ("ap-southeast-2", "us-west-2", "eu-north-1")


class NothingToAskError(Exception):
    """A scenario that no request of this environment stands for; the text says why."""


class UnknownPlaceholderError(Exception):
    """A placeholder that stands for nothing; the text names it."""


@dataclass(frozen=True, slots=True)
class Requests:
    """Makes requests in one environment."""

    facts: EnvironmentFacts
    accounts: Accounts
    paths: ControlPaths

    def of(self, spec: ScenarioSpec, account: Account) -> list[Request]:
        """Return the requests of a scenario in an account, one for each principal.

        Raises:
            NothingToAskError: the environment has no such principal, or no value for a placeholder.
            UnknownPlaceholderError: the scenario holds one that stands for nothing.

        """
        asking = principals(
            spec.principal, spec.service, str(account.known_id), self.facts.home_region, self.facts.parameters
        )
        if not asking:
            raise NothingToAskError(f"the environment has no {spec.principal} roles")
        return [self._request(spec, account, principal) for principal in asking]

    def _request(self, spec: ScenarioSpec, account: Account, principal: Principal) -> Request:
        resource = self._filled(spec.resource, account)
        context = self._default_context(resource, account) | dict(principal.context)
        for key, value in spec.context.items():
            context = {known: one for known, one in context.items() if known.lower() != key.lower()}
            if value is not None:
                context[key] = self._values(value, account)
        owner = str(context.get("aws:ResourceAccount", account.known_id))
        return Request(
            principal=principal.arn,
            action=str(spec.action),
            resource=resource,
            account=owner,
            context=context,
            principal_path=self._principal_path(principal),
            resource_path=self.paths.resource(self.accounts.with_id(owner)),
            identity=() if principal.account is None else self.paths.identity,
            resource_policy=self.paths.resource_policy,
        )

    def _principal_path(self, principal: Principal) -> str:
        account = self.accounts.with_id(principal.account or "")
        return self.paths.principal(account if principal.has_control_policies else None)

    def _default_context(self, resource: str, account: Account) -> dict[str, str | list[str]]:
        """Return what AWS tells of every request. The owner of a resource is the account that its ARN names."""
        named = resource.split(":")[4] if resource.count(":") > 4 else ""  # noqa: PLR2004 - parts of an ARN
        owner = named if re.fullmatch(r"\d{12}", named) else str(account.known_id)
        return {
            "aws:RequestedRegion": self.facts.home_region,
            "aws:ResourceAccount": owner,
            "aws:ResourceOrgID": ORGANIZATION_ID if self.accounts.with_id(owner) else FOREIGN_ORGANIZATION_ID,
            "aws:SecureTransport": "true",
            "aws:ViaAWSService": "false",
        }

    def _values(self, value: Scalar | tuple[Scalar, ...], account: Account) -> str | list[str]:
        if isinstance(value, tuple):
            return [self._filled(_text(one), account) for one in value]
        return self._filled(_text(value), account)

    def _filled(self, text: str, account: Account) -> str:
        values = {**self.facts.parameters, **self._of_scenarios(account)}

        def value(found: re.Match[str]) -> str:
            return _first(found[1], values, str(account.known_id))

        return _PLACEHOLDER.sub(value, text)

    def _of_scenarios(self, account: Account) -> dict[str, Value]:
        """Return what only scenarios may use."""
        regions = self.facts.parameters["regions"]
        return {
            "organization_id": ORGANIZATION_ID,
            "account_id": str(account.known_id),
            "other_account_id": str(self.accounts.other_than(account).known_id),
            "foreign_account_id": FOREIGN_ACCOUNT_ID,
            "foreign_organization_id": FOREIGN_ORGANIZATION_ID,
            "other_region": next(region for region in _OTHER_REGIONS if region not in regions),
        }


def _first(name: str, values: Mapping[str, Value], account_id: str) -> str:
    """Return the first value of a placeholder; of a pattern, a text that it matches."""
    if name not in values:
        raise UnknownPlaceholderError(name)
    value = values[name]
    if not value:
        raise NothingToAskError(f"{{{{{name}}}}} is empty in this environment")
    return in_account(value if isinstance(value, str) else value[0], account_id)


def _text(value: Scalar) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
