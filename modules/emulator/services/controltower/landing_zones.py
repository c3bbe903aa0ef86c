"""AWS Control Tower's landing zone: one in an organization, in one home Region.

Behaviour from the AWS Control Tower API Reference, pages "CreateLandingZone", "GetLandingZone", "UpdateLandingZone",
"ResetLandingZone", "DeleteLandingZone" and "ListLandingZones", and from the AWS Control Tower User Guide, "Getting
started with AWS Control Tower using APIs", which has the manifest, its two accounts and the units that are made. From
version 4.0 on it makes no unit, and takes the accounts where they are.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from modules.emulator.organization_tree import is_management_account, organization_of
from modules.emulator.records import Call, Record
from modules.emulator.records.resource import Random
from modules.emulator.services.controltower.operations_in_progress import check_may_start, settle, start
from modules.emulator.services.controltower.resources import (
    ACCESS_DENIED,
    CONFLICT,
    LANDING_ZONE,
    NOT_FOUND,
    VALIDATION,
)

LATEST_VERSION = "4.0"
_SWITCHED = ("accessManagement", "backup", "centralizedLogging", "config", "securityRoles")
"""Parts that a manifest of version 4.0 switches on or off."""

Change = Callable[[Call], None]


def landing_zone_of(call: Call) -> Record:
    """Find the landing zone, in its home Region.

    Raises:
        ServiceException: there is none here.

    """
    settle(call)
    if not call.records(LANDING_ZONE):
        raise call.refusal(VALIDATION, f"AWS Control Tower has no landing zone with the home Region {call.region}.")
    return call.records(LANDING_ZONE)[0]


def new_landing_zone(call: Call, manifest: dict[str, Any], version: str) -> Record:
    """Keep a landing zone of the caller's account in the Region of the call."""
    id_ = f"{Random():16}".upper()
    arn = f"arn:{call.partition}:controltower:{call.region}:{call.account_id}:landingzone/{id_}"
    landing_zone = {"arn": arn, "id": id_, "manifest": manifest, "version": version, "status": "ACTIVE"}
    landing_zone |= {"latestAvailableVersion": LATEST_VERSION, "driftStatus": {"status": "IN_SYNC"}}
    landing_zone["tags"] = dict(call.input.get("tags") or {})
    call.records(LANDING_ZONE).append(landing_zone)
    return landing_zone


def creation(afterwards: Change) -> Callable[[Call], dict[str, Any]]:
    """Make `CreateLandingZone`, after which something is to be done."""

    def perform(call: Call) -> dict[str, Any]:
        _check_management_account(call)
        if any(True for _ in _everywhere(call)):
            raise call.refusal(CONFLICT, "AWS Control Tower has a landing zone in this account already.")
        manifest = _manifest(call)
        landing_zone = new_landing_zone(call, manifest, call.input["version"])
        _make_units(call, manifest)
        return {"arn": landing_zone["arn"], **_start(call, "CREATE", landing_zone, lambda: afterwards(call))}

    return perform


def deletion(afterwards: Change) -> Callable[[Call], dict[str, Any]]:
    """Make `DeleteLandingZone`, after which something is to be done."""

    def perform(call: Call) -> dict[str, Any]:
        zone = _find(call)
        check_may_start(call, "landing zone", zone)

        def forget() -> None:
            call.records(LANDING_ZONE).remove(zone)
            afterwards(call)

        return _start(call, "DELETE", zone, forget)

    return perform


def _get(call: Call) -> dict[str, Any]:
    return {"landingZone": _find(call)}


def _list(call: Call) -> dict[str, Any]:
    settle(call)
    return {"landingZones": [{"arn": zone["arn"]} for zone in _everywhere(call)]}


def _update(call: Call) -> dict[str, Any]:
    zone = _find(call)
    check_may_start(call, "landing zone", zone)
    manifest, version = _manifest(call), call.input["version"]
    if _number(version) < _number(zone["version"]):
        raise call.refusal(VALIDATION, f"Version {version} is older than {zone['version']}, the landing zone's.")
    if manifest.get("securityRoles") != zone["manifest"].get("securityRoles"):
        raise call.refusal(VALIDATION, "The accounts of a landing zone cannot be changed.")
    zone |= {"manifest": manifest, "version": version}
    return _start(call, "UPDATE", zone)


