"""The budget of one account."""

from __future__ import annotations

from collections.abc import Sequence

from cdktf_cdktf_provider_aws.budgets_budget import BudgetsBudget, BudgetsBudgetNotification
from constructs import Construct

NAME = "landing-zone-account"
"""The budget's name, which an account has once. What it is about is the account's own bill."""

_THRESHOLDS = (("ACTUAL", 80), ("ACTUAL", 100), ("FORECASTED", 100))
"""What is compared with the limit, and from which share of it on somebody is told, in percent."""


class AccountBudget(Construct):
    """Write to people before an account costs more in a month than it may, and when it does.

    The budget is in the account itself, which sees its own bill: one account more changes no other's workspace (AWS
    Cost Management User Guide, Managing your costs with AWS Budgets). It stops nothing.

    Args:
        scope: The module.
        id_: What it is called in addresses.
        monthly_usd: What the account may cost in a month, in US dollars.
        emails: Who is told, one to ten addresses.

    """

    def __init__(self, scope: Construct, id_: str, *, monthly_usd: str, emails: Sequence[str]) -> None:
        super().__init__(scope, id_)
        BudgetsBudget(
            self,
            "Default",
            name=NAME,
            budget_type="COST",
            limit_amount=monthly_usd,
            limit_unit="USD",
            time_unit="MONTHLY",
            notification=[
                BudgetsBudgetNotification(
                    comparison_operator="GREATER_THAN",
                    notification_type=kind,
                    threshold=percent,
                    threshold_type="PERCENTAGE",
                    subscriber_email_addresses=[*emails],
                )
                for kind, percent in _THRESHOLDS
            ],
        )
