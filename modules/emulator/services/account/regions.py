"""The regions of an account, which moto lacks.

Behaviour from the AWS Account Management API Reference, pages "EnableRegion", "DisableRegion", "GetRegionOptStatus" and
"ListRegions"; that a region which is enabled cannot be enabled again from reports of what the service answers. A region
is enabled at once, where AWS takes minutes to hours.
"""

from __future__ import annotations

import re
from typing import Any

from modules.emulator.aws_regions import regions_of
from modules.emulator.organization_tree import trusts
from modules.emulator.records import Call, Errors, Record, Resource, Service
from modules.emulator.services.account.authority import SERVICE_PRINCIPAL, account_meant

REGION = Resource("Region")
ENABLED, DISABLED, BY_DEFAULT = "ENABLED", "DISABLED", "ENABLED_BY_DEFAULT"

ALWAYS_ENABLED = frozenset(
    {
        "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-southeast-1", "ap-southeast-2",
        "ca-central-1", "eu-central-1", "eu-north-1", "eu-west-1", "eu-west-2", "eu-west-3", "sa-east-1", "us-east-1",
        "us-east-2", "us-west-1", "us-west-2",
    }
)  # fmt: skip
"""Regions of before March 2019 (Reference Guide, Enable or disable AWS Regions in your account); moto knows others."""

_CODE = re.compile(r"[a-z]{2}-[a-z]+-[0-9]")


def _enabled(call: Call) -> list[Record]:
    """List the opt-in regions that are enabled in the account that the input names."""
    account_id = account_meant(call)
    if account_id != call.account_id and not trusts(call.account_id, SERVICE_PRINCIPAL):
        raise call.refusal("AccessDeniedException", "Trusted access is not enabled for Account Management.")
    return call.at(account_id).records(REGION)


def _status(call: Call, region: str) -> str:
    if not _CODE.fullmatch(region):
        raise call.refusal("ValidationException", f"{region} is no Region.")
    if region in ALWAYS_ENABLED:
        return BY_DEFAULT
    return ENABLED if {"RegionName": region} in _enabled(call) else DISABLED


def _switch(call: Call, *, expected: str) -> list[Record]:
    """Return the regions of the account, where the one that the input names has the status that it must have."""
    enabled = _enabled(call)
    if _status(call, call.input["RegionName"]) != expected:
        raise call.refusal(
            "ValidationException", "Unable to switch region status because of its current opt-in status."
        )
    return enabled


def _enable(call: Call) -> dict[str, Any]:
    _switch(call, expected=DISABLED).append({"RegionName": call.input["RegionName"]})
    return {}


def _disable(call: Call) -> dict[str, Any]:
    _switch(call, expected=ENABLED).remove({"RegionName": call.input["RegionName"]})
    return {}


def _get(call: Call) -> dict[str, Any]:
    region = call.input["RegionName"]
    return {"RegionName": region, "RegionOptStatus": _status(call, region)}


def _list(call: Call) -> dict[str, Any]:
    enabled = (record["RegionName"] for record in _enabled(call))
    known = sorted({*regions_of("ec2"), *enabled})
    regions = [{"RegionName": region, "RegionOptStatus": _status(call, region)} for region in known]
    wanted = call.input.get("RegionOptStatusContains")
    return {"Regions": [region for region in regions if not wanted or region["RegionOptStatus"] in wanted]}


SERVICE = Service(
    "account",
    errors=Errors("ValidationException", "ResourceNotFoundException"),
    operations={
        "EnableRegion": _enable,
        "DisableRegion": _disable,
        "GetRegionOptStatus": _get,
        "ListRegions": _list,
    },
    regional=False,
)
