"""The hub of an account in a Region, which every other operation needs.

Behaviour from the AWS Security Hub API Reference, "EnableSecurityHub", "DescribeHub",
"UpdateSecurityHubConfiguration" and "DisableSecurityHub".
"""

from __future__ import annotations

from typing import Any

from moto.core.utils import utcnow

from modules.emulator.organization_service import administrator_of, members_of
from modules.emulator.records import Call, Record, Resource
from modules.emulator.records.operations import Operation
from modules.emulator.services.securityhub import standards
from modules.emulator.services.securityhub.central import refuse_centrally_managed

HUB = Resource(
    "Hub", generated={"HubArn": "arn:{partition}:securityhub:{region}:{account_id}:hub/default"}, tags="Tags"
)


def hub_of(call: Call) -> Record | None:
    """Give the hub of the calling account, or None."""
    return next(iter(call.records(HUB)), None)


def needing_hub(perform: Operation) -> Operation:
    """Refuse an operation to an account that has no hub."""

    def needing(call: Call) -> dict[str, Any]:
        if not hub_of(call):
            message = f"Account {call.account_id} is not subscribed to AWS Security Hub"
            raise call.refusal("InvalidAccessException", message)
        return perform(call)

    return needing


def turn_on(call: Call, given: Record | None = None) -> None:
    """Give the calling account a hub, with the default standards unless they are declined."""
    given = given or {}
    hub = {
        "HubArn": f"arn:{call.partition}:securityhub:{call.region}:{call.account_id}:hub/default",
        "SubscribedAt": utcnow().strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        "AutoEnableControls": True,
        "ControlFindingGenerator": given.get("ControlFindingGenerator") or "SECURITY_CONTROL",
        "Tags": dict(given.get("Tags") or {}),
    }
    call.records(HUB).append(hub)
    if given.get("EnableDefaultStandards") is not False:
        standards.subscribe(call, standards.default_arns(call))


def turn_off(call: Call) -> None:
    """Take the calling account's hub away, and its standards with it."""
    call.records(HUB).clear()
    standards.unsubscribe_all(call)


def _enable(call: Call) -> dict[str, Any]:
    if hub_of(call):
        raise call.refusal("ResourceConflictException", "Account is already subscribed to Security Hub")
    turn_on(call, call.input)
    return {}


def _describe(call: Call) -> dict[str, Any]:
    hub = hub_of(call)
    wanted = call.input.get("HubArn")
    if hub is None or (wanted and wanted != hub["HubArn"]):
        raise call.refusal("ResourceNotFoundException", f"The hub {wanted or 'default'} does not exist")
    return hub


def _update(call: Call) -> dict[str, Any]:
    refuse_centrally_managed(call)
    changes = {name: value for name, value in call.input.items() if value is not None}
    (hub_of(call) or {}).update(changes)
    return {}


def _disable(call: Call) -> dict[str, Any]:
    if administrator_of(call) == call.account_id or members_of(call):
        message = "Cannot disable Security Hub on the Security Hub administrator"
        raise call.refusal("InvalidInputException", message)
    refuse_centrally_managed(call)
    turn_off(call)
    return {}


OPERATIONS: dict[str, Operation] = {
    "EnableSecurityHub": _enable,
    "DescribeHub": needing_hub(_describe),
    "UpdateSecurityHubConfiguration": needing_hub(_update),
    "DisableSecurityHub": needing_hub(_disable),
}
