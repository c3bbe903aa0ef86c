"""Security standards that an account subscribes to, and their controls.

Behaviour from "BatchEnableStandards", "BatchDisableStandards", "GetEnabledStandards", "DescribeStandards",
"BatchUpdateStandardsControlAssociations", "BatchGetStandardsControlAssociations" and
"ListStandardsControlAssociations". Which controls a standard has is not known: every control is in every standard.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from moto.core.utils import utcnow

from modules.emulator.records import Call, Record, Resource
from modules.emulator.records.operations import Operation
from modules.emulator.services.securityhub.central import refuse_centrally_managed

SUBSCRIPTION = Resource("StandardsSubscription")
_ASSOCIATION = Resource("StandardsControlAssociation")
_OLDEST = "cis-aws-foundations-benchmark/v/1.2.0"
_STANDARDS = {  # AWS Security Hub User Guide, "Standards reference"; and whether it is on by default
    _OLDEST: True,
    "aws-foundational-security-best-practices/v/1.0.0": True,
    "aws-resource-tagging-standard/v/1.0.0": False,
    "cis-aws-foundations-benchmark/v/1.4.0": False,
    "cis-aws-foundations-benchmark/v/3.0.0": False,
    "cis-aws-foundations-benchmark/v/5.0.0": False,
    "nist-800-171/v/2.0.0": False,
    "nist-800-53/v/5.0.0": False,
    "pci-dss/v/3.2.1": False,
    "pci-dss/v/4.0.1": False,
}
_CONTROL = re.compile(r"[A-Za-z0-9]+\.[0-9]+")


def _arn(call: Call, standard: str) -> str:
    place = "::ruleset" if standard == _OLDEST else f"{call.region}::standards"
    return f"arn:{call.partition}:securityhub:{place}/{standard}"


def known_arns(call: Call) -> list[str]:
    """List the ARNs of all standards, as they are in the Region of the call."""
    return [_arn(call, standard) for standard in _STANDARDS]


def default_arns(call: Call) -> list[str]:
    """List the ARNs of the standards that an account gets by default."""
    return [_arn(call, standard) for standard, is_default in _STANDARDS.items() if is_default]


def subscribe(call: Call, arns: Iterable[str]) -> list[Record]:
    """Subscribe the calling account to standards, each once."""
    subscriptions = []
    for arn in arns:
        found = [subscription for subscription in call.records(SUBSCRIPTION) if subscription["StandardsArn"] == arn]
        if not found:
            name = re.split("/", arn, maxsplit=1)[1]
            place = f"arn:{call.partition}:securityhub:{call.region}:{call.account_id}:subscription"
            found = [
                {
                    "StandardsSubscriptionArn": f"{place}/{name}",
                    "StandardsArn": arn,
                    "StandardsInput": {},
                    "StandardsStatus": "READY",
                }
            ]
            call.records(SUBSCRIPTION).extend(found)
        subscriptions += found
    return subscriptions


def unsubscribe_all(call: Call) -> None:
    """End every subscription of the calling account."""
    call.records(SUBSCRIPTION).clear()
    call.records(_ASSOCIATION).clear()


def _enable(call: Call) -> dict[str, Any]:
    refuse_centrally_managed(call)
    arns = [request["StandardsArn"] for request in call.input["StandardsSubscriptionRequests"]]
    unknown = sorted(set(arns) - set(known_arns(call)))
    if unknown:
        raise call.refusal("InvalidInputException", f"The standard {unknown[0]} does not exist in {call.region}")
    return {"StandardsSubscriptions": subscribe(call, arns)}


def _disable(call: Call) -> dict[str, Any]:
    refuse_centrally_managed(call)
    found = [_subscription(call, arn) for arn in call.input["StandardsSubscriptionArns"]]
    for subscription in found:
        call.records(SUBSCRIPTION).remove(subscription)
    return {"StandardsSubscriptions": [subscription | {"StandardsStatus": "DELETING"} for subscription in found]}


def _subscription(call: Call, arn: str) -> Record:
    for subscription in call.records(SUBSCRIPTION):
        if subscription["StandardsSubscriptionArn"] == arn:
            return subscription
    raise call.refusal("InvalidInputException", f"The subscription {arn} does not exist")


def _list(call: Call) -> dict[str, Any]:
    wanted = call.input.get("StandardsSubscriptionArns")
    found = call.records(SUBSCRIPTION)
    return {
        "StandardsSubscriptions": [
            subscription for subscription in found if not wanted or subscription["StandardsSubscriptionArn"] in wanted
        ]
    }


def _describe(call: Call) -> dict[str, Any]:
    return {
        "Standards": [
            {"StandardsArn": _arn(call, standard), "Name": standard, "EnabledByDefault": is_default}
            for standard, is_default in _STANDARDS.items()
        ]
    }


def _associations(call: Call, control: str) -> list[Record]:
    """List a control in each standard that the account is subscribed to."""
    found = {
        association["StandardsArn"]: association
        for association in call.records(_ASSOCIATION)
        if association["SecurityControlId"] == control
    }
    place = f"arn:{call.partition}:securityhub:{call.region}:{call.account_id}:security-control/{control}"
    return [
        {
            "StandardsArn": subscription["StandardsArn"],
            "SecurityControlId": control,
            "SecurityControlArn": place,
            "AssociationStatus": "ENABLED",
        }
        | found.get(subscription["StandardsArn"], {})
        for subscription in call.records(SUBSCRIPTION)
    ]


def _list_associations(call: Call) -> dict[str, Any]:
    control = call.input["SecurityControlId"]
    if not _CONTROL.fullmatch(control):
        raise call.refusal("ResourceNotFoundException", f"The control {control} does not exist")
    return {"StandardsControlAssociationSummaries": _associations(call, control)}


def _get_associations(call: Call) -> dict[str, Any]:
    wanted = call.input["StandardsControlAssociationIds"]
    details = [
        association
        for id_ in wanted
        for association in _associations(call, id_["SecurityControlId"])
        if association["StandardsArn"] == id_["StandardsArn"]
    ]
    return {"StandardsControlAssociationDetails": details}


def _update_associations(call: Call) -> dict[str, Any]:
    refuse_centrally_managed(call)
    unprocessed = []
    for asked in call.input["StandardsControlAssociationUpdates"]:
        reason = _why_not(call, asked)
        if reason:
            unprocessed.append(
                {"StandardsControlAssociationUpdate": asked, "ErrorCode": "INVALID_INPUT", "ErrorReason": reason}
            )
            continue
        key = (asked["StandardsArn"], asked["SecurityControlId"])
        kept = call.records(_ASSOCIATION)
        kept[:] = [
            association
            for association in kept
            if (association["StandardsArn"], association["SecurityControlId"]) != key
        ]
        kept.append({**asked, "UpdatedAt": utcnow()})
    return {"UnprocessedAssociationUpdates": unprocessed}


def _why_not(call: Call, asked: Record) -> str | None:
    if not any(subscription["StandardsArn"] == asked["StandardsArn"] for subscription in call.records(SUBSCRIPTION)):
        return f"The standard {asked['StandardsArn']} is not enabled"
    if asked["AssociationStatus"] == "DISABLED" and not asked.get("UpdatedReason"):
        return "A control is disabled for a reason"
    return None if _CONTROL.fullmatch(asked["SecurityControlId"]) else "The control does not exist"


OPERATIONS: dict[str, Operation] = {
    "BatchEnableStandards": _enable,
    "BatchDisableStandards": _disable,
    "GetEnabledStandards": _list,
    "DescribeStandards": _describe,
    "ListStandardsControlAssociations": _list_associations,
    "BatchGetStandardsControlAssociations": _get_associations,
    "BatchUpdateStandardsControlAssociations": _update_associations,
}
