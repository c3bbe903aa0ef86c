"""Whether a policy lets an AWS service do something: what a service looks at before it takes a bucket or a key.

Behaviour from the IAM User Guide, "Policy evaluation logic" (a denial overrides), "IAM JSON policy elements: Condition
operators" (every operator of a block must hold, any value of a key) and "AWS global condition context keys". What is
not known here allows nothing, and denies.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Any

Context = Mapping[str, str]


def _like(value: str, pattern: str) -> bool:
    return fnmatchcase(value, pattern.replace("[", "[[]"))


_POSITIVE: dict[str, Callable[[str, str], bool]] = {
    "stringequals": str.__eq__,
    "stringequalsignorecase": lambda value, wanted: value.lower() == wanted.lower(),
    "stringlike": _like,
    "arnequals": _like,
    "arnlike": _like,
    "bool": lambda value, wanted: value.lower() == wanted.lower(),
}
_NEGATIVE = {
    "stringnotequals": "stringequals",
    "stringnotequalsignorecase": "stringequalsignorecase",
    "stringnotlike": "stringlike",
    "arnnotequals": "arnequals",
    "arnnotlike": "arnlike",
}


def service_may(policy: str | None, principal: str, action: str, resource: str, context: Context) -> bool:
    """Tell whether a resource's policy lets a service principal act on it.

    Args:
        policy: The policy of the resource as JSON, if it has one.
        principal: The service, for example `config.amazonaws.com`.
        action: For example `s3:PutObject`.
        resource: The ARN of what is acted on.
        context: The condition keys that the request has, with their values.

    """
    known = {"aws:PrincipalIsAWSService": "true", "aws:PrincipalServiceName": principal, **context}
    return allows(
        [statement for statement in statements_of(policy) if _names(statement, principal)], action, resource, known
    )


def allows(statements: list[Any], action: str, resource: str, context: Context) -> bool:
    """Tell whether statements allow an action on a resource, whoever asks."""
    known = {key.lower(): value for key, value in {"aws:SecureTransport": "true", **context}.items()}
    about = [statement for statement in statements if _is_about(statement, action, resource)]
    denied = any(s.get("Effect") != "Allow" and _holds(s, known, unknown=True) for s in about)
    return not denied and any(s.get("Effect") == "Allow" and _holds(s, known, unknown=False) for s in about)


def denies(policy: str | None, action: str, resource: str, context: Mapping[str, str | None]) -> bool:
    """Tell whether a resource's policy denies an action to everybody, as far as its conditions can be known.

    Args:
        policy: The policy of the resource as JSON, if it has one.
        action: For example `s3:PutObject`.
        resource: The ARN of what is acted on.
        context: The condition keys that can be known, None for those that the request lacks. A statement that asks for
            another one, such as who it is that asks, denies nothing.

    """
    present = {key.lower(): value for key, value in {"aws:SecureTransport": "true", **context}.items()}
    known = {key: value for key, value in present.items() if value is not None}
    return any(
        statement.get("Effect") == "Deny"
        and _values({"AWS": statement.get("Principal")}, "AWS") == ["*"]
        and _is_about(statement, action, resource)
        and {key.lower() for keys in (statement.get("Condition") or {}).values() for key in keys} <= {*present}
        and _holds(statement, known, unknown=False)
        for statement in statements_of(policy)
    )


def statements_of(policy: str | None) -> list[Any]:
    """Read the statements of a policy, which has none where it is no JSON object."""
    try:
        document = json.loads(policy or "{}")
    except (ValueError, TypeError):
        return []
    statements = document.get("Statement", []) if isinstance(document, dict) else []
    return [s for s in (statements if isinstance(statements, list) else [statements]) if isinstance(s, dict)]


def _names(statement: Any, principal: str) -> bool:
    if "NotPrincipal" in statement:
        return principal not in _values((statement["NotPrincipal"] or {}), "Service")
    named = statement.get("Principal")
    return named == "*" or bool({principal, "*"} & {*_values(named, "Service")}) or "*" in _values(named, "AWS")


def _values(principals: Any, kind: str) -> list[str]:
    return _listed(principals.get(kind)) if isinstance(principals, dict) else []


def _is_about(statement: Any, action: str, resource: str) -> bool:
    actions = any(_like(action.lower(), pattern.lower()) for pattern in _either(statement, "Action"))
    resources = any(_like(resource, pattern) for pattern in _either(statement, "Resource"))
    resources = resources or not {"Resource", "NotResource"} & {*statement}  # as in the trust policy of a role
    return actions is not ("NotAction" in statement) and resources is not ("NotResource" in statement)


def _either(statement: Any, element: str) -> list[str]:
    return _listed(statement.get(element, statement.get(f"Not{element}")))


def _holds(statement: Any, known: Context, *, unknown: bool) -> bool:
    conditions = [(o, k, v) for o, keys in (statement.get("Condition") or {}).items() for k, v in keys.items()]
    return all(
        _condition(operator.lower(), known.get(key.lower()), _listed(wanted), unknown=unknown)
        for operator, key, wanted in conditions
    )


def _condition(operator: str, value: str | None, wanted: list[str], *, unknown: bool) -> bool:
    of_all, operator = operator.startswith("forallvalues:"), re.sub(r"^for(any|all)values?:", "", operator)
    if operator == "null":
        return (value is None) == (wanted == ["true"])
    if value is None and of_all:
        return True
    base = operator.removesuffix("ifexists")
    if base not in _POSITIVE and base not in _NEGATIVE:
        return unknown
    if value is None:
        return base in _NEGATIVE or base != operator
    matches = _POSITIVE[_NEGATIVE.get(base, base)]
    return any(matches(value, text) for text in wanted) is not (base in _NEGATIVE)


def _listed(value: Any) -> list[str]:
    return [str(item).lower() if isinstance(item, bool) else str(item) for item in _iterate(value)]


def _iterate(value: Any) -> Iterator[Any]:
    if isinstance(value, list):
        yield from value
    elif value is not None:
        yield value
