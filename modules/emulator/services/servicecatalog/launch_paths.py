"""How a user gets at a product of AWS Service Catalog: through a portfolio that has it and lets the user in.

Behaviour from the AWS Service Catalog API Reference, page "ListLaunchPaths". A path depends on the principal; here a
portfolio lets everybody of the account in as soon as anybody, because which role a request comes from is not known
for the credentials of a preview. A portfolio without any principal has no path.
"""

from __future__ import annotations

from typing import Any

from modules.emulator.records import Call, Record
from modules.emulator.services.servicecatalog.constraints import constraints_of
from modules.emulator.services.servicecatalog.resources import INVALID, NOT_FOUND, PRINCIPAL_ASSOCIATION, SHARE
from modules.emulator.services.servicecatalog.visibility import associations_of, portfolios, product


def launch_paths(call: Call, found: Record) -> list[dict[str, Any]]:
    """List the paths to a product as `LaunchPathSummary`. A path's id is its portfolio's."""
    inside = [portfolio for portfolio in portfolios(call) if found["ProductId"] in _products(call, portfolio)]
    return [
        {
            "Id": f"lpv3-{portfolio['Id'].removeprefix('port-')}",
            "Name": portfolio["DisplayName"],
            "ConstraintSummaries": constraints_of(call, portfolio["Id"], found["ProductId"]),
            "Tags": [{"Key": key, "Value": value} for key, value in {**portfolio["Tags"], **found["Tags"]}.items()],
        }
        for portfolio in inside
        if _lets_in(call, portfolio)
    ]


def choose_path(call: Call, found: Record, *, id_: str | None, name: str | None) -> dict[str, Any]:
    """Choose the path by which a product is launched.

    Raises:
        ServiceException: there is no path, not the one that is asked for, or several to choose from.

    """
    paths = launch_paths(call, found)
    if not paths:
        raise call.refusal(NOT_FOUND, f"No launch paths found for resource: {found['ProductId']}")
    wanted = [path for path in paths if id_ in (None, path["Id"]) and name in (None, path["Name"])]
    if not wanted:
        raise call.refusal(NOT_FOUND, f"Launch path {id_ or name} not found for {found['ProductId']}.")
    if len(wanted) > 1:
        raise call.refusal(INVALID, f"{found['ProductId']} has {len(wanted)} launch paths: choose one with PathId.")
    return wanted[0]


def _lets_in(call: Call, place: Record) -> bool:
    """Tell whether a portfolio has a principal: its own, or one of the owner's patterns through `SharePrincipals`."""
    if any(association["PortfolioId"] == place["Id"] for association in call.records(PRINCIPAL_ASSOCIATION)):
        return True
    owner = call.at(place["AccountId"])
    shares = [share for share in owner.records(SHARE) if share["PortfolioId"] == place["Id"]]
    patterns = [
        association
        for association in owner.records(PRINCIPAL_ASSOCIATION)
        if association["PrincipalType"] == "IAM_PATTERN"
    ]
    return any(share["SharePrincipals"] for share in shares) and any(
        pattern["PortfolioId"] == place["Id"] for pattern in patterns
    )


def _products(call: Call, place: Record) -> set[str]:
    return {association["ProductId"] for association in associations_of(call, place)}


def _list(call: Call) -> dict[str, Any]:
    found = product(call, id_=call.input["ProductId"])
    paths = launch_paths(call, found)
    if not paths:
        raise call.refusal(NOT_FOUND, f"No launch paths found for resource: {found['ProductId']}")
    return {"LaunchPathSummaries": paths}


OPERATIONS = {"ListLaunchPaths": _list}