def _reset(call: Call) -> dict[str, Any]:
    zone = _find(call)
    check_may_start(call, "landing zone", zone)
    return _start(call, "RESET", zone)


def _start(call: Call, type_: str, zone: Record, *afterwards: Callable[[], None]) -> dict[str, str]:
    return start(call, "landing zone", type_, zone, afterwards=afterwards)


def _find(call: Call) -> Record:
    """Find the landing zone by its ARN or its id."""
    settle(call)
    wanted = call.input["landingZoneIdentifier"]
    for zone in call.records(LANDING_ZONE):
        if wanted in (zone["arn"], zone["id"]):
            return zone
    raise call.refusal(NOT_FOUND, f"Landing zone {wanted} does not exist.")


def _everywhere(call: Call) -> list[Record]:
    return [zone for zone in call.everywhere(LANDING_ZONE) if f":{call.account_id}:" in zone["arn"]]


def _check_management_account(call: Call) -> None:
    if not is_management_account(call.account_id):
        message = f"Account {call.account_id} is not the management account of an organization."
        raise call.refusal(ACCESS_DENIED, message)


def _manifest(call: Call) -> dict[str, Any]:
    """Read the manifest, and hold it to what a landing zone needs."""
    given = call.input["manifest"]
    manifest = json.loads(given) if isinstance(given, str) else given
    faults = [] if isinstance(manifest, dict) else ["is no object"]
    faults = faults or [*_regions(call, manifest), *_accounts(call, manifest), *_units(call, manifest)]
    if faults:
        raise call.refusal(VALIDATION, f"The manifest {'; the manifest '.join(faults)}.")
    return dict(manifest)


def _regions(call: Call, manifest: dict[str, Any]) -> list[str]:
    governed = manifest.get("governedRegions") or []
    return [] if call.region in governed else [f"does not govern the home Region {call.region}"]


def _accounts(call: Call, manifest: dict[str, Any]) -> list[str]:
    members = {account.id for account in organization_of(call.account_id).accounts} - {call.account_id}
    named = {part: (manifest.get(part) or {}).get("accountId") for part in ("centralizedLogging", "securityRoles")}
    faults = [f"names in {part} no member account: {id_}" for part, id_ in named.items() if id_ not in members]
    if not faults and len(set(named.values())) == 1:
        faults.append("names one account for centralizedLogging and securityRoles")
    return faults


def _units(call: Call, manifest: dict[str, Any]) -> list[str]:
    structure = manifest.get("organizationStructure") or {}
    if _number(call.input["version"]) < (4, 0):
        return [] if (structure.get("security") or {}).get("name") else ["names no security unit"]
    faults = ["has an organizationStructure, which version 4.0 does not take"] if structure else []
    faults += [f"does not say {part}.enabled" for part in _SWITCHED if "enabled" not in (manifest.get(part) or {})]
    organization = organization_of(call.account_id)
    named = {(manifest.get(part) or {}).get("accountId") for part in ("centralizedLogging", "config", "securityRoles")}
    homes = {account.parent_id for account in organization.accounts if account.id in named}
    top = {unit.id for unit in organization.ou if unit.parent_id == organization.org.root_id}
    return (
        faults if len(homes) == 1 and homes <= top else [*faults, "names accounts that are not in one top-level unit"]
    )


def _make_units(call: Call, manifest: dict[str, Any]) -> None:
    """Make the units that are named, where they are not there, and move the two accounts into the first."""
    if "organizationStructure" not in manifest:
        return
    organization = organization_of(call.account_id)
    root = organization.org.root_id
    for part in ("security", "sandbox"):
        name = (manifest["organizationStructure"].get(part) or {}).get("name")
        if name and not any((unit.name, unit.parent_id) == (name, root) for unit in organization.ou):
            organization.create_organizational_unit(Name=name, ParentId=root)
    security = manifest["organizationStructure"]["security"]["name"]
    unit = next(unit for unit in organization.ou if (unit.name, unit.parent_id) == (security, root))
    for part in ("centralizedLogging", "securityRoles"):
        organization.get_account_by_id(manifest[part]["accountId"]).parent_id = unit.id


def _number(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


OPERATIONS = {
    "GetLandingZone": _get,
    "ListLandingZones": _list,
    "UpdateLandingZone": _update,
    "ResetLandingZone": _reset,
}
