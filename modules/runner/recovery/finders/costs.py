"""Cost Explorer, Data Exports, and the schedules of EventBridge Scheduler."""

from __future__ import annotations

from modules.runner.recovery.finders.finder import Clients, Values, items, named


def _exports(clients: Clients, values: Values) -> list[str]:
    """Find an export by its name, of which an account has one."""
    wanted = values["export"][0]["name"]
    found = items(clients("bcm-data-exports"), "list_exports", "Exports")
    return [export["ExportArn"] for export in found if export["ExportName"] == wanted]


def _schedules(_clients: Clients, values: Values) -> list[str]:
    """Name the schedule in its group. Terraform itself finds out whether it exists."""
    return [f"{values.get('group_name') or 'default'}/{values['name']}"]


FINDERS = {
    "aws_bcmdataexports_export": _exports,
    "aws_ce_anomaly_monitor": named("ce", "get_anomaly_monitors", "AnomalyMonitors", "MonitorArn", name="MonitorName"),
    "aws_ce_anomaly_subscription": named(
        "ce", "get_anomaly_subscriptions", "AnomalySubscriptions", "SubscriptionArn", name="SubscriptionName"
    ),
    "aws_ce_cost_category": named("ce", "list_cost_category_definitions", "CostCategoryReferences", "CostCategoryArn"),
    "aws_scheduler_schedule": _schedules,
}
