"""AWS Budgets."""

from __future__ import annotations

from modules.runner.recovery.finders.finder import Clients, Values, pages


def _budgets(clients: Clients, values: Values) -> list[str]:
    """Name the budget in the account that asks. Terraform itself finds out whether it exists."""
    account_id = values.get("account_id") or clients("sts").get_caller_identity()["Account"]
    return [f"{account_id}:{values['name']}"]


def _actions(clients: Clients, values: Values) -> list[str]:
    """Find what a budget does at the threshold that is planned: one thing of each kind."""
    if "budget_name" not in values or "execution_role_arn" not in values:
        return []  # what it belongs to does not exist, nor does it
    client, name = clients("budgets"), values["budget_name"]
    account_id = values.get("account_id") or clients("sts").get_caller_identity()["Account"]
    try:
        known = [
            action
            for page in pages(client, "describe_budget_actions_for_budget", AccountId=account_id, BudgetName=name)
            for action in page["Actions"]
        ]
    except client.exceptions.NotFoundException:
        return []
    wanted = values["action_type"], values["notification_type"], values["execution_role_arn"]
    return [
        f"{account_id}:{action['ActionId']}:{name}"
        for action in known
        if (action["ActionType"], action["NotificationType"], action["ExecutionRoleArn"]) == wanted
    ]


FINDERS = {"aws_budgets_budget": _budgets, "aws_budgets_budget_action": _actions}
