"""The constraints of products in AWS Service Catalog's portfolios.

Behaviour from the AWS Service Catalog API Reference, pages "CreateConstraint", which has the parameters of each type
and which types exclude each other, "DescribeConstraint", "UpdateConstraint", "DeleteConstraint" and
"ListConstraintsForPortfolio".
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from modules.emulator.records import Call, Record
from modules.emulator.records.resource import Random
from modules.emulator.services.servicecatalog.resources import (
    CONSTRAINT,
    DUPLICATE,
    INVALID,
    NOT_FOUND,
    PRODUCT_ASSOCIATION,
)
from modules.emulator.services.servicecatalog.visibility import own_portfolio, portfolio

_ONE_OF_EACH = ("LAUNCH", "STACKSET", "RESOURCE_UPDATE", "TEMPLATE")
_EXCLUSIVE = {"LAUNCH", "STACKSET"}
_STACK_SET = {"AccountList", "RegionList", "AdminRole", "ExecutionRole"}
_FORMS: dict[str, Callable[[dict[str, Any]], bool]] = {
    "LAUNCH": lambda given: set(given) in ({"RoleArn"}, {"LocalRoleName"}),
    "NOTIFICATION": lambda given: set(given) == {"NotificationArns"} and isinstance(given["NotificationArns"], list),
    "RESOURCE_UPDATE": lambda given: (
        given.get("Version") == "2.0"
        and (given.get("Properties") or {}).get("TagUpdateOnProvisionedProduct") in ("ALLOWED", "NOT_ALLOWED")
    ),
    "STACKSET": lambda given: given.get("Version") == "String" and set(given.get("Properties") or {}) >= _STACK_SET,
    "TEMPLATE": lambda given: isinstance(given.get("Rules"), dict),
}


def constraints_of(call: Call, portfolio_id: str, product_id: str) -> list[Record]:
    """List the constraints of a product in a portfolio, which may be another account's."""
    wanted = {"PortfolioId": portfolio_id, "ProductId": product_id}
    return [constraint for constraint in call.everywhere(CONSTRAINT) if wanted.items() <= constraint.items()]


def _create(call: Call) -> dict[str, Any]:
    given = call.input
    place = own_portfolio(call, given["PortfolioId"])["Id"]
    for found in call.records(CONSTRAINT):
        if found.get("IdempotencyToken") == given["IdempotencyToken"]:
            return _answer(found)
    if {"ProductId": given["ProductId"], "PortfolioId": place} not in call.records(PRODUCT_ASSOCIATION):
        raise call.refusal(NOT_FOUND, f"Product {given['ProductId']} is not in portfolio {place}.")
    _check_parameters(call, given["Type"], given["Parameters"])
    _check_others(call, constraints_of(call, place, given["ProductId"]))
    constraint = {**given, "ConstraintId": f"cons-{Random():13}", "Owner": call.account_id}
    call.records(CONSTRAINT).append(constraint)
    return _answer(constraint)


def _check_parameters(call: Call, type_: str, parameters: str) -> None:
    try:
        given = json.loads(parameters)
    except ValueError as error:
        raise call.refusal(INVALID, f"Constraint parameters are not JSON: {error}") from error
    if type_ not in _FORMS:
        raise call.refusal(INVALID, f"Constraint type {type_} is not one of {', '.join(sorted(_FORMS))}.")
    if not isinstance(given, dict) or not _FORMS[type_](given):
        raise call.refusal(INVALID, f"Constraint parameters are not those of type {type_}: {parameters}")


def _check_others(call: Call, others: list[Record]) -> None:
    type_, types = call.input["Type"], {other["Type"] for other in others}
    if type_ in types and type_ in _ONE_OF_EACH:
        raise call.refusal(DUPLICATE, f"The product has a {type_} constraint in this portfolio already.")
    if {type_, *types} >= _EXCLUSIVE:
        raise call.refusal(INVALID, "A product has a LAUNCH or a STACKSET constraint in a portfolio, not both.")


def _answer(found: Record) -> dict[str, Any]:
    return {"ConstraintDetail": found, "ConstraintParameters": found["Parameters"], "Status": "AVAILABLE"}


def _describe(call: Call) -> dict[str, Any]:
    return _answer(call.find(CONSTRAINT))


def _update(call: Call) -> dict[str, Any]:
    found = call.find(CONSTRAINT)
    if call.input.get("Parameters"):
        _check_parameters(call, found["Type"], call.input["Parameters"])
    members = ("Description", "Parameters")
    found.update({name: call.input[name] for name in members if call.input.get(name) is not None})
    return _answer(found)


def _delete(call: Call) -> dict[str, Any]:
    call.records(CONSTRAINT).remove(call.find(CONSTRAINT))
    return {}


def _list(call: Call) -> dict[str, Any]:
    wanted = {"PortfolioId": portfolio(call, call.input["PortfolioId"])["Id"]}
    if call.input.get("ProductId"):
        wanted["ProductId"] = call.input["ProductId"]
    return {
        "ConstraintDetails": [
            constraint for constraint in call.everywhere(CONSTRAINT) if wanted.items() <= constraint.items()
        ]
    }


OPERATIONS = {
    "CreateConstraint": _create,
    "DescribeConstraint": _describe,
    "UpdateConstraint": _update,
    "DeleteConstraint": _delete,
    "ListConstraintsForPortfolio": _list,
}
