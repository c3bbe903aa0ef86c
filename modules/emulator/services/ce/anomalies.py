"""Monitors of unusual costs and who is told of them, which moto lacks. Nothing is ever found.

Behaviour from the AWS Cost Management API Reference, pages "CreateAnomalyMonitor", "AnomalyMonitor",
"CreateAnomalySubscription", "AnomalySubscription" and those of the other operations on them; AWS Cost Management User
Guide, Quotas and restrictions. An account has one monitor of services. A subscription tells by mail daily or weekly,
and topics at once.
"""

from __future__ import annotations

from typing import Any

from moto.ce.models import ce_backends
from moto.ce.responses import CostExplorerResponse
from moto.core.utils import utcnow

from modules.emulator.records import Call, Errors, Record, Resource, Service
from modules.emulator.records.resource import Random

MONITOR = Resource("AnomalyMonitor", key=("MonitorArn",), not_found="UnknownMonitorException")
SUBSCRIPTION = Resource("AnomalySubscription", key=("SubscriptionArn",), not_found="UnknownSubscriptionException")


def register() -> None:
    """Add the operations to moto's Cost Explorer, whose operations on tags answer for them, too."""
    SERVICE.extend(CostExplorerResponse)


def _arn(call: Call, kind: str) -> str:
    return f"arn:{call.partition}:ce::{call.account_id}:{kind}/{'-'.join(format(Random(), n) for n in '84446')}"


def _create_monitor(call: Call) -> dict[str, Any]:
    asked: Record = dict(call.input["AnomalyMonitor"])
    is_of_services = asked["MonitorType"] == "DIMENSIONAL"
    if is_of_services != ("MonitorDimension" in asked) or is_of_services == ("MonitorSpecification" in asked):
        message = "DIMENSIONAL monitors have a dimension, CUSTOM monitors a specification"
        raise call.refusal("ValidationException", message)
    if is_of_services and any(other["MonitorType"] == "DIMENSIONAL" for other in call.records(MONITOR)):
        raise call.refusal("ValidationException", "Limit exceeded on dimensional spend monitor creation")
    monitor = {
        **asked,
        "MonitorArn": _arn(call, "anomalymonitor"),
        "CreationDate": _today(),
        "DimensionalValueCount": 0,
    }
    call.records(MONITOR).append(monitor)
    return _tagged(call, {"MonitorArn": monitor["MonitorArn"]})


def _create_subscription(call: Call) -> dict[str, Any]:
    subscription: Record = {**call.input["AnomalySubscription"], "AccountId": call.account_id}
    subscription["SubscriptionArn"] = _arn(call, "anomalysubscription")
    _check(call, subscription)
    call.records(SUBSCRIPTION).append(subscription)
    return _tagged(call, {"SubscriptionArn": subscription["SubscriptionArn"]})


def _update_subscription(call: Call) -> dict[str, Any]:
    subscription = call.find(SUBSCRIPTION)
    changed = {**subscription, **call.input}
    _check(call, changed)
    subscription.update(changed)
    return {"SubscriptionArn": subscription["SubscriptionArn"]}


def _check(call: Call, subscription: Record) -> None:
    """Refuse unknown monitors, and subscribers that are told at other times."""
    known = {monitor["MonitorArn"] for monitor in call.records(MONITOR)}
    if unknown := sorted(set(subscription["MonitorArnList"]) - known):
        raise call.refusal("UnknownMonitorException", f"Unknown monitors: {', '.join(unknown)}")
    kinds = {subscriber.get("Type") for subscriber in subscription["Subscribers"]}
    if subscription["Frequency"] == "IMMEDIATE" and kinds != {"SNS"}:
        raise call.refusal("ValidationException", "Immediate frequency only supports SNS subscriptions")
    if subscription["Frequency"] != "IMMEDIATE" and kinds != {"EMAIL"}:
        raise call.refusal("ValidationException", "Daily or weekly frequencies only support Email subscriptions")
    if ("Threshold" in subscription) == ("ThresholdExpression" in subscription):
        raise call.refusal("ValidationException", "One of Threshold and ThresholdExpression is required")


def _delete_monitor(call: Call) -> dict[str, Any]:
    monitor = call.find(MONITOR)
    if any(monitor["MonitorArn"] in other["MonitorArnList"] for other in call.records(SUBSCRIPTION)):
        raise call.refusal("ValidationException", "The monitor has subscriptions")
    call.records(MONITOR).remove(monitor)
    return {}


def _delete_subscription(call: Call) -> dict[str, Any]:
    call.records(SUBSCRIPTION).remove(call.find(SUBSCRIPTION))
    return {}


def _rename_monitor(call: Call) -> dict[str, Any]:
    monitor = call.find(MONITOR)
    monitor.update(call.input)
    return {"MonitorArn": monitor["MonitorArn"]}


def _listed(call: Call, resource: Resource, member: str) -> list[Record]:
    """List what was asked for by ARN, or all of it."""
    (key,) = resource.key
    found, wanted = call.records(resource), call.input.get(member)
    known = {record[key] for record in found}
    if unknown := sorted(set(wanted or ()) - known):
        raise call.refusal(resource.not_found or "", f"{resource.name} {', '.join(unknown)} does not exist")
    return [record for record in found if not wanted or record[key] in wanted]


def _subscriptions(call: Call) -> list[Record]:
    monitor = call.input.get("MonitorArn")
    found = _listed(call, SUBSCRIPTION, "SubscriptionArnList")
    return [each for each in found if monitor is None or monitor in each["MonitorArnList"]]


def _tagged(call: Call, created: dict[str, str]) -> dict[str, Any]:
    (arn,) = created.values()
    ce_backends[call.account_id][call.partition].tag_resource(arn, call.input.get("ResourceTags") or [])
    return created


def _today() -> str:
    return str(utcnow().date())


SERVICE = Service(
    "ce",
    errors=Errors("ValidationException", "ResourceNotFoundException"),
    operations={
        "CreateAnomalyMonitor": _create_monitor,
        "GetAnomalyMonitors": lambda call: {"AnomalyMonitors": _listed(call, MONITOR, "MonitorArnList")},
        "UpdateAnomalyMonitor": _rename_monitor,
        "DeleteAnomalyMonitor": _delete_monitor,
        "CreateAnomalySubscription": _create_subscription,
        "GetAnomalySubscriptions": lambda call: {"AnomalySubscriptions": _subscriptions(call)},
        "UpdateAnomalySubscription": _update_subscription,
        "DeleteAnomalySubscription": _delete_subscription,
    },
    regional=False,
)
