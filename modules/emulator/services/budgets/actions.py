"""AWS Budgets: actions of budgets, which moto lacks. None is ever taken: nothing is spent on the emulator.

Behaviour from the AWS Billing and Cost Management API Reference, pages "CreateBudgetAction", "DescribeBudgetAction",
"DescribeBudgetActionsForBudget", "UpdateBudgetAction", "DeleteBudgetAction" and "Action".
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from moto.budgets.models import Budget
from moto.moto_api._internal import mock_random

from modules.emulator.records import Call
from modules.emulator.records.operations import Operation
from modules.emulator.records.tag_shapes import from_shape

_OWN = ("NotificationType", "ActionThreshold", "Definition", "ExecutionRoleArn", "ApprovalModel", "Subscribers")
_TAGS = "tags"

Find = Callable[[Call, str, str], Budget]
"""Finds a budget by the id of its account and its name."""


def operations(find: Find) -> dict[str, Operation]:
    """Define the operations on actions of a budget, which keeps them."""

    def kept(call: Call) -> dict[str, Any]:
        return actions_of(find(call, call.input["AccountId"], call.input["BudgetName"]))

    def create(call: Call) -> dict[str, Any]:
        id_ = str(UUID(int=mock_random.getrandbits(128), version=4))
        action = {name: call.input[name] for name in (*_OWN, "BudgetName", "ActionType")}
        kept(call)[id_] = {
            **action,
            "ActionId": id_,
            "Status": "STANDBY",
            _TAGS: from_shape(call.input.get("ResourceTags")),
        }
        return {**_place(call), "ActionId": id_}

    def describe(call: Call) -> dict[str, Any]:
        return {**_place(call), "Action": _found(call, kept(call))}

    def update(call: Call) -> dict[str, Any]:
        action = _found(call, kept(call))
        before = dict(action)
        action.update({name: call.input[name] for name in _OWN if name in call.input})
        return {**_place(call), "OldAction": before, "NewAction": action}

    def delete(call: Call) -> dict[str, Any]:
        action = _found(call, kept(call))
        del kept(call)[action["ActionId"]]
        return {**_place(call), "Action": action}

    return {
        "CreateBudgetAction": create,
        "DescribeBudgetAction": describe,
        "DescribeBudgetActionsForBudget": lambda call: {"Actions": [*kept(call).values()]},
        "UpdateBudgetAction": update,
        "DeleteBudgetAction": delete,
    }


def actions_of(budget: Budget) -> dict[str, Any]:
    """Return the actions of a budget, by their ids."""
    if not hasattr(budget, "actions"):
        budget.actions = {}
    actions: dict[str, Any] = budget.actions
    return actions


def tags_of_action(call: Call, budget: Budget, id_: str) -> dict[str, str]:
    """Return the tags of an action of a budget, to be changed."""
    actions = actions_of(budget)
    if id_ not in actions:
        raise call.refusal("NotFoundException", f"Unable to find action {id_} of the budget.")
    tags: dict[str, str] = actions[id_][_TAGS]
    return tags


def _place(call: Call) -> dict[str, Any]:
    return {name: call.input[name] for name in ("AccountId", "BudgetName")}


def _found(call: Call, actions: dict[str, Any]) -> dict[str, Any]:
    id_ = call.input["ActionId"]
    if id_ not in actions:
        raise call.refusal("NotFoundException", f"Unable to find action {id_} of the budget.")
    action: dict[str, Any] = actions[id_]
    return action
