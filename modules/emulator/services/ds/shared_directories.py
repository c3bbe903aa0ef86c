"""Directories that their owner shares with other accounts, which moto lacks.

Behaviour from the AWS Directory Service API Reference, pages "ShareDirectory", "UnshareDirectory",
"DescribeSharedDirectories", "AcceptSharedDirectory", "RejectSharedDirectory", "DescribeDirectories" and
"DirectoryDescription": a share within the organization needs no acceptance; one by a handshake does. In the account
that it is shared with, a directory has an id of its own. From the Administration Guide, pages "Share your AWS Managed
Microsoft AD" and "AWS Managed Microsoft AD quotas": sharing with the organization wants a directory in the management
account, and an edition is shared with so many accounts. Which error says the first is not documented.
"""

from __future__ import annotations

from copy import copy
from typing import Any

from moto.core.utils import utcnow
from moto.ds.models import ds_backends
from moto.ds.responses import DirectoryServiceResponse

from modules.emulator.organization_tree import is_management_account, organization_of
from modules.emulator.records import Call, Errors, Record, Resource, Service
from modules.emulator.records.resource import Random

_SHARE = Resource("SharedDirectory", key=("SharedDirectoryId",), tags="Tags")
_SHARES_OF_STANDARD, _SHARES_OF_ENTERPRISE = 25, 500
_NO_ENTITY = "EntityDoesNotExistException"
_INVALID = "InvalidParameterException"


def register() -> None:
    """Add these operations to moto's Directory Service."""
    SERVICE.extend(DirectoryServiceResponse)


def _directory(call: Call, directory_id: str) -> Any:
    found = ds_backends[call.account_id][call.region].directories.get(directory_id)
    if found is None:
        raise call.refusal(_NO_ENTITY, f"Directory {directory_id} does not exist")
    return found


def _share(call: Call) -> dict[str, Any]:
    directory = _directory(call, call.input["DirectoryId"])
    consumer, method = call.input["ShareTarget"]["Id"], call.input["ShareMethod"]
    if directory.directory_type != "MicrosoftAD":
        raise call.refusal("UnsupportedOperationException", "Only AWS Managed Microsoft AD is shared.")
    if any(_is_of(share, directory.directory_id, consumer) for share in call.records(_SHARE)):
        raise call.refusal("DirectoryAlreadySharedException", f"It is shared with {consumer} already.")
    if method == "ORGANIZATIONS":
        _refuse_outside(call, consumer)
    if len([share for share in call.records(_SHARE) if _is_of(share, directory.directory_id)]) >= _most(directory):
        raise call.refusal("ShareLimitExceededException", "It is shared with as many accounts as its edition takes.")
    share = {
        "OwnerAccountId": call.account_id,
        "OwnerDirectoryId": directory.directory_id,
        "ShareMethod": method,
        "SharedAccountId": consumer,
        "SharedDirectoryId": f"d-{Random():10}",
        "ShareNotes": call.input.get("ShareNotes"),
        "ShareStatus": "PendingAcceptance",
        "CreatedDateTime": utcnow(),
        "LastUpdatedDateTime": utcnow(),
    }
    call.records(_SHARE).append(share)
    if method == "ORGANIZATIONS":
        _accept_share(call, share)
    return {"SharedDirectoryId": share["SharedDirectoryId"]}


def _is_of(share: Record, directory_id: str, consumer: str | None = None) -> bool:
    return share["OwnerDirectoryId"] == directory_id and consumer in (None, share["SharedAccountId"])


def _most(directory: Any) -> int:
    return _SHARES_OF_STANDARD if directory.edition == "Standard" else _SHARES_OF_ENTERPRISE


def _refuse_outside(call: Call, consumer: str) -> None:
    if not is_management_account(call.account_id):
        raise call.refusal("OrganizationsException", "The directory must be in the management account.")
    if consumer not in _members(call):
        raise call.refusal("InvalidTargetException", f"{consumer} is not in the organization.")


