"""What packs and rules of an organization have in common: who may keep them, and where they come to.

Behaviour from the AWS Config API Reference, pages "PutOrganizationConformancePack" and "PutOrganizationConfigRule", and
from "Managing Conformance Packs Across all Accounts in Your Organization" (AWS Config Developer Guide): they are kept
for each Region by the management account or a delegated administrator, who do not see each other's, and come to every
account that is not excluded, the management account too.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from moto.core.utils import utcnow

from modules.emulator.organization_tree import administers, is_management_account, organization_of, trusts
from modules.emulator.records import Call, Record, Resource, create
from modules.emulator.records.operations import Operation
from modules.emulator.services.organizations.delegated_administrators import trust

PRINCIPAL = "config-multiaccountsetup.amazonaws.com"
Check = Callable[[Call, Record], None]

_WRITTEN_ANEW = "written_anew"


def check_organization(call: Call, principal: str = PRINCIPAL) -> None:
    """Refuse what concerns the organization to whoever may not, with the errors of the service."""
    organization = organization_of(call.account_id)
    if organization is None:
        raise call.refusal("NoAvailableOrganizationException", "The account is not a member of an organization.")
    if organization.org.feature_set != "ALL":
        raise call.refusal("OrganizationAllFeaturesNotEnabledException", "All features must be enabled.")
    if not administers(call.account_id, principal):
        message = f"Account {call.account_id} is neither the management account nor a delegated administrator."
        raise call.refusal("OrganizationAccessDeniedException", message)


def outcome_of(record: Record) -> str:
    """Tell what came of the last operation on a record, everywhere it reached."""
    return "UPDATE_SUCCESSFUL" if record.get(_WRITTEN_ANEW) else "CREATE_SUCCESSFUL"


def put(resource: Resource, check: Check) -> Operation:
    """Create a record or write it anew. The management account's first one gives the service trusted access."""

    def perform(call: Call) -> dict[str, Any]:
        check_organization(call)
        if is_management_account(call.account_id):
            trust(call.account_id, PRINCIPAL)
        if not trusts(call.account_id, PRINCIPAL):
            message = f"{PRINCIPAL} has no trusted access to the organization."
            raise call.refusal("OrganizationAccessDeniedException", message)
        record = _existing(call, resource)
        if record is None:
            return create(resource, check=check)(call)
        kept = {name: record[name] for name in (*resource.identifiers, resource.tags)}
        new = (
            deepcopy(dict(resource.defaults)) | resource.renamed(call.input) | kept | {str(resource.updated): utcnow()}
        )
        new[_WRITTEN_ANEW] = True
        check(call, new)
        record.clear()
        record.update(new)
        return call.answer(resource, record)

    return perform


def chosen(call: Call, resource: Resource, names: str) -> list[Record]:
    """List the records that an input names, or all."""
    check_reader(call)
    wanted = call.input.get(names)
    return [_named(call, resource, name) for name in wanted] if wanted else call.records(resource)


def delete(resource: Resource) -> Operation:
    """Delete a record."""

    def perform(call: Call) -> dict[str, Any]:
        check_reader(call)
        call.records(resource).remove(call.find(resource))
        return {}

    return perform


def check_reader(call: Call) -> None:
    """Refuse to show anything to a member that administers nothing."""
    if not administers(call.account_id, PRINCIPAL):
        message = f"Account {call.account_id} is neither the management account nor a delegated administrator."
        raise call.refusal("OrganizationAccessDeniedException", message)


def reached_accounts(call: Call, record: Record) -> list[str]:
    """List the accounts to which a record of the organization comes."""
    organization = organization_of(call.account_id)
    return [account.id for account in organization.accounts if account.id not in record["ExcludedAccounts"]]


def _existing(call: Call, resource: Resource) -> Record | None:
    (key,) = resource.key
    return next((record for record in call.records(resource) if record[key] == call.input[key]), None)


def _named(call: Call, resource: Resource, name: str) -> Record:
    (key,) = resource.key
    for record in call.records(resource):
        if record[key] == name:
            return record
    raise call.refusal(str(resource.not_found), f"{resource.name} {name} does not exist")
