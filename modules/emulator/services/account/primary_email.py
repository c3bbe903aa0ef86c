"""The primary e-mail address of a member account, which moto lacks.

Behaviour from the AWS Account Management API Reference, pages "StartPrimaryEmailUpdate", "AcceptPrimaryEmailUpdate" and
"GetPrimaryEmail": the management account or a delegated administrator asks for a member, and the address changes once
the code that was sent to the new one is given back. Nothing is sent here: the code is always `000000`.
"""

from __future__ import annotations

from typing import Any

from modules.emulator.organization_tree import organization_of
from modules.emulator.records import Call, Errors, Record, Resource, Service
from modules.emulator.services.account.authority import account_meant
from modules.emulator.services.organizations.account_addresses import is_taken

CODE = "000000"
UPDATE = Resource("PrimaryEmailUpdate")


def _updates(call: Call) -> list[Record]:
    """Find what is asked for the member that the input names."""
    return call.at(account_meant(call)).records(UPDATE)


def _member(call: Call) -> Any:
    """Find moto's account of the member that the input names."""
    account_id = account_meant(call)
    organization = organization_of(account_id)
    members = organization.accounts if organization else ()
    return next(member for member in members if member.id == account_id)


def _start(call: Call) -> dict[str, Any]:
    address = call.input["PrimaryEmail"]
    updates = _updates(call)
    if is_taken(address):
        raise call.refusal("ConflictException", f"{address} is the address of another account.")
    updates[:] = [{"PrimaryEmail": address}]
    return {"Status": "PENDING"}


def _accept(call: Call) -> dict[str, Any]:
    updates = _updates(call)
    if {"PrimaryEmail": call.input["PrimaryEmail"]} not in updates:
        raise call.refusal("ResourceNotFoundException", "No update of this account to this address was started.")
    if call.input["Otp"] != CODE:
        raise call.refusal("ValidationException", "This is not the code that was sent.")
    _member(call).email = call.input["PrimaryEmail"]
    updates.clear()
    return {"Status": "ACCEPTED"}


def _get(call: Call) -> dict[str, Any]:
    return {"PrimaryEmail": _member(call).email}


SERVICE = Service(
    "account",
    errors=Errors("ValidationException", "ResourceNotFoundException"),
    operations={
        "StartPrimaryEmailUpdate": _start,
        "AcceptPrimaryEmailUpdate": _accept,
        "GetPrimaryEmail": _get,
    },
    regional=False,
)
