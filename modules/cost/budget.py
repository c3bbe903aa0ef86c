"""A budget, and who is told before and when it is spent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cdktf_cdktf_provider_aws.budgets_budget import BudgetsBudget, BudgetsBudgetCostFilter, BudgetsBudgetNotification
from constructs import Construct

_THRESHOLDS = (("ACTUAL", 80), ("ACTUAL", 100), ("FORECASTED", 100))
"""What is compared with the limit, and from which share of it on somebody is told, in percent."""


class Budget(Construct):
    """Define a budget that writes to people before and when something costs more in a month than it may.

    It stops nothing.

    AWS Cost Management User Guide, Managing your costs with AWS Budgets.

    Args:
        scope: The stack, or the module.
        id_: What it is called in addresses.
        name: Its name, which an account has once.
        monthly_usd: What may be spent in a month, in US dollars.
        emails: Who is told, one to ten addresses.
        topic_arn: The topic that is told too; none where there is none.
        filters: Which costs count, by the names of AWS Budgets; all of the account where there are none.

    """

    def __init__(  # noqa: PLR0913 - each is a property of its own
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        monthly_usd: str,
        emails: Sequence[str],
        topic_arn: str | None,
        filters: Mapping[str, Sequence[str]],
    ) -> None:
        super().__init__(scope, id_)
        BudgetsBudget(
            self,
            "Default",
            name=name,
            budget_type="COST",
            limit_amount=monthly_usd,
            limit_unit="USD",
            time_unit="MONTHLY",
            cost_filter=[BudgetsBudgetCostFilter(name=key, values=[*values]) for key, values in filters.items()]
            or None,
            notification=[
                BudgetsBudgetNotification(
                    comparison_operator="GREATER_THAN",
                    notification_type=kind,
                    threshold=percent,
                    threshold_type="PERCENTAGE",
                    subscriber_email_addresses=[*emails],
                    subscriber_sns_topic_arns=[topic_arn] if topic_arn else None,
                )
                for kind, percent in _THRESHOLDS
            ],
        )
