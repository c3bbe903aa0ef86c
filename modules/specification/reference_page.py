"""The reference page of a specification: every key with its type, default and meaning, from the models alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from modules.specification import yaml_rules as rules
from modules.specification.model import Spec
from modules.specification.schema_nodes import Schema, resolved, target
from modules.specification.source_files import LEFT_ALONE
from modules.specification.suggestions import listed

_HEAD = """# Specification

What the YAML files of an environment may say. This page and `specification.schema.json`, which gives editors
completion and tooltips, are written by `python main.py schema`.

An environment is a folder below `environments/`. All its `*.yaml` files are read as one; how they are cut is free, but
each top-level key is in one file only. Anchors, aliases, tags, directives and Terraform expressions are not used; a key
that is not on this page is an error.

Nothing in the folder is passed over in silence. Beside the files there may be
{left_alone};
everything else is an error: another ending, a folder, a link, a hidden file. A file has at most {file:,} bytes, all of
them {all:,} bytes and {nodes:,} keys and values, a list {entries:,} entries.

A value without quotes is text, a plain number, `true`, `false` or nothing. Whatever programs read in different ways,
such as `0042`, `0x1F`, `1_000`, `.inf` and `2026-01-31`, is put in quotes where it is text.

"""
_COLUMNS = "| key | type | default | meaning |\n| --- | --- | --- | --- |\n"


def reference_page(model: type[Spec]) -> str:
    """Return the page, in Markdown: the top-level keys, then every specification that they lead to."""
    head = _HEAD.format(
        left_alone=listed(f"`{name}`" for name in LEFT_ALONE),
        file=rules.LARGEST_FILE,
        all=rules.LARGEST_ENVIRONMENT,
        nodes=rules.MOST_NODES,
        entries=rules.MOST_ENTRIES,
    )
    return head + tables(model)


def tables(model: type[Spec], level: str = "##") -> str:
    """Return the keys of a model, and below headings of a level every specification that they lead to."""
    root = model.model_json_schema()
    sections = (
        f"{level} {_title(node)}\n\n{_in_one_line(node['description'])}\n\n{_table(node, root)}"
        for node in _specifications(root)
    )
    return "\n".join([_table(root, root), *sections])


def _specifications(root: Schema) -> Iterator[Schema]:
    """Every specification below the top, in the order in which a reader meets them."""
    met: list[str] = []
    waiting = _references(root["properties"])
    while waiting:
        name = waiting.pop(0)
        node = root["$defs"][name]
        if name not in met and node["type"] == "object":
            met.append(name)
            waiting = [*_references(node["properties"]), *waiting]
            yield node


def _references(node: Any) -> list[str]:
    if isinstance(node, dict):
        own = [node["$ref"].rpartition("/")[2]] if "$ref" in node else []
        return [*own, *(name for key, value in node.items() if key != "discriminator" for name in _references(value))]
    return [name for item in node for name in _references(item)] if isinstance(node, list) else []


def _table(node: Schema, root: Schema) -> str:
    required = node.get("required", ())
    rows = [
        f"| `{key}` | {_type(value, root)} | {'required' if key in required else _default(value)} "
        f"| {_in_one_line(resolved(value, root)['description'])} |\n"
        for key, value in node["properties"].items()
    ]
    return _COLUMNS + "".join(rows)


def _type(node: Schema, root: Schema) -> str:
    """Name the type of a value as a reader of YAML would."""
    match node:
        case {"$ref": _}:
            name = _type(target(node, root), root)
        case {"anyOf": branches} | {"oneOf": branches}:
            name = listed(_type(branch, root) for branch in branches if branch.get("type") != "null")
        case {"type": "object", "additionalProperties": dict(values)}:
            keys = node.get("propertyNames", {}).get("$ref", "Name").rpartition("/")[2].lower()
            name = f"`<{keys}>:` {_type(values, root)}"
        case {"type": "object", "patternProperties": dict(patterns)}:
            name = f"`<name>:` {listed(_type(values, root) for values in patterns.values())}"
        case {"type": "object", "additionalProperties": True}:
            name = "keys and values"
        case {"type": "object"}:
            name = f"[{_title(node)}](#{_title(node).lower().replace(' ', '-')})"
        case {"type": "array", "items": items}:
            name = f"list of: {_type(items, root)}"
        case _:
            name = _scalar(node)
    return name


def _scalar(node: Schema) -> str:
    match node:
        case {"const": word}:
            return f"`{word}`"
        case {"examples": [example, *_]}:
            return f'text, such as `"{example}"`' if example.isdigit() else f"text, such as `{example}`"
        case {"enum": words}:
            return listed(f"`{word}`" for word in words)
        case {"minimum": least}:
            return (
                f"whole number, {least} to {node['maximum']}" if "maximum" in node else f"whole number from {least} on"
            )
        case {"maxLength": longest}:
            return f"text, at most {longest} characters"
    return {"string": "text", "boolean": "`true` or `false`", "integer": "whole number"}[node["type"]]


def _default(node: Schema) -> str:
    match node.get("default"):
        case None | [] | "":
            return "none"
        case dict():
            return "its own defaults"
        case list() as words:
            return ", ".join(f"`{word}`" for word in words)
        case bool() as value:
            return f"`{str(value).lower()}`"
        case value:
            return f"`{value}`"


def _title(node: Schema) -> str:
    """Return `Management account` for `ManagementAccountSpec`."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", str(node["title"]).removesuffix("Spec"))
    return words[0] + words[1:].lower()


def _in_one_line(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
