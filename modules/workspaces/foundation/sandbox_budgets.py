"""The workspace of budgets that stop sandboxes, in the management account, which alone attaches policies."""

from __future__ import annotations

from cdktf import TerraformLocal
from cdktf_cdktf_provider_aws.organizations_policy import OrganizationsPolicy
from constructs import Construct

from modules.cost.sandbox_budget import SandboxBudget
from modules.landing_zone.guardrails import guardrail_of, guardrail_parameters
from modules.landing_zone.sandboxes import OVER_BUDGET, owner_email, stopped_by_budget
from modules.naming import sandbox_budget
from modules.organization.guardrails.documents import minified
from modules.organization.guardrails.placeholders import filled_in
from modules.specification.reserved_text import literal
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.workspace import ManagementWorkspace
from modules.workspaces.foundation.organization import OrganizationOutputs
from modules.workspaces.foundation.vended_accounts import AccountsOutputs


class SandboxBudgetsWorkspace(ManagementWorkspace):
    """Define what is attached to sandboxes that cost too much, and for each what attaches it.

    Args:
        deployment: The deployment.
        organization: What is known of the organization.
        accounts: What is known of the accounts.

    """

    def __init__(self, deployment: Deployment, *, organization: OrganizationOutputs, accounts: AccountsOutputs) -> None:
        super().__init__(deployment, "sandbox-budgets")
        zone = deployment.environment.zone
        document = filled_in(guardrail_of(zone, OVER_BUDGET).document, guardrail_parameters(zone))
        attached = OrganizationsPolicy(
            self,
            "over-budget",
            name=OVER_BUDGET,
            description="Guardrails: sandbox-over-budget. AWS Budgets attaches it to sandboxes that cost too much",
            type="SERVICE_CONTROL_POLICY",
            content=literal(minified(document)),
        )
        management_id = zone.organization.management_account.id
        billing = zone.baseline.contacts.billing.email
        sandboxes, ids = Construct(self, "sandboxes"), Construct(self, "ids")
        for account, monthly_usd in stopped_by_budget(zone):
            # A policy is text in quotes, in which an expression with quotes of its own would end it.
            account_id = TerraformLocal(ids, account.key, accounts.account_id(self, account)).as_string
            SandboxBudget(
                sandboxes,
                account.key,
                name=sandbox_budget(account),
                monthly_usd=monthly_usd,
                account_id=account_id,
                account_arn=f"arn:aws:organizations::{management_id}:account/{organization.organization_id}/{account_id}",
                management_account_id=management_id,
                policy_id=attached.id,
                policy_arn=attached.arn,
                emails=list(dict.fromkeys([billing, *([owner] if (owner := owner_email(account)) else [])])),
            )
