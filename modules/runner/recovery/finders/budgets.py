"""AWS Budgets."""

from __future__ import annotations

from modules.runner.recovery.finders.finder import Clients, Values


def _budgets(clients: Clients, values: Values) -> list[str]:
    """Name the budget in the account that asks. Terraform itself finds out whether it exists."""
    account_id = values.get("account_id") or clients("sts").get_caller_identity()["Account"]
    return [f"{account_id}:{values['name']}"]


FINDERS = {"aws_budgets_budget": _budgets}
