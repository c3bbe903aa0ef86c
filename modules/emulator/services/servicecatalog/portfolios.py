"""AWS Service Catalog's portfolios.

Behaviour from the AWS Service Catalog API Reference, pages "CreatePortfolio", "DescribePortfolio", "ListPortfolios",
"UpdatePortfolio" and "DeletePortfolio".
"""

from __future__ import annotations

from typing import Any

from modules.emulator.records import Call, Record, create, delete, list_
from modules.emulator.records.tag_shapes import from_shape
from modules.emulator.services.servicecatalog.resources import (
    CONSTRAINT,
    IN_USE,
    PORTFOLIO,
    PRINCIPAL_ASSOCIATION,
    PRODUCT_ASSOCIATION,
    SHARE,
    TAG_OPTION_ASSOCIATION,
)
from modules.emulator.services.servicecatalog.tag_options import tag_options_of
from modules.emulator.services.servicecatalog.visibility import own_portfolio, portfolio


def _describe(call: Call) -> dict[str, Any]:
    found = portfolio(call, call.input["Id"])
    return {**call.answer(PORTFOLIO, found), "TagOptions": tag_options_of(call, found["Id"]), "Budgets": []}


def _update(call: Call) -> dict[str, Any]:
    found = own_portfolio(call, call.input["Id"])
    change(found, call.input, ("DisplayName", "Description", "ProviderName"))
    return call.answer(PORTFOLIO, found)


def change(record: Record, given: dict[str, Any], members: tuple[str, ...]) -> None:
    """Change the members that are given, and the tags, as portfolios and products do."""
    record.update({name: given[name] for name in members if given.get(name) is not None})
    for key in given.get("RemoveTags") or []:
        record["Tags"].pop(key, None)
    record["Tags"].update(from_shape(given.get("AddTags")))


def _check_unused(call: Call, found: Record) -> None:
    """Refuse to delete what has products, principals, constraints, shares or tag options."""
    for resource in (PRODUCT_ASSOCIATION, PRINCIPAL_ASSOCIATION, CONSTRAINT, SHARE):
        if any(used["PortfolioId"] == found["Id"] for used in call.records(resource)):
            raise call.refusal(IN_USE, f"Portfolio {found['Id']} is in use: it has a {resource.name}.")
    if any(used["ResourceId"] == found["Id"] for used in call.records(TAG_OPTION_ASSOCIATION)):
        raise call.refusal(IN_USE, f"Portfolio {found['Id']} is in use: it has a TagOption.")


OPERATIONS = {
    "CreatePortfolio": create(PORTFOLIO),
    "DescribePortfolio": _describe,
    "ListPortfolios": list_(PORTFOLIO),
    "UpdatePortfolio": _update,
    "DeletePortfolio": delete(PORTFOLIO, check=_check_unused),
}
