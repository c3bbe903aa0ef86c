"""An alarm on what the security services that are charged by volume cost."""

from __future__ import annotations

from cdktf_cdktf_provider_aws.budgets_budget import BudgetsBudget, BudgetsBudgetCostFilter, BudgetsBudgetNotification
from constructs import Construct

from modules.security.spec.records import CostAlarmSpec

NAME = "security-services"

SERVICES = ("AWS Config", "Amazon GuardDuty")
"""Services as they are called on bills: what they read grows with what others do."""

_SPENT, _EXPECTED = 80, 100


class CostAlarm(Construct):
    """Write to people before GuardDuty and AWS Config cost more in a month than they may, in all accounts together.

    AWS Cost Management User Guide, Creating a budget: the organization's whole bill is the management account's.

    Args:
        scope: The stack.
        id_: What it is called in addresses.
        spec: What the environment says of it.

    """

    def __init__(self, scope: Construct, id_: str, *, spec: CostAlarmSpec) -> None:
        super().__init__(scope, id_)
        BudgetsBudget(
            self,
            "Default",
            name=NAME,
            budget_type="COST",
            limit_amount=str(spec.monthly_usd),
            limit_unit="USD",
            time_unit="MONTHLY",
            cost_filter=[BudgetsBudgetCostFilter(name="Service", values=list(SERVICES))],
            notification=[
                _notification(spec, "ACTUAL", _SPENT),
                _notification(spec, "FORECASTED", _EXPECTED),
            ],
        )


def _notification(spec: CostAlarmSpec, kind: str, percent: int) -> BudgetsBudgetNotification:
    return BudgetsBudgetNotification(
        comparison_operator="GREATER_THAN",
        notification_type=kind,
        threshold=percent,
        threshold_type="PERCENTAGE",
        subscriber_email_addresses=sorted(spec.emails),
    )
