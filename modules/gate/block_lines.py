"""Which Terraform address begins on which line of a written document.

checkov names a finding of a Python check `resource.<name>` (`data.<name>`, `provider.aws`), without the type or the
alias, so two resources of one name look alike. The line is exact: it leads back to the address.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

_INDENT = 2


def written(document: dict[str, Any]) -> str:
    """Write a document in the layout that `addresses_by_line` counts in."""
    return json.dumps(document, indent=_INDENT, ensure_ascii=False)


def addresses_by_line(document: dict[str, Any]) -> dict[int, str]:
    """Give the address of each resource, data source, module call and provider, by the line of its `{` in `written`."""
    return {
        line: address
        for kind, kind_line, blocks in _members(document, 1)
        for line, address in _addresses(kind, blocks, kind_line)
    }


def resource_addresses(document: dict[str, Any]) -> set[str]:
    """Give the address of every managed resource that Terraform would make; `count = 0` makes none."""
    resources = document.get("resource", {})
    return {
        f"{kind}.{name}"
        for kind, named in _items(resources)
        for name, body in _items(named)
        if not (isinstance(body, dict) and body.get("count") == 0)
    }


def _addresses(kind: str, blocks: Any, line: int) -> Iterator[tuple[int, str]]:
    for label, label_line, inner in _members(blocks, line):
        if kind == "module":
            yield label_line, f"module.{label}"
        elif kind == "provider" and isinstance(inner, dict):
            yield label_line, _provider(label, inner)
        elif kind == "provider":
            yield from ((at, _provider(label, body)) for _, at, body in _members(inner, label_line))
        elif kind in ("resource", "data"):
            prefix = "data." if kind == "data" else ""
            yield from ((at, f"{prefix}{label}.{name}") for name, at, _ in _members(inner, label_line))


def _provider(name: str, body: Any) -> str:
    alias = body.get("alias") if isinstance(body, dict) else None
    return f"provider.{name}.{alias}" if alias else f"provider.{name}"


def _members(value: Any, line: int) -> Iterator[tuple[str, int, Any]]:
    """Give each member of an object or array that opens on `line`: its key, its line, itself."""
    members = enumerate(value) if isinstance(value, list) else _items(value)
    for key, member in members:
        line += 1
        yield str(key), line, member
        line += json.dumps(member, indent=_INDENT).count("\n")


def _items(value: Any) -> list[tuple[str, Any]]:
    return list(value.items()) if isinstance(value, dict) else []
