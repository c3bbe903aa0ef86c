"""Sharing of AWS Service Catalog's portfolios with accounts, organizational units and the organization.

Behaviour from the AWS Service Catalog API Reference, pages "CreatePortfolioShare", "UpdatePortfolioShare",
"DeletePortfolioShare", "DescribePortfolioShareStatus" and "DescribePortfolioShares". Shares to nodes of the
organization are operations that take a while, one at a time in an account.
"""

from __future__ import annotations

from typing import Any

from modules.emulator.organization_tree import node_exists, nodes_above, organization_of
from modules.emulator.progress import Progress
from modules.emulator.records import Call, Record
from modules.emulator.records.resource import Random
from modules.emulator.services.servicecatalog.organizations_access import check_may_share
from modules.emulator.services.servicecatalog.resources import (
    INVALID,
    INVALID_STATE,
    NOT_FOUND,
    SHARE,
    SHARE_OPERATION,
)
from modules.emulator.services.servicecatalog.visibility import own_portfolio

_TYPES = {"ACCOUNT": "ORGANIZATION_MEMBER_ACCOUNT"}  # of a node of the organization, in the list of shares
_OPTIONS = ("ShareTagOptions", "SharePrincipals")


def _create(call: Call) -> dict[str, Any]:
    """Create a share. One that exists already is left as it is, without an error."""
    place = own_portfolio(call, call.input["PortfolioId"])
    type_, principal = _principal(call)
    of_organization = type_ != "ACCOUNT"
    if of_organization:
        _check_node(call, principal)
        _check_nothing_runs(call)
    share = {"PortfolioId": place["Id"], "Type": type_, "PrincipalId": principal}
    if _kept(call, share) is None:
        options = {name: bool(call.input.get(name)) for name in _OPTIONS}
        call.records(SHARE).append(share | options | {"Accepted": of_organization})
    return _started(call, place, principal) if of_organization else {}


def _update(call: Call) -> dict[str, Any]:
    place, share = _existing(call)
    _check_nothing_runs(call)
    share.update({name: call.input[name] for name in _OPTIONS if call.input.get(name) is not None})
    if share["Type"] == "ACCOUNT":
        return {"Status": "COMPLETED"}
    return _started(call, place, share["PrincipalId"]) | {"Status": "IN_PROGRESS"}


def _delete(call: Call) -> dict[str, Any]:
    place, share = _existing(call)
    if share["Type"] == "ACCOUNT":
        call.records(SHARE).remove(share)
        return {}
    _check_nothing_runs(call)
    call.records(SHARE).remove(share)
    return _started(call, place, share["PrincipalId"])


def _existing(call: Call) -> tuple[Record, Record]:
    place = own_portfolio(call, call.input["PortfolioId"])
    type_, principal = _principal(call)
    share = _kept(call, {"PortfolioId": place["Id"], "Type": type_, "PrincipalId": principal})
    if share is None:
        raise call.refusal(NOT_FOUND, f"Portfolio {place['Id']} is not shared with {principal}.")
    if type_ != "ACCOUNT":
        check_may_share(call)
    return place, share


def _kept(call: Call, wanted: Record) -> Record | None:
    return next((share for share in call.records(SHARE) if wanted.items() <= share.items()), None)


def _principal(call: Call) -> tuple[str, str]:
    """Tell the type and the id of whom the input names: by an account's id, or a node's id or ARN."""
    account, node = call.input.get("AccountId"), call.input.get("OrganizationNode") or {}
    if bool(account) == bool(node):
        raise call.refusal(INVALID, "Either AccountId or OrganizationNode is required, not both.")
    if account == call.account_id:
        raise call.refusal(INVALID, "A portfolio cannot be shared with its own account.")
    if account:
        return "ACCOUNT", str(account)
    type_, value = node.get("Type"), node.get("Value")
    if not type_ or not value:
        raise call.refusal(INVALID, "OrganizationNode must have a Type and a Value.")
    id_ = value.rpartition("/")[2]
    if not id_.startswith({"ORGANIZATION": "o-", "ORGANIZATIONAL_UNIT": "ou-"}.get(type_, "")):
        raise call.refusal(INVALID, f"{value} is not of type {type_}.")
    return _TYPES.get(type_, type_), id_


def _check_node(call: Call, node_id: str) -> None:
    check_may_share(call)
    if not node_exists(call.account_id, node_id):
        raise call.refusal(NOT_FOUND, f"{node_id} is not in your organization.")


def _check_nothing_runs(call: Call) -> None:
    if running := next(
        (operation for operation in call.records(SHARE_OPERATION) if operation["Progress"].running), None
    ):
        message = f"A share operation of portfolio {running['PortfolioId']} is in progress. Try again when it is done."
        raise call.refusal(INVALID_STATE, message)


def _started(call: Call, place: Record, node_id: str) -> dict[str, Any]:
    token = f"share-{Random():13}"
    operation = {"PortfolioShareToken": token, "PortfolioId": place["Id"], "OrganizationNodeValue": node_id}
    members = organization_of(call.account_id).accounts
    reached = [account.id for account in members if node_id in nodes_above(account.id) - {call.account_id}]
    details = {"SuccessfulShares": reached, "ShareErrors": []}
    call.records(SHARE_OPERATION).append(operation | {"Progress": Progress(), "ShareDetails": details})
    return {"PortfolioShareToken": token}


def _describe_status(call: Call) -> dict[str, Any]:
    check_may_share(call)
    operation = call.find(SHARE_OPERATION)
    return operation | {"Status": "IN_PROGRESS" if operation["Progress"].look() else "COMPLETED"}


def _describe(call: Call) -> dict[str, Any]:
    wanted = {"PortfolioId": own_portfolio(call, call.input["PortfolioId"])["Id"], "Type": call.input["Type"]}
    return {"PortfolioShareDetails": [share for share in call.records(SHARE) if wanted.items() <= share.items()]}


OPERATIONS = {
    "CreatePortfolioShare": _create,
    "UpdatePortfolioShare": _update,
    "DeletePortfolioShare": _delete,
    "DescribePortfolioShareStatus": _describe_status,
    "DescribePortfolioShares": _describe,
}
