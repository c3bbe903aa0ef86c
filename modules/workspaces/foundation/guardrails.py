"""The workspace of organization policies that need more than the organization: accounts, or kinds turned on before."""

from __future__ import annotations

from modules.landing_zone import LandingZone
from modules.landing_zone.guardrails import guardrail_policies
from modules.organization.guardrails.guardrail_policies import GuardrailPolicies
from modules.organization.guardrails.policies import GuardrailPolicy
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.workspace import ManagementWorkspace
from modules.workspaces.foundation.organization import OrganizationOutputs, is_of_organization
from modules.workspaces.foundation.vended_accounts import AccountsOutputs


def later_policies(zone: LandingZone) -> list[GuardrailPolicy]:
    """Return the policies that are not in the organization's own workspace."""
    return [policy for policy in guardrail_policies(zone) if not is_of_organization(policy)]


class GuardrailsWorkspace(ManagementWorkspace):
    """Define the policies of single accounts, and those of kinds that the AWS provider does not know.

    It is behind the accounts, whose ids it needs, and behind the organization, after which the runner turns on what the
    provider cannot.
    """

    def __init__(self, deployment: Deployment, *, organization: OrganizationOutputs, accounts: AccountsOutputs) -> None:
        super().__init__(deployment, "guardrails")
        environment = deployment.environment
        policies = later_policies(environment.zone)
        bound = {policy.account for policy in policies}
        account_ids: dict[tuple[str, ...], str] = {
            ("accounts", account.key): accounts.account_id(self, account)
            for account in environment.zone.roster
            if account.key in bound
        }
        GuardrailPolicies(
            self,
            "guardrails",
            policies=policies,
            organization_id=organization.organization_id,
            target_ids={**organization.target_ids(), **account_ids},
            tags=environment.tags(environment.zone.roster[0]),
            after=[],
        )
        self.add_dependency(accounts.workspace)