def _members(call: Call) -> set[str]:
    return {account.id for account in organization_of(call.account_id).accounts}


def _accept_share(call: Call, share: Record) -> None:
    """Show the directory in the account that it is shared with, under the id that it has there."""
    owner = ds_backends[share["OwnerAccountId"]][call.region].directories[share["OwnerDirectoryId"]]
    shared: Any = copy(owner)
    shared.directory_id = shared.alias = share["SharedDirectoryId"]
    shared.directory_type = "SharedMicrosoftAD"
    shared.delete_eni = shared.delete_security_group = lambda: None  # they are the owner's
    ds_backends[share["SharedAccountId"]][call.region].directories[share["SharedDirectoryId"]] = shared
    share |= {"ShareStatus": "Shared", "LastUpdatedDateTime": utcnow()}


def _unshare(call: Call) -> dict[str, Any]:
    _directory(call, call.input["DirectoryId"])
    consumer = call.input["UnshareTarget"]["Id"]
    for share in list(call.records(_SHARE)):
        if _is_of(share, call.input["DirectoryId"], consumer):
            ds_backends[consumer][call.region].directories.pop(share["SharedDirectoryId"], None)
            call.records(_SHARE).remove(share)
            return {"SharedDirectoryId": share["SharedDirectoryId"]}
    raise call.refusal("DirectoryNotSharedException", f"It is not shared with {consumer}.")


def _describe_shared(call: Call) -> dict[str, Any]:
    """List the shares of a directory, to its owner and to those that it is shared with."""
    owned, wanted = call.input["OwnerDirectoryId"], call.input.get("SharedDirectoryIds") or []
    shares = [
        share
        for share in call.everywhere(_SHARE)
        if share["OwnerDirectoryId"] == owned and call.account_id in (share["OwnerAccountId"], share["SharedAccountId"])
    ]
    if not shares:
        _directory(call, owned)
    if unknown := set(wanted) - {share["SharedDirectoryId"] for share in shares}:
        raise call.refusal(_NO_ENTITY, f"Shared directory {', '.join(sorted(unknown))} does not exist")
    return {"SharedDirectories": [share for share in shares if not wanted or share["SharedDirectoryId"] in wanted]}


def _offered(call: Call) -> Record:
    """Find a share with the account of the call, by the id that the directory has there."""
    for share in call.everywhere(_SHARE):
        if (
            share["SharedDirectoryId"] == call.input["SharedDirectoryId"]
            and share["SharedAccountId"] == call.account_id
        ):
            return share
    raise call.refusal(_NO_ENTITY, f"Shared directory {call.input['SharedDirectoryId']} does not exist")


def _accept(call: Call) -> dict[str, Any]:
    share = _offered(call)
    if share["ShareStatus"] == "PendingAcceptance":
        _accept_share(call, share)
    return {"SharedDirectory": share}


def _reject(call: Call) -> dict[str, Any]:
    share = _offered(call)
    ds_backends[call.account_id][call.region].directories.pop(share["SharedDirectoryId"], None)
    share["ShareStatus"] = "Rejected"
    return {"SharedDirectoryId": share["SharedDirectoryId"]}


def share_description(call: Call, directory_id: str) -> Record:
    """Describe how a directory is shared, to the account that it is shared with."""
    for share in call.everywhere(_SHARE):
        if share["SharedDirectoryId"] == directory_id:
            owner = {"AccountId": share["OwnerAccountId"], "DirectoryId": share["OwnerDirectoryId"]}
            shown = {name: share[name] for name in ("ShareMethod", "ShareNotes", "ShareStatus")}
            return {"OwnerDirectoryDescription": owner, **shown}
    return {}


SERVICE = Service(
    "ds",
    errors=Errors(invalid=_INVALID, not_found=_NO_ENTITY),
    operations={
        "ShareDirectory": _share,
        "UnshareDirectory": _unshare,
        "DescribeSharedDirectories": _describe_shared,
        "AcceptSharedDirectory": _accept,
        "RejectSharedDirectory": _reject,
    },
)
