"""The primary contact of an account, which moto lacks.

Behaviour from the AWS Account Management API Reference, pages "PutContactInformation" and "GetContactInformation":
without an account id they concern the caller's own; the management account and a delegated administrator name another.
"""

from __future__ import annotations

from typing import Any

from moto.account.responses import AccountResponse

from modules.emulator.organization_tree import administers, is_management_account, management_account_of
from modules.emulator.records import Call, Errors, Record, Resource, Service

CONTACT = Resource("ContactInformation")
SERVICE_PRINCIPAL = "account.amazonaws.com"


def register() -> None:
    """Add the operations to moto's Account Management."""
    SERVICE.extend(AccountResponse)


def _contacts(call: Call) -> list[Record]:
    """Find the contact of the account that the input names."""
    account_id = call.input.get("AccountId", call.account_id)
    if account_id != call.account_id:
        _check_authority(call, account_id)
    return call.at(account_id).records(CONTACT)


def _check_authority(call: Call, account_id: str) -> None:
    same = management_account_of(account_id) == management_account_of(call.account_id)
    is_member = same and not is_management_account(account_id)
    if not is_member or not administers(call.account_id, SERVICE_PRINCIPAL):
        raise call.refusal("AccessDeniedException", f"Account {call.account_id} does not manage {account_id}")


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
