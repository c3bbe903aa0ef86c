"""A version's CloudFormation template: read with short forms written out, written with an organization's tags."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped] # PyYAML has no types

from modules.specification.problems import InvalidEnvironmentError, Problem
from modules.specification.tag_keys import LibraryTag, TagKeys

Template = Mapping[str, Any]


def read_template(path: Path, shown: str) -> Template:
    """Read a template; `!Ref Name` becomes `{"Ref": "Name"}`.

    Args:
        path: The file.
        shown: What to call it in messages.

    Raises:
        InvalidEnvironmentError: it is no mapping in YAML with resources that have types.

    """
    try:
        text = path.read_text(encoding="utf-8")
        template: Template = yaml.load(text, Loader=_TemplateLoader)  # noqa: S506 - a safe loader
    except UnicodeDecodeError as error:
        raise _refusal(shown, 1, "bytes that are no UTF-8") from error
    except yaml.MarkedYAMLError as error:
        line = min(error.problem_mark.line + 1, len(text.splitlines())) if error.problem_mark else 1
        raise _refusal(shown, line, f"{error.problem}") from error
    except yaml.YAMLError as error:
        raise _refusal(shown, 1, f"{error}") from error
    if missing := _missing(template):
        raise _refusal(shown, 1, missing)
    return template


def _missing(template: Any) -> str:
    """Return what a template lacks of what whoever reads one counts on; empty where it has all of it."""
    if not isinstance(template, dict):
        return "no mapping"
    for section in ("Resources", "Parameters"):
        entries = template.get(section, {} if section == "Parameters" else None)
        if not isinstance(entries, dict):
            return f"no mapping below {section}"
        for name, entry in entries.items():
            if not isinstance(entry, dict) or not isinstance(entry.get("Type"), str):
                return f"no Type of {section}.{name}"
    return ""


class _TemplateLoader(yaml.CSafeLoader):  # type: ignore[misc] # PyYAML has no types
    """YAML as CloudFormation reads it: short forms of functions, days as text, and no key twice."""


def _function(loader: Any, name: str, node: Any) -> dict[str, Any]:
    """Write a short form out (AWS CloudFormation User Guide, Intrinsic function reference)."""
    if isinstance(node, yaml.ScalarNode):
        value: Any = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        value = _mapping(loader, node)
    if name == "GetAtt" and isinstance(value, str):
        value = value.split(".", 1)
    return {name if name in {"Condition", "Ref"} else f"Fn::{name}": value}


def _mapping(loader: Any, node: Any) -> dict[str, Any]:
    seen = set()
    for key, _ in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise yaml.MarkedYAMLError(problem="a key that is no text", problem_mark=key.start_mark)
        if key.value in seen:
            raise yaml.MarkedYAMLError(problem=f"the key {key.value} twice", problem_mark=key.start_mark)
        seen.add(key.value)
    found: dict[str, Any] = loader.construct_mapping(node, deep=True)
    return found


_TemplateLoader.add_multi_constructor("!", _function)
_TemplateLoader.add_constructor("tag:yaml.org,2002:map", _mapping)
_TemplateLoader.add_constructor("tag:yaml.org,2002:timestamp", yaml.CSafeLoader.construct_yaml_str)


def template_body(template: Template, tag_keys: TagKeys) -> str:
    """Write a template as it is published: JSON, the same for the same input, tags under an organization's keys.

    The keys are those in the `Tags` of resources: a list of `Key` and `Value`, or a mapping.
    """
    return json.dumps(_with_keys(template, tag_keys), indent=1) + "\n"


def _with_keys(part: Any, keys: TagKeys) -> Any:
    if isinstance(part, list):
        return [_with_keys(item, keys) for item in part]
    if not isinstance(part, dict | Mapping):
        return part
    return {
        name: _renamed(value, keys) if name == "Tags" and "Type" not in part else _with_keys(value, keys)
        for name, value in part.items()
    }


def _renamed(tags: Any, keys: TagKeys) -> Any:
    if isinstance(tags, list):
        return [
            {**tag, "Key": _key(tag["Key"], keys)} if isinstance(tag, dict) and "Key" in tag else tag for tag in tags
        ]
    if isinstance(tags, dict):
        return {_key(name, keys): value for name, value in tags.items()}
    return tags


def _key(name: Any, keys: TagKeys) -> Any:
    return keys.get(LibraryTag(name), name) if name in set(LibraryTag) else name


def _refusal(shown: str, line: int, found: str) -> InvalidEnvironmentError:
    what = "a template must be YAML that CloudFormation reads"
    why = "AWS CloudFormation User Guide, CloudFormation template format"
    problem = Problem(shown, line, "", what, found.replace("\n", " "), why, "mend it")
    return InvalidEnvironmentError(shown, [problem], cross_checked=True)
