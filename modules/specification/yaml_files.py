"""YAML read into plain data that remembers the file and line of each of its parts.

Stricter than YAML: no anchors and aliases (a reader must see what an entry says where it stands), no
duplicate keys, no tags, text keys only, one document in a file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from modules.specification.problems import Problem, dotted

KeyPath = tuple[str | int, ...]


class _Rule(NamedTuple):
    what: str
    why: str
    fix: str


_NOT_YAML = _Rule("the file is not YAML", "nothing of it can be read", "mend it near this line; the file is UTF-8 text")
_TOO_DEEP = _Rule("the file is nested too deeply", "no part of an environment is", "flatten it")
_NO_MAPPING = _Rule(
    "a file holds keys and values",
    "each top-level key is a part of the environment",
    "start with a key, such as `teams:`",
)
_KEY_IN_TWO_FILES = _Rule(
    "a top-level key is in two files",
    "each is in one file, so that a reader knows where to look",
    "move both parts into one file",
)
_KEY_TWICE = _Rule("a key is written twice", "YAML would keep only the last of them", "remove or rename one")
_KEY_NO_TEXT = _Rule("a key is text", "numbers and other values cannot be names", "put it in quotes, if it is meant")
_ANCHOR = _Rule(
    "anchors and aliases are not used here",
    "an entry must say all that it means where it stands",
    "write the values out in both places",
)
_TAG = _Rule(
    "tags are not used here",
    "a value is text, a number, true, false or nothing",
    "remove the word that starts with !",
)

_PLAIN = "tag:yaml.org,2002:"
_NUMBERS = {"int": int, "float": float}


@dataclass(slots=True)
class YamlFiles:
    """The merged data of several files, and where each part of it stands."""

    data: dict[str, Any] = field(default_factory=dict)
    places: dict[KeyPath, tuple[str, int]] = field(default_factory=dict)
    """File and line (from 1) of each path. The empty path is the whole."""
    problems: list[Problem] = field(default_factory=list)

    def place(self, path: KeyPath) -> tuple[str, int]:
        """Return file and line of the deepest part of `path` that was written."""
        while path not in self.places and path:
            path = path[:-1]
        return self.places.get(path, ("", 1))


def read(files: list[tuple[str, Path]]) -> YamlFiles:
    """Read files, each given with the name to show for it, into one mapping. Problems are kept, not raised."""
    merged = YamlFiles()
    for shown, path in files:
        reader = _Reader(shown, merged)
        try:
            reader.read(path)
        except RecursionError:
            reader.refuse(_TOO_DEEP, 1, (), "hundreds of levels")
    return merged


class _Reader:
    """Reads one file into what is merged so far."""

    def __init__(self, shown: str, merged: YamlFiles) -> None:
        self._shown, self._merged = shown, merged

    def refuse(self, rule: _Rule, line: int, path: KeyPath, got: str) -> None:
        self._merged.problems.append(Problem(self._shown, line, dotted(path), rule.what, got, rule.why, rule.fix))

    def read(self, path: Path) -> None:
        root = self._composed(path)
        if isinstance(root, MappingNode):
            self._merge(root)
        elif root is not None:
            self.refuse(_NO_MAPPING, 1, (), "a list" if isinstance(root, SequenceNode) else "a single value")

    def _composed(self, path: Path) -> Node | None:
        try:
            root: Node | None = YAML(typ="safe", pure=True).compose(path.read_text(encoding="utf-8"))
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            got = " ".join(filter(None, [error.context, error.problem]))
            self.refuse(_NOT_YAML, mark.line + 1 if mark else 1, (), got)
        except (YAMLError, UnicodeDecodeError) as error:
            self.refuse(_NOT_YAML, 1, (), " ".join(str(error).split()))
        else:
            return root
        return None

    def _merge(self, root: MappingNode) -> None:
        """Add the file's top-level keys to those of the files before it."""
        for key, line, value in self._entries(root, ()):
            if key in self._merged.data:
                other, at = self._merged.places[key,]
                self.refuse(_KEY_IN_TWO_FILES, line, (key,), f"`{key}` in {other}:{at} and {self._shown}:{line}")
                continue
            self._merged.places[key,] = (self._shown, line)
            self._merged.data[key] = self._data(value, (key,))

    def _data(self, node: Node, path: KeyPath) -> Any:
        if getattr(node, "anchor", None):
            self.refuse(_ANCHOR, _line(node), path, f"&{node.anchor}")
        elif isinstance(node, MappingNode):
            return {key: self._placed(value, (*path, key), line) for key, line, value in self._entries(node, path)}
        elif isinstance(node, SequenceNode):
            return [self._placed(item, (*path, index), _line(item)) for index, item in enumerate(node.value)]
        elif isinstance(node, ScalarNode):
            return self._scalar(node, path)
        return None

    def _placed(self, node: Node, path: KeyPath, line: int) -> Any:
        self._merged.places[path] = (self._shown, line)
        return self._data(node, path)

    def _entries(self, node: MappingNode, path: KeyPath) -> Iterator[tuple[str, int, Node]]:
        """Every entry of a mapping whose key is text and new: key, line, value."""
        seen: dict[str, int] = {}
        for key_node, value_node in node.value:
            line = _line(key_node)
            if not isinstance(key_node, ScalarNode) or key_node.tag != f"{_PLAIN}str":
                got = str(key_node.value) if isinstance(key_node, ScalarNode) else "a list or mapping"
                self.refuse(_KEY_NO_TEXT, line, path, got)
            elif key_node.value in seen:
                got = f"`{key_node.value}` in lines {seen[key_node.value]} and {line}"
                self.refuse(_KEY_TWICE, line, (*path, key_node.value), got)
            else:
                seen[key_node.value] = line
                yield key_node.value, line, value_node

    def _scalar(self, node: ScalarNode, path: KeyPath) -> Any:
        kind = str(node.tag).removeprefix(_PLAIN)
        if kind == "null":
            return None
        if kind == "bool":
            return SafeConstructor.bool_values[node.value.lower()]
        if kind in _NUMBERS:
            try:
                return _NUMBERS[kind](node.value.replace("_", ""))
            except ValueError:  # 0x1F, .inf and the like: no field takes them, and the text says what was written
                return node.value
        if kind not in ("str", "timestamp"):  # a date is read where a date is asked for
            self.refuse(_TAG, _line(node), path, str(node.tag))
        return node.value


def _line(node: Node) -> int:
    return int(node.start_mark.line) + 1
