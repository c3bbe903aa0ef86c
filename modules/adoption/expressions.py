"""What expressions of Terraform come to: literals, locals, variables with a value, and a few functions.

Whatever else there is, is not evaluated and said so; nothing is guessed.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Callable, Mapping
from typing import Any

from lark import Token, Tree
from lark.exceptions import LarkError

from modules.adoption.templates import Interpolation, parts, unescaped
from modules.adoption.terraform_files import Block, Expression, Place, parsed

_CONSTANTS = {"true": True, "false": False, "null": None}
_HEREDOC = re.compile(r"<<(-?)[^\n]*\n(.*?)\n?\s*\S+\Z", re.DOTALL)

_NOT_VALUES = (OverflowError, RecursionError, TypeError, ValueError)
"""What is raised where somebody wrote what Terraform refuses: numbers without an end, a list as a key."""

_NOT_EVALUATED = {
    "attr_splat_expr_term": "a splat",
    "binary_op": "an operator",
    "conditional": "a condition",
    "for_object_expr": "a for expression",
    "for_tuple_expr": "a for expression",
    "full_splat_expr_term": "a splat",
    "unary_op": "an operator",
}
"""What the grammar has beside what is evaluated, as a reader knows it."""


class NotEvaluatedError(Exception):
    """An expression that only Terraform can evaluate."""

    def __init__(self, what: str, place: Place) -> None:
        super().__init__(what)
        self.what, self.place = what, place


def as_text(value: Any) -> str:
    """Return a value as Terraform makes a string of it.

    Raises:
        TypeError: it makes none.

    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int | float):
        return str(value)
    raise TypeError


def _merge(*maps: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for each in maps for key, value in (each or {}).items()}


_FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "join": lambda separator, texts: separator.join(map(as_text, texts)),
    "jsonencode": lambda value: json.dumps(value, separators=(",", ":"), ensure_ascii=False),
    "lower": str.lower,
    "merge": _merge,
    "tomap": dict,
    "tostring": as_text,
    "trimspace": str.strip,
    "upper": str.upper,
}


