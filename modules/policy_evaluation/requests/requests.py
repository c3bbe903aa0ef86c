"""From a scenario to the requests that AWS would see: principals, placeholders and default context worked out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from modules.policy_evaluation.reading.inputs import Account, EnvironmentFacts
from modules.policy_evaluation.reading.organization_tree import ORGANIZATION_ID
from modules.policy_evaluation.reading.spec import ScenarioSpec
from modules.policy_evaluation.requests.account_choice import Accounts
from modules.policy_evaluation.requests.principals import FOREIGN_ORGANIZATION_ID, Principal, principals
from modules.policy_evaluation.requests.scenario_values import NothingToAskError, values_for
from modules.policy_evaluation.requests.variations import Variation, variations
from modules.policy_evaluation.simulating.organization_policies import ControlPaths
from modules.policy_evaluation.simulating.simulator import Request


@dataclass(frozen=True, slots=True)
class Requests:
    """Makes requests in one environment."""

    facts: EnvironmentFacts
    accounts: Accounts
    paths: ControlPaths

    def of(self, spec: ScenarioSpec, account: Account) -> list[Request]:
        """Return the requests of a scenario in an account: one for each principal, action, resource and listed value.

        Raises:
            NothingToAskError: the environment has no such principal, or no value for a placeholder.
            UnknownPlaceholderError: the scenario holds one that stands for nothing.

        """
        asking = principals(spec.principal, spec.service, str(account.known_id), self.facts.parameters)
        if not asking:
            raise NothingToAskError(f"the environment has no {spec.principal} roles")
        values = values_for(account, self.facts, self.accounts)
        return [
            self._request(account, principal, variation)
            for variation in variations(spec, values, self.facts.tag_keys)
            for principal in asking
        ]

    def _request(self, account: Account, principal: Principal, variation: Variation) -> Request:
        action, resource, own = variation
        context = self._default_context(resource, account) | dict(principal.context)
        for key, value in own.items():
            context = {known: kept for known, kept in context.items() if known.lower() != key.lower()}
            if value is not None:
                context[key] = value
        owner = str(context.get("aws:ResourceAccount", account.known_id))
        return Request(
            principal=principal.arn,
            action=action,
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
