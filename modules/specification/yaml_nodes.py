"""The nodes of a YAML text: parsed, and nothing more. What would take long is refused before it does."""

from __future__ import annotations

import functools
import re
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.composer import Composer
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent
from ruamel.yaml.nodes import Node
from ruamel.yaml.reader import ReaderError

from modules.specification import yaml_rules as rules

_DEEPEST = 200
"""Levels below which nothing is parsed: each costs a few calls of Python's stack."""

_KEPT = 64
"""Texts whose nodes are kept: as many as a few environments have files."""

_VERSION = "%YAML 1.2"
_DIRECTIVE = re.compile(r"(?:\A|(?<=[\n\r\x85\u2028\u2029\ufeff]))%[^\n\r]*")


def parse(content: bytes, *, most: int = rules.MOST_NODES) -> tuple[Node | None, int]:
    """Parse a file's bytes.

    Args:
        content: The bytes, as UTF-8.
        most: How many nodes they may have.

    Returns:
        The root node, or None where there is only white space and comments; and how many nodes there are.

    Raises:
        BrokenRuleError: with the first mistake.

    """
    text = _decoded(content)
    if not text.strip():
        raise rules.BrokenRuleError(rules.EMPTY, "nothing")
    for directive in _DIRECTIVE.finditer(text):
        if directive[0].rstrip() != _VERSION:
            raise rules.BrokenRuleError(
                rules.DIRECTIVE, directive[0].rstrip(), 1 + text.count("\n", 0, directive.start())
            )
    try:
        return _compose(text, most)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        got = " ".join(filter(None, [error.context, error.problem]))
        raise rules.BrokenRuleError(rules.NOT_YAML, got, mark.line + 1 if mark else 1) from None
    except ReaderError as error:
        got = f"character {error.character:#04x}: {error.reason}"
        raise rules.BrokenRuleError(rules.NOT_YAML, got, 1 + text.count("\n", 0, error.position)) from None
    except (ValueError, ArithmeticError):
        raise rules.BrokenRuleError(
            rules.NO_CHARACTER, r"an escape beyond \U0010FFFF", _line_of_escape(content)
        ) from None
    except YAMLError as error:
        raise rules.BrokenRuleError(rules.NOT_YAML, " ".join(str(error).split()), 1) from None


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, byte = 1 + content.count(b"\n", 0, error.start), error.object[error.start]
        raise rules.BrokenRuleError(rules.NOT_UTF_8, f"byte {byte:#04x}: {error.reason}", line) from None


def _compose(text: str, most: int) -> tuple[Node | None, int]:
    """Compose a text. The same text is composed once in a process: nodes are only read."""
    try:
        root, nodes = _composed(text)
    except (rules.BrokenRuleError, YAMLError, ValueError, ArithmeticError):
        return _composed_anew(text, most)  # which mistake comes first depends on `most`
    return (root, nodes) if nodes <= most else _composed_anew(text, most)


@functools.lru_cache(maxsize=_KEPT)
def _composed(text: str) -> tuple[Node | None, int]:
    return _composed_anew(text, rules.MOST_NODES)


def _composed_anew(text: str, most: int) -> tuple[Node | None, int]:
    yaml = YAML(typ="safe", pure=True)
    yaml.Composer = _Composer
    yaml.composer.most = most
    root: Node | None = yaml.compose(text)
    return root, yaml.composer.nodes


class _Composer(Composer):
    """Composes nodes, and counts them."""

    most = rules.MOST_NODES
    nodes = 0
    _depth = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        event = self.parser.peek_event()
        self.nodes += 1
        self._depth += 1
        if self.nodes > self.most:
            raise rules.BrokenRuleError(
                rules.TOO_MANY, f"more than {self.most:,} in this file", event.start_mark.line + 1
            )
        if self._depth > _DEEPEST:
            raise rules.BrokenRuleError(rules.TOO_DEEP, f"more than {_DEEPEST} levels", event.start_mark.line + 1)
        if not isinstance(event, AliasEvent):
            self.anchors.pop(event.anchor, None)  # all anchors are refused later; one used twice would be warned of
        try:
            return super().compose_node(parent, index)
        finally:
            self._depth -= 1


def _line_of_escape(content: bytes) -> int:
    return 1 + content.count(b"\n", 0, content.find(rb"\U"))
