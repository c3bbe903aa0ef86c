"""Portfolios of AWS Service Catalog as seen by the accounts they are shared with, and who has access.

Behaviour from the AWS Service Catalog API Reference, pages "AcceptPortfolioShare", "RejectPortfolioShare",
"ListAcceptedPortfolioShares", "ListPortfolioAccess" and "ListOrganizationPortfolioAccess".
"""

from __future__ import annotations

from typing import Any

from modules.emulator.organization_tree import nodes_above, organization_of
from modules.emulator.records import Call, Record
from modules.emulator.services.servicecatalog.organizations_access import check_may_share
from modules.emulator.services.servicecatalog.resources import NOT_FOUND, PORTFOLIO, SHARE
from modules.emulator.services.servicecatalog.visibility import imported_portfolios, own_portfolio

_OF_ORGANIZATION = ("ORGANIZATION", "ORGANIZATIONAL_UNIT", "ORGANIZATION_MEMBER_ACCOUNT")


def _accept(call: Call) -> dict[str, Any]:
    """Accept a share to the account. One of the organization is imported already, and accepting it changes nothing."""
    _offered(call)["Accepted"] = True
    return {}


def _reject(call: Call) -> dict[str, Any]:
    _offered(call)["Accepted"] = False
    return {}


def _offered(call: Call) -> Record:
    above = nodes_above(call.account_id)
    types = _OF_ORGANIZATION if call.input.get("PortfolioShareType") == "AWS_ORGANIZATIONS" else ("ACCOUNT",)
    for share in call.everywhere(SHARE):
        if (
            share["PortfolioId"] == call.input["PortfolioId"]
            and share["Type"] in types
            and share["PrincipalId"] in above
        ):
            return share
    raise call.refusal(NOT_FOUND, f"Portfolio {call.input['PortfolioId']} is not shared with this account.")


def _list_accepted(call: Call) -> dict[str, Any]:
    types = _OF_ORGANIZATION if call.input.get("PortfolioShareType") == "AWS_ORGANIZATIONS" else ("ACCOUNT",)
    return {"PortfolioDetails": [PORTFOLIO.shown(portfolio) for portfolio in imported_portfolios(call, types=types)]}


def _list_access(call: Call) -> dict[str, Any]:
    """List the accounts that have access, through whichever share."""
    place = own_portfolio(call, call.input["PortfolioId"])
    shares = [share for share in call.records(SHARE) if share["PortfolioId"] == place["Id"]]
    parent = call.input.get("OrganizationParentId")
    wanted = {share["PrincipalId"] for share in shares if parent in (None, share["PrincipalId"])}
    accounts = {share["PrincipalId"] for share in shares if share["Type"] == "ACCOUNT"} & wanted
    organization = organization_of(call.account_id)
    for member in organization.accounts if organization else []:
        if member.id != call.account_id and wanted & nodes_above(member.id):
            accounts.add(member.id)
    return {"AccountIds": sorted(accounts)}


def _list_organization_access(call: Call) -> dict[str, Any]:
    check_may_share(call)
    place, type_ = own_portfolio(call, call.input["PortfolioId"]), call.input["OrganizationNodeType"]
    wanted = "ORGANIZATION_MEMBER_ACCOUNT" if type_ == "ACCOUNT" else type_
    shares = [share for share in call.records(SHARE) if (share["PortfolioId"], share["Type"]) == (place["Id"], wanted)]
    return {"OrganizationNodes": [{"Type": type_, "Value": share["PrincipalId"]} for share in shares]}


OPERATIONS = {
    "AcceptPortfolioShare": _accept,
    "RejectPortfolioShare": _reject,
    "ListAcceptedPortfolioShares": _list_accepted,
    "ListPortfolioAccess": _list_access,
    "ListOrganizationPortfolioAccess": _list_organization_access,
}
