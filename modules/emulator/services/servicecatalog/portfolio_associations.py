"""The products and the principals of AWS Service Catalog's portfolios.

Behaviour from the AWS Service Catalog API Reference, pages "AssociateProductWithPortfolio",
"DisassociateProductFromPortfolio", "ListPortfoliosForProduct", "AssociatePrincipalWithPortfolio",
"DisassociatePrincipalFromPortfolio" and "ListPrincipalsForPortfolio".
"""

from __future__ import annotations

from typing import Any

from modules.emulator.records import Call, Record
from modules.emulator.services.servicecatalog.resources import (
    CONSTRAINT,
    IN_USE,
    INVALID,
    NOT_FOUND,
    PORTFOLIO,
    PRINCIPAL_ASSOCIATION,
    PRODUCT_ASSOCIATION,
)
from modules.emulator.services.servicecatalog.visibility import (
    associations_of,
    own_portfolio,
    portfolio,
    portfolios,
    product,
)

_ARN_FIELDS = 6


def _associate_product(call: Call) -> dict[str, Any]:
    """Put a product into a portfolio of the caller's; a product of another account comes from a shared portfolio."""
    place = own_portfolio(call, call.input["PortfolioId"])
    found = product(call, id_=call.input["ProductId"])
    if source := call.input.get("SourcePortfolioId"):
        inside = {a["ProductId"] for a in associations_of(call, portfolio(call, source))}
        if found["ProductId"] not in inside:
            raise call.refusal(INVALID, f"Product {found['ProductId']} is not in portfolio {source}.")
    association = {"ProductId": found["ProductId"], "PortfolioId": place["Id"]}
    if association not in call.records(PRODUCT_ASSOCIATION):
        call.records(PRODUCT_ASSOCIATION).append(association)
    return {}


def _disassociate_product(call: Call) -> dict[str, Any]:
    place = own_portfolio(call, call.input["PortfolioId"])
    association = {"ProductId": call.input["ProductId"], "PortfolioId": place["Id"]}
    if association not in call.records(PRODUCT_ASSOCIATION):
        raise call.refusal(NOT_FOUND, f"Product {association['ProductId']} is not in portfolio {place['Id']}.")
    if any(association.items() <= constraint.items() for constraint in call.records(CONSTRAINT)):
        raise call.refusal(IN_USE, f"Product {association['ProductId']} has constraints in portfolio {place['Id']}.")
    call.records(PRODUCT_ASSOCIATION).remove(association)
    return {}


def _list_portfolios(call: Call) -> dict[str, Any]:
    id_ = product(call, id_=call.input["ProductId"])["ProductId"]
    inside = [record for record in portfolios(call) if id_ in {a["ProductId"] for a in associations_of(call, record)}]
    return {"PortfolioDetails": [PORTFOLIO.shown(record) for record in inside]}


def _associate_principal(call: Call) -> dict[str, Any]:
    principal = _principal(call, portfolio(call, call.input["PortfolioId"]))
    _check_principal(call, principal)
    if principal not in call.records(PRINCIPAL_ASSOCIATION):
        call.records(PRINCIPAL_ASSOCIATION).append(principal)
    return {}


def _disassociate_principal(call: Call) -> dict[str, Any]:
    principal = _principal(call, portfolio(call, call.input["PortfolioId"]))
    kept = call.records(PRINCIPAL_ASSOCIATION)
    if principal not in kept:
        raise call.refusal(NOT_FOUND, f"Principal {principal['PrincipalARN']} is not associated.")
    kept.remove(principal)
    return {}


def _principal(call: Call, place: Record) -> Record:
    type_ = call.input.get("PrincipalType") or "IAM"
    return {"PrincipalARN": call.input["PrincipalARN"], "PrincipalType": type_, "PortfolioId": place["Id"]}


def _check_principal(call: Call, principal: Record) -> None:
    """Hold an IAM principal to the account, and a pattern to none, so that it fits the accounts shared with too."""
    parts = principal["PrincipalARN"].split(":", _ARN_FIELDS - 1)
    account = parts[4] if len(parts) == _ARN_FIELDS else None
    wanted = "" if principal["PrincipalType"] == "IAM_PATTERN" else call.account_id
    if parts[2:3] != ["iam"] or account != wanted:
        raise call.refusal(INVALID, f"Invalid principal ARN for {principal['PrincipalType']}: {':'.join(parts)}")


def _list_principals(call: Call) -> dict[str, Any]:
    id_ = portfolio(call, call.input["PortfolioId"])["Id"]
    return {
        "Principals": [
            association for association in call.records(PRINCIPAL_ASSOCIATION) if association["PortfolioId"] == id_
        ]
    }


OPERATIONS = {
    "AssociateProductWithPortfolio": _associate_product,
    "DisassociateProductFromPortfolio": _disassociate_product,
    "ListPortfoliosForProduct": _list_portfolios,
    "AssociatePrincipalWithPortfolio": _associate_principal,
    "DisassociatePrincipalFromPortfolio": _disassociate_principal,
    "ListPrincipalsForPortfolio": _list_principals,
}
