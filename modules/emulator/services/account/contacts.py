"""The primary contact of an account, which moto lacks.

Behaviour from the AWS Account Management API Reference, pages "PutContactInformation" and "GetContactInformation":
without an account id they concern the caller's own; the management account and a delegated administrator name another.
"""

from __future__ import annotations

from typing import Any

from modules.emulator.records import Call, Errors, Record, Resource, Service
from modules.emulator.services.account.authority import account_meant

CONTACT = Resource("ContactInformation")


def _contacts(call: Call) -> list[Record]:
    """Find the contact of the account that the input names."""
    return call.at(account_meant(call)).records(CONTACT)


def _put(call: Call) -> dict[str, Any]:
    _contacts(call)[:] = [call.input["ContactInformation"]]
    return {}


def _get(call: Call) -> dict[str, Any]:
    contacts = _contacts(call)
    if not contacts:
        raise call.refusal("ResourceNotFoundException", "No contact information of this account was found.")
    return {"ContactInformation": contacts[0]}


SERVICE = Service(
    "account",
    errors=Errors("ValidationException", "ResourceNotFoundException"),
    operations={"PutContactInformation": _put, "GetContactInformation": _get},
    regional=False,
)
