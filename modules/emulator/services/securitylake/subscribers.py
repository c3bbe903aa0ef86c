"""Who reads a lake.

Behaviour from the Amazon Security Lake API Reference, pages "CreateSubscriber", "GetSubscriber", "UpdateSubscriber",
"DeleteSubscriber" and "ListSubscribers". A subscriber is of one Region, and its name is its own there. Only an account
that has a lake in the Region has subscribers, and one that is gone is told from a forbidden one by nobody: AWS answers
to both that the caller is not authorized.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from modules.emulator.records import Call, Record, Resource, States, create, delete, list_, update
from modules.emulator.records.operations import Operation
from modules.emulator.services.securitylake.data_lakes import check_caller, find_lake

SUBSCRIBER = Resource(
    "Subscriber",
    key=("region", "subscriberName"),
    generated={
        "region": "{region}",
        "subscriberId": "{random:8}-{random:4}-{random:4}-{random:4}-{random:12}",
        "subscriberArn": "arn:{partition}:securitylake:{region}:{account_id}:subscriber/{subscriberId}",
    },
    defaults={"accessTypes": ["S3"]},
    states=States("subscriberStatus", active="ACTIVE"),
    created="createdAt",
    updated="updatedAt",
)


def _check(call: Call, subscriber: Record) -> None:
    check_caller(call)
    subscriber["s3BucketArn"] = find_lake(call, call.region)["s3BucketArn"]


def _get(call: Call) -> dict[str, Any]:
    if not any(SUBSCRIBER.is_meant(subscriber, _asked(call).input) for subscriber in call.records(SUBSCRIBER)):
        message = f"Account {call.account_id} is not authorized to perform: securitylake:GetSubscriber"
        raise call.refusal("AccessDeniedException", message)
    return call.answer(SUBSCRIBER, call.find(SUBSCRIBER))


def _asked(call: Call) -> Call:
    """Ask in the Region of the caller only."""
    return replace(call, input={**call.input, "region": call.region})


def _list(call: Call) -> dict[str, Any]:
    return list_(SUBSCRIBER, by=("region",))(_asked(call))


OPERATIONS: dict[str, Operation] = {
    "CreateSubscriber": create(SUBSCRIBER, check=_check),
    "GetSubscriber": _get,
    "UpdateSubscriber": update(SUBSCRIBER),
    "DeleteSubscriber": delete(SUBSCRIBER),
    "ListSubscribers": _list,
}
