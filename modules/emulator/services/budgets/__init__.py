"""AWS Budgets: tags, and the subscribers of notifications, which moto keeps and does not tell.

Behaviour from the AWS Billing and Cost Management API Reference, pages "CreateBudget", "UpdateBudget", "TagResource",
"UntagResource", "ListTagsForResource", "DescribeSubscribersForNotification", "CreateSubscriber" and "DeleteSubscriber".
"""

from __future__ import annotations

import json
from functools import wraps
from typing import Any

from moto.budgets.models import Budget, budgets_backends
from moto.budgets.responses import BudgetsResponse

from modules.emulator.records import Call, Errors, Service
from modules.emulator.records.tag_shapes import from_shape
from modules.emulator.services.budgets.actions import operations, tags_of_action

_OPTIONAL = {"ThresholdType": "PERCENTAGE", "NotificationState": "OK"}


def register() -> None:
    """Add the operations to moto's Budgets, and make its creation keep the tags."""
    SERVICE.extend(BudgetsResponse)
    BudgetsResponse.create_budget = _keeping_tags(BudgetsResponse.create_budget)


def _keeping_tags(create_budget: Any) -> Any:
    @wraps(create_budget)
    def create(response: Any) -> Any:
        created = create_budget(response)
        asked = json.loads(response.body)
        budget = response.backend.budgets[asked["AccountId"]][asked["Budget"]["BudgetName"]]
        budget.tags = from_shape(asked.get("ResourceTags"))
        return created

    return create


def _budget(call: Call, account_id: str, name: str) -> Budget:
    budgets = budgets_backends[call.account_id][call.partition].budgets[account_id]
    if name not in budgets:
        raise call.refusal("NotFoundException", f"Unable to get budget: {name} - the budget doesn't exist.")
    return budgets[name]


def _tags(call: Call) -> dict[str, str]:
    """Find the tags of `arn:aws:budgets::<account id>:budget/<name>`, or of that with `/action/<id>` behind it."""
    parts = call.input["ResourceARN"].split(":", 5)
    if len(parts) != len(("arn", "aws", "budgets", "", "account id", "budget/name")):
        raise call.refusal("InvalidParameterException", f"{call.input['ResourceARN']} is no ARN of a budget")
    name, is_action, id_ = parts[5].removeprefix("budget/").partition("/action/")
    budget = _budget(call, parts[4], name)
    if is_action:
        return tags_of_action(call, budget, id_)
    if not hasattr(budget, "tags"):
        budget.tags = {}
    tags: dict[str, str] = budget.tags
    return tags


def _tag(call: Call) -> dict[str, Any]:
    _tags(call).update(from_shape(call.input["ResourceTags"]))
    return {}


def _untag(call: Call) -> dict[str, Any]:
    tags = _tags(call)
    for key in call.input["ResourceTagKeys"]:
        tags.pop(key, None)
    return {}


def _list_tags(call: Call) -> dict[str, Any]:
    return {"ResourceTags": [{"Key": key, "Value": value} for key, value in _tags(call).items()]}


def _subscribers(call: Call) -> list[Any]:
    wanted = _OPTIONAL | call.input["Notification"]
    for notification in _budget(call, call.input["AccountId"], call.input["BudgetName"]).notifications:
        if _OPTIONAL | notification.details == wanted:
            subscribers: list[Any] = notification.subscribers
            return subscribers
    raise call.refusal("NotFoundException", "The budget has no such notification.")


def _create_subscriber(call: Call) -> dict[str, Any]:
    subscribers = _subscribers(call)
    if call.input["Subscriber"] in subscribers:
        raise call.refusal("DuplicateRecordException", "The subscriber exists already.")
    subscribers.append(call.input["Subscriber"])
    return {}


def _delete_subscriber(call: Call) -> dict[str, Any]:
    subscribers = _subscribers(call)
    if call.input["Subscriber"] not in subscribers:
        raise call.refusal("NotFoundException", "The notification has no such subscriber.")
    subscribers.remove(call.input["Subscriber"])
    return {}


def _update_budget(call: Call) -> dict[str, Any]:
    new = json.loads(json.dumps(call.input["NewBudget"], default=lambda time: time.timestamp()))
    budget = _budget(call, call.input["AccountId"], new["BudgetName"])
    budget.budget = {**{k: v for k, v in budget.budget.items() if k in ("TimePeriod", "LastUpdatedTime")}, **new}
    return {}


SERVICE = Service(
    "budgets",
    errors=Errors("InvalidParameterException", "NotFoundException", "DuplicateRecordException"),
    operations={
        **operations(_budget),
        "UpdateBudget": _update_budget,
        "TagResource": _tag,
        "UntagResource": _untag,
        "ListTagsForResource": _list_tags,
        "DescribeSubscribersForNotification": lambda call: {"Subscribers": _subscribers(call)},
        "CreateSubscriber": _create_subscriber,
        "DeleteSubscriber": _delete_subscriber,
    },
    regional=False,
)
