"""A version's CloudFormation template: read with short forms written out, written with an organization's tags."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from modules.specification.problems import InvalidEnvironmentError, Problem
from modules.specification.tag_keys import LibraryTag, TagKeys

Template = Mapping[str, Any]


def read_template(path: Path, shown: str) -> Template:
    """Read a template; `!Ref Name` becomes `{"Ref": "Name"}`.

    Args:
        path: The file.
        shown: What to call it in messages.

    Raises:
        InvalidEnvironmentError: it is no YAML that CloudFormation reads.

    """
    from cfnlint.decode import decode  # noqa: PLC0415 - takes half a second, which who asks for no template saves

    template, matches = decode(str(path))
    if template is None or matches:
        problems = [_problem(shown, match.linenumber, match.message) for match in matches]
        raise InvalidEnvironmentError(shown, problems or [_problem(shown, 1, "nothing")], cross_checked=True)
    return dict(template)


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


def _problem(shown: str, line: int, found: str) -> Problem:
    what = "a template must be YAML that CloudFormation reads"
    why = "AWS CloudFormation User Guide, CloudFormation template format"
    return Problem(shown, line, "", what, found.replace("\n", " "), why, "mend it")