class Scope:
    """Evaluates expressions of one root."""

    def __init__(self, blocks: list[Block]) -> None:
        self._named: dict[tuple[str, str], Expression] = {}
        for block in blocks:
            if block.kind == "variable" and "default" in block.attributes:
                self._named["var", block.labels[0]] = block.attributes["default"]
        for block in blocks:
            kind = {"locals": "local", "values": "var"}.get(block.kind)
            if kind:
                self._named |= {(kind, name): expression for name, expression in block.attributes.items()}
        self._begun: list[tuple[str, str]] = []
        self._evaluations: Mapping[str, Callable[[Any, Place], Any]] = {
            "expr_term": lambda node, place: self._tree(node.children[0], place),
            "int_lit": lambda node, _: int("".join(node.children)),
            "float_lit": lambda node, _: float("".join(node.children)),
            "identifier": _constant,
            "tuple": self._tuple,
            "object": self._object,
            "get_attr_expr_term": self._member,
            "index_expr_term": self._member,
            "function_call": self._call,
            "heredoc_template": self._heredoc,
            "heredoc_template_trim": self._heredoc,
        }

    def value(self, expression: Expression) -> Any:
        """Return what an expression comes to.

        Raises:
            NotEvaluatedError: only Terraform can tell.

        """
        is_hcl = isinstance(expression.node, Tree | Token)
        try:
            return (self._tree if is_hcl else self._json)(expression.node, expression.place)
        except _NOT_VALUES as error:
            raise NotEvaluatedError("an expression that has no value here", expression.place) from error

    def entries(self, expression: Expression) -> dict[str, Expression]:
        """Return the values of a map, each by itself where they are written out, so that one can fail alone.

        Raises:
            NotEvaluatedError: it is no map, or only Terraform can tell.

        """
        try:
            return self._entries(expression)
        except _NOT_VALUES as error:
            raise NotEvaluatedError("a map that has no value here", expression.place) from error

    def _entries(self, expression: Expression) -> dict[str, Expression]:
        node, place = expression.node, expression.place
        if isinstance(node, dict):
            return {key: Expression(value, place) for key, value in node.items()}
        while isinstance(node, Tree) and node.data == "expr_term" and len(node.children) == 1:
            node = node.children[0]
        if isinstance(node, Tree) and node.data == "object":
            elements = [element.children for element in node.children]
            return {
                self._key(key, place): Expression(value, _place(value, _place(key, place))) for key, value in elements
            }
        value = self.value(expression)
        if not isinstance(value, dict):
            raise NotEvaluatedError("no map", place)
        return {key: Expression(_Known(inner), place) for key, inner in value.items()}

    def _json(self, node: Any, place: Place) -> Any:
        if isinstance(node, _Known):
            return node.value
        if isinstance(node, str):
            return self._template(node, place)
        if isinstance(node, dict):
            return {self._template(key, place): self._json(value, place) for key, value in node.items()}
        return [self._json(item, place) for item in node] if isinstance(node, list) else node

    def _tree(self, node: Any, place: Place) -> Any:
        if isinstance(node, Token):
            return self._template(str(node)[1:-1], place, unescaped)
        evaluate = self._evaluations.get(node.data)
        if evaluate is None or (node.data == "expr_term" and len(node.children) > 1):
            raise NotEvaluatedError(_NOT_EVALUATED.get(node.data, "an expression"), _place(node, place))
        return evaluate(node, _place(node, place))

    def _tuple(self, node: Any, place: Place) -> list[Any]:
        return [self._tree(child, place) for child in node.children]

    def _object(self, node: Any, place: Place) -> dict[str, Any]:
        pairs = (element.children for element in node.children)
        return {self._key(key, place): self._tree(value, place) for key, value in pairs}

    def _heredoc(self, node: Any, place: Place) -> Any:
        found = _HEREDOC.match(str(node.children[0]))
        text = f"{found[2]}\n" if found else ""
        return self._template(textwrap.dedent(text) if found and found[1] else text, place)

    def _member(self, node: Any, place: Place) -> Any:
        base, member = node.children
        inner = member.children[0]
        is_name = isinstance(inner, Tree) and inner.data == "identifier" and member.data == "get_attr"
        key = str(inner.children[0]) if is_name else self._tree(inner, place) if isinstance(inner, Tree) else int(inner)
        root = base.children[0] if len(base.children) == 1 else base
        if isinstance(root, Tree) and root.data == "identifier":
            return self._reference(str(root.children[0]), str(key), place)
        value = self._tree(base, place)
        try:
            return value[key]
        except (LookupError, TypeError):
            raise NotEvaluatedError(f"{key}, which is not there", place) from None

    def _reference(self, kind: str, name: str, place: Place) -> Any:
        expression = self._named.get((kind, name))
        if expression is None:
            without = ", which has no value" if kind in {"var", "local"} else ""
            raise NotEvaluatedError(f"{kind}.{name}{without}", place)
        if (kind, name) in self._begun:
            raise NotEvaluatedError(f"{kind}.{name}, which refers to itself", place)
        self._begun.append((kind, name))
        try:
            return self.value(expression)
        finally:
            self._begun.pop()

    def _call(self, node: Any, place: Place) -> Any:
        name = str(node.children[0].children[0])
        arguments = node.children[1].children if len(node.children) > 1 else []
        if name not in _FUNCTIONS or any(isinstance(argument, Token) and argument == "..." for argument in arguments):
            raise NotEvaluatedError(f"{name}(...)", place)
        values = [self._tree(argument, place) for argument in arguments]
        try:
            return _FUNCTIONS[name](*values)
        except (TypeError, AttributeError, ValueError):
            raise NotEvaluatedError(f"{name}(...)", place) from None

    def _key(self, node: Any, place: Place) -> str:
        if isinstance(node, Tree) and node.data == "identifier":
            return str(node.children[0])
        return as_text(self._tree(node, place))

    def _template(self, text: str, place: Place, read: Callable[[str], str] = str) -> Any:
        try:
            found = list(parts(text))
        except ValueError as error:
            raise NotEvaluatedError(str(error), place) from None
        values = [self._part(part, place, read) for part in found]
        if len(values) == 1:
            return values[0]
        try:
            return "".join(map(as_text, values))
        except TypeError:
            raise NotEvaluatedError(text, place) from None

    def _part(self, part: str | Interpolation, place: Place, read: Callable[[str], str]) -> Any:
        if isinstance(part, str):
            return _characters(read(part))
        try:
            tree = parsed(part.expression, place.line)
        except LarkError:
            raise NotEvaluatedError(f"${{{part.expression}}}", place) from None
        return self.value(Expression(tree, place))


class _Known:
    """A value that was evaluated before."""

    def __init__(self, value: Any) -> None:
        self.value = value


def _characters(text: str) -> str:
    """Return a text; half of a character, which no file can have, is none."""
    text.encode()
    return text


def _constant(node: Any, place: Place) -> Any:
    name = str(node.children[0])
    if name not in _CONSTANTS:
        raise NotEvaluatedError(name, place)
    return _CONSTANTS[name]


def _place(node: Any, place: Place) -> Place:
    """Return where a tree stands; the place around it, where it has none."""
    line = getattr(getattr(node, "meta", None), "line", None)
    return Place(place.file, line) if line else place
