"""The inline policy of a permission set as it is written: JSON of the shape that IAM reads."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from modules.specification.problems import InvalidEnvironmentError, Problem
from modules.specification.source_files import content
from modules.specification.yaml_rules import BrokenRuleError

Document = dict[str, Any]

_ENTRIES = ("Version", "Id", "Statement")
_CHOICES = (("Action", "NotAction"), ("Resource", "NotResource"))
_MAY_HAVE = {"Sid", "Effect", "Condition", *(key for choice in _CHOICES for key in choice)}


class _Wrong(NamedTuple):
    line: int
    path: str
    what: str
    got: str
    why: str


def inline_document(path: Path, shown: str) -> Document | None:
    """Read an inline policy; nothing where there is no file.

    Raises:
        InvalidEnvironmentError: it is none that IAM takes.

    """
    if not path.exists() and not path.is_symlink():
        return None
    try:
        document = json.loads(content(path).decode())
    except BrokenRuleError as broken:
        wrong = _Wrong(1, "", "an inline policy must be a file that can be read", broken.got, broken.rule.why)
        raise _invalid(shown, wrong) from None
    except json.JSONDecodeError as error:
        why = "Identity Center takes nothing else"
        raise _invalid(shown, _Wrong(error.lineno, "", "an inline policy must be JSON", error.msg, why)) from None
    except (UnicodeDecodeError, RecursionError) as error:
        why = "Identity Center takes nothing else"
        raise _invalid(shown, _Wrong(1, "", "an inline policy must be JSON", type(error).__name__, why)) from None
    for wrong in _faults(document):
        raise _invalid(shown, wrong)
    return {**document, "Statement": statements(document)}


def statements(document: Document) -> list[dict[str, Any]]:
    """Return the statements of a policy, also of one that has its only statement outside a list."""
    written = document.get("Statement", [])
    return written if isinstance(written, list) else [written]


def _faults(document: object) -> Iterator[_Wrong]:
    why = "IAM User Guide, Grammar of the IAM JSON policy language"
    if not isinstance(document, dict) or not statements(document):
        yield _Wrong(1, "", "an inline policy must have statements", f"{type(document).__name__} without", why)
        return
    for key in document.keys() - set(_ENTRIES):
        yield _Wrong(1, key, "an inline policy must have no other entries than IAM knows", key, why)
    for index, statement in enumerate(statements(document)):
        for what, got in _faults_of(statement):
            yield _Wrong(1, f"Statement[{index}]", what, got, why)


def _faults_of(statement: object) -> Iterator[tuple[str, str]]:
    if not isinstance(statement, dict):
        yield "a statement must be an object", str(statement)
        return
    for key in sorted(statement.keys() - _MAY_HAVE):
        yield "a statement of an inline policy must have no other entries than IAM knows", key
    if statement.get("Effect") not in ("Allow", "Deny"):
        yield "a statement must allow or deny", str(statement.get("Effect"))
    for choice in _CHOICES:
        named = [key for key in choice if key in statement]
        if len(named) != 1:
            yield f"a statement must have either {choice[0]} or {choice[1]}", " and ".join(named) or "none"
        elif not all(isinstance(value, str) for value in _listed(statement[named[0]])):
            yield f"{named[0]} must be text, or a list of texts", str(statement[named[0]])
    if not isinstance(statement.get("Condition", {}), dict):
        yield "a condition must be an object", str(statement["Condition"])


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _invalid(shown: str, wrong: _Wrong) -> InvalidEnvironmentError:
    problem = Problem(shown, wrong.line, wrong.path, wrong.what, wrong.got, wrong.why, "mend it")
    return InvalidEnvironmentError(shown, [problem], cross_checked=True)
