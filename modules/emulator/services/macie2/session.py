"""The Macie session of an account in a Region, which every other operation needs.

Behaviour from the Amazon Macie API Reference, "EnableMacie", "GetMacieSession", "UpdateMacieSession" and
"DisableMacie".
"""

from __future__ import annotations

from typing import Any

from moto.core.utils import utcnow

from modules.emulator.organization_service import members_of, membership_of
from modules.emulator.records import Call, Record, Resource
from modules.emulator.records.operations import Operation

SESSION = Resource("MacieSession")


def session_of(call: Call) -> Record | None:
    """Give the session of the calling account, or None."""
    return next(iter(call.records(SESSION)), None)


def needing_session(perform: Operation) -> Operation:
    """Refuse an operation to an account in which Macie is off."""

    def needing(call: Call) -> dict[str, Any]:
        if session_of(call) is None:
            raise call.refusal("AccessDeniedException", "Macie is not enabled")
        return perform(call)

    return needing


def turn_on(call: Call, given: Record | None = None) -> None:
    """Give the calling account a session."""
    given = given or {}
    now = utcnow()
    role = "aws-service-role/macie.amazonaws.com/AWSServiceRoleForAmazonMacie"
    call.records(SESSION).append(
        {
            "findingPublishingFrequency": given.get("findingPublishingFrequency") or "FIFTEEN_MINUTES",
            "status": given.get("status") or "ENABLED",
            "serviceRole": f"arn:{call.partition}:iam::{call.account_id}:role/{role}",
            "createdAt": now,
            "updatedAt": now,
        }
    )


def _enable(call: Call) -> dict[str, Any]:
    if session_of(call):
        raise call.refusal("ConflictException", "Macie has already been enabled")
    turn_on(call, call.input)
    return {}


def _update(call: Call) -> dict[str, Any]:
    changes = {name: value for name, value in call.input.items() if value is not None}
    (session_of(call) or {}).update(changes | {"updatedAt": utcnow()})
    return {}


def _disable(call: Call) -> dict[str, Any]:
    if members_of(call):
        raise call.refusal("ConflictException", "Cannot disable Macie while member accounts are associated")
    if membership_of(call):
        message = "Cannot disable Macie while associated with an administrator account"
        raise call.refusal("ConflictException", message)
    call.records(SESSION).clear()
    return {}


OPERATIONS: dict[str, Operation] = {
    "EnableMacie": _enable,
    "GetMacieSession": needing_session(lambda call: session_of(call) or {}),
    "UpdateMacieSession": needing_session(_update),
    "DisableMacie": needing_session(_disable),
}
