"""Which portfolios and products an account sees: its own, and those that are shared with it.

Behaviour from the AWS Service Catalog Administrator Guide, "Sharing a Portfolio": a share to an account has to be
accepted there; one to the organization or to a unit is imported by itself in the accounts that are in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from modules.emulator.organization_tree import nodes_above
from modules.emulator.records import Call, Record
from modules.emulator.services.servicecatalog.resources import (
    ARTIFACT,
    INVALID,
    NOT_FOUND,
    PORTFOLIO,
    PRODUCT,
    PRODUCT_ASSOCIATION,
    SHARE,
)


def own_portfolio(call: Call, portfolio_id: str) -> Record:
    """Find a portfolio of the caller's own account.

    Raises:
        ServiceException: there is none of this id.

    """
    return _found(call, "Portfolio", portfolio_id, _of(call.records(PORTFOLIO), Id=portfolio_id))


def own_product(call: Call, product_id: str) -> Record:
    """Find a product of the caller's own account.

    Raises:
        ServiceException: there is none of this id.

    """
    return _found(call, "Product", product_id, _of(call.records(PRODUCT), ProductId=product_id))


def portfolio(call: Call, portfolio_id: str) -> Record:
    """Find a portfolio that the caller's account owns or has imported.

    Raises:
        ServiceException: there is none of this id.

    """
    seen = [*call.records(PORTFOLIO), *imported_portfolios(call)]
    return _found(call, "Portfolio", portfolio_id, _of(seen, Id=portfolio_id))


def product(call: Call, *, id_: str | None = None, name: str | None = None) -> Record:
    """Find a product that the caller's account owns, or that is in a portfolio which it sees.

    Raises:
        ServiceException: there is none, or it is named neither by id nor by name.

    """
    if not id_ and not name:
        raise call.refusal(INVALID, "Either the id or the name of the product is required.")
    wanted = {"ProductId": id_} if id_ else {"Name": name}
    return _found(call, "Product", str(id_ or name), _of(products(call), **wanted))


def products(call: Call) -> list[Record]:
    """List the products that the caller's account owns, and those of portfolios which it sees."""
    own = call.records(PRODUCT)
    seen = {record["ProductId"] for record in own}
    in_portfolios = {a["ProductId"] for place in portfolios(call) for a in associations_of(call, place)}
    return [*own, *(other for other in call.everywhere(PRODUCT) if other["ProductId"] in in_portfolios - seen)]


def portfolios(call: Call) -> list[Record]:
    """List the portfolios that the caller's account owns or has imported."""
    return [*call.records(PORTFOLIO), *imported_portfolios(call)]


def imported_portfolios(call: Call, *, types: tuple[str, ...] = ()) -> Iterator[Record]:
    """Go through the portfolios that other accounts share with the caller's, by the types of share if any are given."""
    above = nodes_above(call.account_id)
    shared = {
        share["PortfolioId"]
        for share in call.everywhere(SHARE)
        if share["Accepted"] and share["PrincipalId"] in above and (not types or share["Type"] in types)
    }
    for other in call.everywhere(PORTFOLIO):
        if other["Id"] in shared and other["AccountId"] != call.account_id and _is_in_region(call, other):
            yield other


def associations_of(call: Call, place: Record) -> list[Record]:
    """List what ties products to a portfolio, which may be another account's."""
    there = call.at(place["AccountId"])
    return [a for a in there.records(PRODUCT_ASSOCIATION) if a["PortfolioId"] == place["Id"]]


def artifacts_of(call: Call, owned: Record) -> list[Record]:
    """List the provisioning artifacts of a product, which may be another account's."""
    there = call.at(owned["AccountId"])
    return [artifact for artifact in there.records(ARTIFACT) if artifact["ProductId"] == owned["ProductId"]]


def artifact(call: Call, owned: Record, *, id_: str | None = None, name: str | None = None) -> Record:
    """Find a provisioning artifact of a product.

    Raises:
        ServiceException: there is none, or it is named neither by id nor by name.

    """
    if not id_ and not name:
        raise call.refusal(INVALID, "Either the id or the name of the provisioning artifact is required.")
    wanted = {"Id": id_} if id_ else {"Name": name}
    return _found(call, "ProvisioningArtifact", str(id_ or name), _of(artifacts_of(call, owned), **wanted))


def _is_in_region(call: Call, record: Record) -> bool:
    return f":{call.region}:" in record["ARN"]


def _of(records: list[Record], **wanted: Any) -> Record | None:
    return next((r for r in records if all(r.get(name) == value for name, value in wanted.items())), None)


def _found(call: Call, kind: str, wanted: str, record: Record | None) -> Record:
    if record is None:
        raise call.refusal(NOT_FOUND, f"{kind} {wanted} not found.")
    return record
