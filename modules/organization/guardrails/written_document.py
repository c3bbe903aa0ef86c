"""The `policy.json` of a guardrail, as somebody wrote it: read, checked for its shape, each statement with a name."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from modules.organization.guardrails.documents import Document
from modules.specification.problems import InvalidEnvironmentError, Problem
from modules.specification.source_files import content
from modules.specification.yaml_rules import BrokenRuleError

_SID = re.compile(r"[A-Za-z0-9]+", re.ASCII)
_OF_LETTERS = re.compile(r"[a-z]+(-[a-z]+)*")
"""A name that can be told from its words with capitals, whatever number is behind them."""
_DIGEST_DIGITS = 8


def text_of(path: Path, shown: str) -> str:
    """Read the file.

    Args:
        path: The file.
        shown: The guardrail's folder, as a reader knows it.

    Raises:
        InvalidEnvironmentError: it cannot be read, or is no text.

    """
    try:
        return content(path).decode("utf-8-sig")
    except BrokenRuleError as broken:
        raise _refused(shown, path.name, 1, broken.rule.what, broken.got, broken.rule.why, broken.rule.fix) from None
    except UnicodeDecodeError as error:
        what, why = "a guardrail's document must be text in UTF-8", "JSON is written in it (RFC 8259)"
        raise _refused(shown, path.name, 1, what, error.reason, why, "save it as UTF-8") from None


def document_of(text: str, shown: str, file: str) -> Document:
    """Parse a document.

    Raises:
        InvalidEnvironmentError: it is no JSON, or not of the shape that a policy has.

    """
    try:
        document = json.loads(text, object_pairs_hook=_without_repeated_keys)
    except json.JSONDecodeError as error:
        what, why = "a guardrail's document must be JSON", "Organizations takes nothing else"
        raise _refused(shown, file, error.lineno, what, error.msg, why, "mend it") from None
    except RecursionError:
        what, why = "a guardrail's document must be JSON of a few levels", "no policy is nested so deeply"
        raise _refused(shown, file, 1, what, "too many levels", why, "mend it") from None
    except _RepeatedKeyError as error:
        what, why = "a key must stand once in an object", "whoever reads it takes one of them, and drops the other"
        raise _refused(shown, file, 1, what, str(error), why, "write the values of both under one key") from None
    if not isinstance(document, dict):
        what, why = "a guardrail's document must be an object", "every organization policy is one"
        raise _refused(shown, file, 1, what, type(document).__name__, why, "begin it with {") from None
    if "Statement" in document:
        document["Statement"] = _statements(document["Statement"], shown, file)
    return document


def sids(document: Document) -> list[str]:
    """Names of the statements, as written; of those that have a usable one."""
    return [sid for statement in document.get("Statement", ()) if _is_usable(sid := statement.get("Sid"))]


def named(document: Document, name: str, times: Mapping[str, int]) -> Document:
    """Give a name to each statement that has none of its own: AWS asks for none, and for one twice in a policy never.

    A name leads from a synthesized policy back to the guardrail, and several guardrails become one policy.

    Args:
        document: The guardrail's document.
        name: The guardrail's name, which the new names are made of.
        times: How often each name stands in all guardrails that may be bound beside this one.

    """
    if "Statement" not in document:
        return document
    statements = [
        statement
        if _is_usable(sid := statement.get("Sid")) and times.get(sid, 1) == 1
        else {
            "Sid": _given_sid(name, number, times),
            **{key: value for key, value in statement.items() if key != "Sid"},
        }
        for number, statement in enumerate(document["Statement"], start=1)
    ]
    return {**document, "Statement": statements}


def _given_sid(name: str, number: int, times: Mapping[str, int]) -> str:
    """Make a name that no other statement has: with a digest of the guardrail's where words and number do not tell."""
    words = "".join(word[:1].upper() + word[1:] for word in re.split(r"[^A-Za-z0-9]+", name))
    if _OF_LETTERS.fullmatch(name) and f"{words}{number}" not in times:
        return f"{words}{number}"
    return f"{words}{hashlib.sha256(name.encode()).hexdigest()[:_DIGEST_DIGITS]}{number}"


def _is_usable(sid: Any) -> bool:
    return isinstance(sid, str) and _SID.fullmatch(sid) is not None


def _statements(written: Any, shown: str, file: str) -> list[dict[str, Any]]:
    """Return the statements as a list; IAM takes a single one without."""
    statements = written if isinstance(written, list) else [written]
    if not statements or not all(isinstance(statement, dict) for statement in statements):
        what, why = "a policy must have statements", "each is an object, one by itself or several in a list"
        raise _refused(shown, file, 1, what, json.dumps(written)[:80], why, 'write "Statement": [{...}]')
    return statements


class _RepeatedKeyError(ValueError):
    """A key that stands twice in one object. The text is the key."""


def _without_repeated_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _RepeatedKeyError(key)
        found[key] = value
    return found


def _refused(  # noqa: PLR0913, PLR0917 - the parts of a problem
    shown: str, file: str, line: int, what: str, got: str, why: str, fix: str
) -> InvalidEnvironmentError:
    problem = Problem(f"{shown}/{file}", line, "", what, got, why, fix)
    return InvalidEnvironmentError(shown, [problem], cross_checked=True)
