"""The finding aggregator: one for all Regions of an account, in its home Region.

Behaviour from "CreateFindingAggregator", "UpdateFindingAggregator", "DeleteFindingAggregator" and those beside them.
"""

from __future__ import annotations

from typing import Any

from moto.core.exceptions import ServiceException
from moto.moto_api._internal import mock_random

from modules.emulator.organization_service import membership_of
from modules.emulator.records import Call, Record
from modules.emulator.records.operations import Operation
from modules.emulator.services.securityhub.central import AGGREGATOR, home_of, is_central

_MODES = ("ALL_REGIONS", "ALL_REGIONS_EXCEPT_SPECIFIED", "SPECIFIED_REGIONS", "NO_REGIONS")


def _invalid(call: Call, message: str) -> ServiceException:
    return call.refusal("InvalidInputException", message)


def _given(call: Call) -> Record:
    mode, regions = call.input["RegionLinkingMode"], call.input.get("Regions") or []
    if mode not in _MODES:
        raise _invalid(call, f"RegionLinkingMode must be one of {', '.join(_MODES)}")
    if bool(regions) != mode.endswith("SPECIFIED") and mode != "SPECIFIED_REGIONS":
        raise _invalid(call, f"{mode} and Regions do not go together")
    if mode == "SPECIFIED_REGIONS" and not regions:
        raise _invalid(call, f"{mode} must name Regions")
    return {"RegionLinkingMode": mode, "Regions": regions}


def _create(call: Call) -> dict[str, Any]:
    if membership_of(call):
        raise _invalid(call, "A finding aggregator cannot be created by a member account.")
    for account_id, region, _ in list(call.service.backends.iter_backends()):
        if account_id == call.account_id and call.at(account_id, region).records(AGGREGATOR):
            raise _invalid(call, f"The account has a finding aggregator already, in {region}")
    place = f"arn:{call.partition}:securityhub:{call.region}:{call.account_id}:finding-aggregator"
    arn = f"{place}/{mock_random.uuid4()}"
    aggregator = {"FindingAggregatorArn": arn, "FindingAggregationRegion": call.region, **_given(call)}
    call.records(AGGREGATOR).append(aggregator)
    return aggregator


def _find(call: Call) -> Record:
    for aggregator in call.records(AGGREGATOR):
        if aggregator["FindingAggregatorArn"] == call.input["FindingAggregatorArn"]:
            return aggregator
    message = f"The finding aggregator {call.input['FindingAggregatorArn']} does not exist"
    raise call.refusal("ResourceNotFoundException", message)


def _update(call: Call) -> dict[str, Any]:
    aggregator = _find(call)
    aggregator.update(_given(call))
    return aggregator


def _delete(call: Call) -> dict[str, Any]:
    aggregator = _find(call)
    if home_of(call) and is_central(call):
        raise _invalid(call, "A finding aggregator cannot be deleted while Central Configuration is used")
    call.records(AGGREGATOR).remove(aggregator)
    return {}


OPERATIONS: dict[str, Operation] = {
    "CreateFindingAggregator": _create,
    "GetFindingAggregator": _find,
    "ListFindingAggregators": lambda call: {"FindingAggregators": list(call.records(AGGREGATOR))},
    "UpdateFindingAggregator": _update,
    "DeleteFindingAggregator": _delete,
}
