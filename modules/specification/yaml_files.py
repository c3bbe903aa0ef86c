"""YAML read into plain data that remembers the file and line of each of its parts.

Stricter than YAML: no anchors and aliases (a reader must see what an entry says where it stands), no
duplicate keys, no tags, text keys only, no Terraform expressions, one document in a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from modules.specification import yaml_rules as rules
from modules.specification.problems import Problem, dotted
from modules.specification.reserved_text import refusal
from modules.specification.scalars import is_plain_number, quoted
from modules.specification.source_files import content
from modules.specification.yaml_nodes import parse

KeyPath = tuple[str | int, ...]

DayPath = tuple[str | int | None, ...]
"""The start of a path; `None` stands for any key."""


_PLAIN = "tag:yaml.org,2002:"
_NUMBERS = {"int": int, "float": float}


@dataclass(slots=True)
class YamlFiles:
    """The merged data of several files, and where each part of it stands."""

    data: dict[str, Any] = field(default_factory=dict)
    places: dict[KeyPath, tuple[str, int]] = field(default_factory=dict)
    """File and line (from 1) of each path. The empty path is the whole."""
    written: dict[KeyPath, str] = field(default_factory=dict)
    """Each value that is no text, as it is written: `1.10` is more than the number 1.1."""
    problems: list[Problem] = field(default_factory=list)
    refused: set[KeyPath] = field(default_factory=set)
    """Paths of the parts that have problems and are left out. The empty path: a file of which nothing is known."""

    def place(self, path: KeyPath) -> tuple[str, int]:
        """Return file and line of the deepest part of `path` that was written."""
        while path not in self.places and path:
            path = path[:-1]
        return self.places.get(path, ("", 1))


def read(files: list[tuple[str, Path]], *, days_below: Iterable[DayPath] = ()) -> YamlFiles:
    """Read files, each given with the name to show for it, into one mapping. Problems are kept, not raised.

    Args:
        files: Name to show and path of each.
        days_below: Below which keys days may stand without quotes, as text: where a field takes days.

    """
    merged, paths = YamlFiles(), tuple(days_below)
    room, nodes = rules.LARGEST_ENVIRONMENT, rules.MOST_NODES
    for shown, path in files:
        reader = _Reader(shown, merged, days_below=paths)
        try:
            read_bytes = content(path, room=room)
            root, count = parse(read_bytes, most=nodes)
        except rules.BrokenRuleError as error:
            reader.refuse(error.rule, error.line, (), error.got)
        else:
            room, nodes = room - len(read_bytes), nodes - count
            reader.merge(root)
    return merged


class _Reader:
    """Reads one file into what is merged so far."""

    def __init__(self, shown: str, merged: YamlFiles, *, days_below: tuple[DayPath, ...]) -> None:
        self._shown, self._merged, self._days_below = shown, merged, days_below
        self._anchored: set[int] = set()

    def refuse(self, rule: rules.Rule, line: int, path: KeyPath, got: str, fix: str | None = None) -> None:
        self._merged.problems.append(
            Problem(self._shown, line, dotted(path), rule.what, got, rule.why, fix or rule.fix)
        )
        self._merged.refused.add(path)

    def merge(self, root: Node | None) -> None:
        """Add what a file holds to what the files before it hold."""
        if isinstance(root, MappingNode) and self._is_plain(root, ()):
            self._merge(root)
        elif root is not None and not isinstance(root, MappingNode) and root.tag != f"{_PLAIN}null":
            self.refuse(
                rules.NO_MAPPING, _line(root), (), "a list" if isinstance(root, SequenceNode) else "a single value"
            )

    def _merge(self, root: MappingNode) -> None:
        """Add the file's top-level keys to those of the files before it."""
        for key, line, value in self._entries(root, ()):
            if key in self._merged.data:
                other, at = self._merged.places[key,]
                self.refuse(rules.KEY_IN_TWO_FILES, line, (key,), f"`{key}` in {other}:{at} and {self._shown}:{line}")
                continue
            self._merged.places[key,] = (self._shown, line)
            self._merged.data[key] = self._data(value, (key,))

    def _data(self, node: Node, path: KeyPath) -> Any:
        if not self._is_plain(node, path):
            return None
        if len(path) > rules.DEEPEST:
            self.refuse(rules.TOO_DEEP, _line(node), path, f"more than {rules.DEEPEST} levels")
        elif isinstance(node, MappingNode):
            return {key: self._placed(value, (*path, key), line) for key, line, value in self._entries(node, path)}
        elif isinstance(node, SequenceNode) and len(node.value) > rules.MOST_ENTRIES:
            self.refuse(rules.LIST_TOO_LONG, _line(node), path, f"{len(node.value):,} entries")
        elif isinstance(node, SequenceNode):
            return [self._placed(item, (*path, index), _line(item)) for index, item in enumerate(node.value)]
        elif isinstance(node, ScalarNode):
            return self._scalar(node, path)
        return None

    def _is_plain(self, node: Node, path: KeyPath) -> bool:
        """Refuse anchors, aliases (they lead to a node with an anchor) and tags."""
        if node.anchor:
            line = max(_line(node), self._merged.place(path)[1])  # an alias stands below the node that it leads to
            self.refuse(rules.ANCHOR, line, path, f"{'*' if id(node) in self._anchored else '&'}{node.anchor}")
            self._anchored.add(id(node))
        elif node.ctag.handle or not str(node.tag).startswith(_PLAIN):
            self.refuse(rules.TAG, _line(node), path, str(node.tag).replace(_PLAIN, "!!"))
        return not node.anchor and not node.ctag.handle and str(node.tag).startswith(_PLAIN)

    def _placed(self, node: Node, path: KeyPath, line: int) -> Any:
        self._merged.places[path] = (self._shown, line)
        return self._data(node, path)

    def _entries(self, node: MappingNode, path: KeyPath) -> Iterator[tuple[str, int, Node]]:
        """Every entry of a mapping whose key is text and new: key, line, value."""
        seen: dict[str, int] = {}
        for key_node, value_node in node.value:
            line = _line(key_node)
            if key_node.tag == f"{_PLAIN}merge":
                self.refuse(rules.ANCHOR, line, (*path, "<<"), "<<")
            elif not isinstance(key_node, ScalarNode):
                self.refuse(rules.KEY_NO_TEXT, line, path, "a list or mapping")
            elif not self._is_plain(key_node, (*path, key_node.value)):
                continue
            elif key_node.tag != f"{_PLAIN}str":
                self.refuse(rules.KEY_NO_TEXT, line, (*path, key_node.value), key_node.value or "nothing")
            elif not _is_encodable(key_node.value):
                self.refuse(rules.NO_CHARACTER, line, path, key_node.value)
            elif rule := refusal(key_node.value):
                self.refuse(rule, line, (*path, key_node.value), key_node.value)
            elif key_node.value in seen:
                got = f"`{key_node.value}` in lines {seen[key_node.value]} and {line}"
                self.refuse(rules.KEY_TWICE, line, (*path, key_node.value), got)
            else:
                seen[key_node.value] = line
                yield key_node.value, line, value_node

    def _scalar(self, node: ScalarNode, path: KeyPath) -> Any:
        kind, text = str(node.tag).removeprefix(_PLAIN), str(node.value)
        if kind == "null":
            return None
        if kind == "bool":
            self._merged.written[path] = text
            return SafeConstructor.bool_values[text.lower()]
        if kind in _NUMBERS and is_plain_number(text):
            self._merged.written[path] = text
            return _NUMBERS[kind](text)
        if kind in _NUMBERS or (kind == "timestamp" and not self._may_be_a_day(path)):
            self.refuse(rules.AMBIGUOUS, _line(node), path, text, quoted(text))
            return None
        return self._text(node, path)

    def _may_be_a_day(self, path: KeyPath) -> bool:
        return any(
            len(path) >= len(below) and all(key in {None, at} for key, at in zip(below, path, strict=False))
            for below in self._days_below
        )

    def _text(self, node: ScalarNode, path: KeyPath) -> str | None:
        text = str(node.value)
        if not _is_encodable(text):
            self.refuse(rules.NO_CHARACTER, _line(node), path, text)
        elif rule := refusal(text):
            self.refuse(rule, _line(node), path, text)
        else:
            return text
        return None


def _is_encodable(text: str) -> bool:
    """Whether `text` can be written to a file: an escape can make half of a surrogate pair, which cannot."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


def _line(node: Node) -> int:
    return int(node.start_mark.line) + 1
