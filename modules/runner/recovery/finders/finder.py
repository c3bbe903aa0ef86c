"""What the finders are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from modules.specification.pattern import with_names

Values = dict[str, Any]
Clients = Callable[[str], Any]
"""Gives the boto3 client of a service, in the account and the region of the planned creation."""

Finder = Callable[[Clients, Values], Iterable[str]]

_GONE = frozenset({"deleted", "deleting", "delete-complete", "delete-in-progress", "DELETED", "DELETING", "failed"})


def by_values(template: str) -> Finder:
    """Make the import id of the planned values alone. Terraform itself finds out whether the thing exists."""

    def find(_clients: Clients, values: Values) -> list[str]:
        try:
            return [with_names(template, **{name: str(value) for name, value in values.items()})]
        except KeyError:
            return []  # known only after apply: then what it belongs to does not exist, nor does it

    return find


def pages(client: Any, operation: str, **asked: Any) -> Iterator[dict[str, Any]]:
    """Call an operation until it has no more pages."""
    if client.can_paginate(operation):
        yield from client.get_paginator(operation).paginate(**asked)
    else:
        yield getattr(client, operation)(**asked)


def items(client: Any, operation: str, result: str, **asked: Any) -> Iterator[dict[str, Any]]:
    """List what an operation gives, but not what is gone or going."""
    for page in pages(client, operation, **asked):
        yield from (item for item in page[result] if _state(item) not in _GONE)


def has_tags(item: dict[str, Any], values: Values, of_item: str = "Tags") -> bool:
    """Whether a thing has all the tags that are planned, those of the provider included."""
    tags = {tag["Key"]: tag["Value"] for tag in item.get(of_item) or ()}
    planned: dict[str, str] = values["tags_all"]
    return tags.items() >= planned.items()


def named(  # noqa: PLR0913 - each is a word of the service
    service: str,
    operation: str,
    result: str,
    id_: str,
    *,
    name: str = "Name",
    planned: str = "name",
    **asked: Any,
) -> Finder:
    """Find by a name that AWS lets one thing of an account and region have, or that we give to one.

    Args:
        service: Whose operation.
        operation: Lists all of them.
        result: Where they are in its answer.
        id_: What of one is its import id.
        name: What of one is its name.
        planned: The argument that has the name.
        **asked: What the operation is asked with.

    """

    def find(clients: Clients, values: Values) -> list[str]:
        found = items(clients(service), operation, result, **asked)
        return [item[id_] for item in found if item.get(name) == values[planned]]

    return find


def _state(item: dict[str, Any]) -> str:
    state = item.get("State") or item.get("Status") or item.get("status") or ""
    return str(state.get("Code", "") if isinstance(state, dict) else state)
