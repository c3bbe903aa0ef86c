"""The budget that stops a sandbox: in the management account, since no other attaches organization policies."""

from __future__ import annotations

from collections.abc import Sequence

from cdktf_cdktf_provider_aws.budgets_budget import (
    BudgetsBudget,
    BudgetsBudgetCostFilter,
    BudgetsBudgetCostTypes,
)
from cdktf_cdktf_provider_aws.budgets_budget_action import (
    BudgetsBudgetAction,
    BudgetsBudgetActionActionThreshold,
    BudgetsBudgetActionDefinition,
    BudgetsBudgetActionDefinitionScpActionDefinition,
    BudgetsBudgetActionSubscriber,
)
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.iam_role_policy import IamRolePolicy
from constructs import Construct

from modules.storage.statements import Statement, policy

_STOPPED_AT = 100
"""The share of the limit at which the policy is attached, in percent of what was really spent."""


class SandboxBudget(Construct):
    """Define a budget, its action and the role that AWS Budgets attaches the policy with.

    A policy of IAM could be detached in the account, and would miss roles that are made later; a service control policy
    reaches everybody there (AWS Cost Management User Guide, Configuring budget actions). Credits and refunds do not
    count: what is used is what stops it (AWS Budgets API Reference, CostTypes).

    Args:
        scope: The stack.
        id_: What it is called in addresses.
        name: The name of the budget and of the role.
        monthly_usd: What the account may cost in a month, in US dollars.
        account_id: The sandbox.
        account_arn: The sandbox, as Organizations names it.
        management_account_id: The account that the stack works in.
        policy_id: The service control policy that is attached.
        policy_arn: The same.
        emails: Who is told, one to ten addresses: AWS takes eleven subscribers, of whom one is a topic
            (AWS Budgets API Reference, NotificationWithSubscribers).

    """

    def __init__(  # noqa: PLR0913 - each is a property of its own
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        monthly_usd: int,
        account_id: str,
        account_arn: str,
        management_account_id: str,
        policy_id: str,
        policy_arn: str,
        emails: Sequence[str],
    ) -> None:
        super().__init__(scope, id_)
        budget = BudgetsBudget(
            self,
            "Default",
            name=name,
            budget_type="COST",
            limit_amount=str(monthly_usd),
            limit_unit="USD",
            time_unit="MONTHLY",
            cost_filter=[BudgetsBudgetCostFilter(name="LinkedAccount", values=[account_id])],
            # A sandbox that runs on credits costs nothing by default, and would never be stopped.
            cost_types=BudgetsBudgetCostTypes(include_credit=False, include_refund=False),
        )
        role = IamRole(
            self,
            "role",
            name=name,
            description="AWS Budgets attaches a policy to one sandbox with it",
            assume_role_policy=policy([_trust(management_account_id, name)]),
        )
        attach = IamRolePolicy(
            self, "role-policy", name="attach", role=role.name, policy=policy([_attach([policy_arn, account_arn])])
        )
        BudgetsBudgetAction(
            self,
            "action",
            budget_name=budget.name,
            action_type="APPLY_SCP_POLICY",
            approval_model="AUTOMATIC",
            notification_type="ACTUAL",
            execution_role_arn=role.arn,
            action_threshold=BudgetsBudgetActionActionThreshold(
                action_threshold_type="PERCENTAGE", action_threshold_value=_STOPPED_AT
            ),
            definition=BudgetsBudgetActionDefinition(
                scp_action_definition=BudgetsBudgetActionDefinitionScpActionDefinition(
                    policy_id=policy_id, target_ids=[account_id]
                )
            ),
            subscriber=[BudgetsBudgetActionSubscriber(address=email, subscription_type="EMAIL") for email in emails],
            depends_on=[attach],
        )


def _trust(account_id: str, budget: str) -> Statement:
    return {
        "Sid": "TheBudgetActs",
        "Effect": "Allow",
        "Principal": {"Service": "budgets.amazonaws.com"},
        "Action": "sts:AssumeRole",
        "Condition": {
            "StringEquals": {"aws:SourceAccount": account_id},
            "ArnLike": {"aws:SourceArn": f"arn:aws:budgets::{account_id}:budget/{budget}"},
        },
    }


def _attach(resources: Sequence[str]) -> Statement:
    return {
        "Sid": "AttachOnePolicyToOneAccount",
        "Effect": "Allow",
        "Action": ["organizations:AttachPolicy", "organizations:DetachPolicy"],
        "Resource": [*resources],
    }
