"""What names mean in a document: in a workspace by itself, in a module for each call with its inputs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from modules.specification.errors import LandingZoneError
from modules.synthesized.documents import Document
from modules.synthesized.expressions import Code, pieces
from modules.synthesized.unknowns import Identity, Unknown

_ADDRESS = re.compile(r"(?<![\w.-])((?:data\.)?)(\w+)\.([\w-]+)")
_OF_TERRAFORM = frozenset({"count", "data", "each", "local", "module", "path", "self", "terraform", "var"})
"""First words of references that are no resource's type."""
_NOTHING = object()
"""What stands for a reference that leads nowhere, and for a text that looks like one and is none."""

Known = Callable[[Any], Any]
"""Gives what is to stand in the place of a value that a reference leads to."""


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """A workspace, or one call of a module."""

    document: Document
    where: str
    """The workspace's id; for a call followed by the names of the calls that lead to it: `staging-accounts/spoke`."""
    workspaces: Callable[[str], Scope | None]
    """Finds a workspace by its id."""
    caller: Scope | None = None
    call: Mapping[str, Any] = field(default_factory=dict)
    """The block that calls the module."""
    _modules: dict[str, Scope] = field(default_factory=dict)
    _states: dict[str, Scope | None] = field(default_factory=dict)
    _outputs: dict[str, Any] = field(default_factory=dict)
    _identities: dict[tuple[str, str], Identity] = field(default_factory=dict)
    _followed_now: set[tuple[str, str]] = field(default_factory=set)

    @property
    def workspace(self) -> str:
        """The id of the workspace that it is in."""
        return self.where.partition("/")[0]

    def module(self, name: str) -> Scope | None:
        """Return the scope of a call."""
        if name not in self._modules and name in self.document.modules:
            call = self.document.blocks("module")[name]
            found = Scope(self.document.modules[name], f"{self.where}/{name}", self.workspaces, self, call)
            self._modules[name] = found
        return self._modules.get(name)

    def whole(self) -> Iterator[Scope]:
        """Return the scope, and that of every module that is called in it."""
        yield self
        for name in self.document.modules:
            module = self.module(name)
            yield from module.whole() if module else ()

    def producer(self, key: str) -> Scope | None:
        """Find the workspace whose state is read, by the file or the name that its configuration has.

        Args:
            key: The name of the lookup of the state.

        """
        if key not in self._states:
            states = self.document.blocks("data").get("terraform_remote_state", {})
            names = (text.rpartition("/")[2] for text in _texts(states.get(key, {}).get("config", {})))
            found = (self.workspaces(name.removesuffix(".tfstate")) for name in names)
            self._states[key] = next(filter(None, found), None)
        return self._states[key]

    def value(self, raw: Any, known: Known | None = None) -> Any:
        """Follow every reference in a value of the document, and undo the escapes of its texts.

        Args:
            raw: As the document has it.
            known: Gives what is to stand for the value of each reference; that value itself, where it is left out.

        Raises:
            LandingZoneError: something refers to itself.

        """
        if isinstance(raw, str):
            return self._text(raw, known) if "${" in raw or "%{" in raw else raw
        if isinstance(raw, dict):
            return {key: self.value(value, known) for key, value in raw.items()}
        if isinstance(raw, list):
            return [self.value(value, known) for value in raw]
        return raw

    def _text(self, raw: str, known: Known | None) -> Any:
        values = [self._meaning(piece, known) if isinstance(piece, Code) else piece for piece in pieces(raw)]
        if len(values) == 1:
            return values[0]
        text = "".join(map(str, values))
        return Unknown(text) if any(isinstance(value, Unknown) for value in values) else text

    def output(self, name: str, keys: tuple[str, ...] = (), *, missing: Any = None) -> Any:
        """Return the value of an output, or what it has at some keys; `missing` where it has nothing there."""
        if name not in self._outputs:  # a map of a thousand accounts is followed once for all who read it
            block = self.document.blocks("output").get(name, {})
            self._outputs[name] = self._followed(("output", name), block.get("value", _NOTHING), ())
        found = _walk(self._outputs[name], keys)
        return missing if found is _NOTHING else found

    def _meaning(self, code: Code, known: Known | None) -> Any:
        found = self._reference(code.steps)
        if code.map_of_values and isinstance(listed := self._reference(code.map_of_values.steps), Mapping):
            found = [*listed.values()]
        if found is _NOTHING:
            found = Unknown(_ADDRESS.sub(self._located, code))
        return known(found) if known else found

    def _reference(self, steps: tuple[str, ...]) -> Any:  # noqa: PLR0911 - one for each kind of reference
        match steps:
            case ("var", name, *keys):
                return self._input(name, tuple(keys))
            case ("local", name, *keys):
                return self._followed(("local", name), self.document.blocks("locals").get(name, _NOTHING), tuple(keys))
            case ("module", name, output, *keys):
                module = self.module(name)
                return module.output(output, tuple(keys), missing=_NOTHING) if module else _NOTHING
            case ("data", "terraform_remote_state", state, "outputs", output, *keys):
                other = self.producer(state)
                return (
                    other.output(output, tuple(keys), missing=_NOTHING)
                    if other
                    else self._identity(".".join(steps), ())
                )
            case ("data", type_, name, *keys):
                return self._argument("data", f"data.{type_}.{name}", (type_, name), tuple(keys))
            case (type_, name, *keys) if type_ not in _OF_TERRAFORM:
                return self._argument("resource", f"{type_}.{name}", (type_, name), tuple(keys))
            case _:
                return _NOTHING

    def _input(self, name: str, keys: tuple[str, ...]) -> Any:
        if self.caller is not None and name in self.call:
            return self.caller._followed((self.where, name), self.call[name], keys)  # noqa: SLF001 - the same class
        return _walk(self.document.blocks("variable").get(name, {}).get("default", _NOTHING), keys)

    def _argument(self, part: str, address: str, place: tuple[str, str], keys: tuple[str, ...]) -> Any:
        """Return what an argument says that is written down; else the identity of what is to be known at apply."""
        body = self.document.blocks(part).get(place[0], {}).get(place[1], {})
        if part == "resource" and keys and keys[0] in body:
            return self._followed((address, keys[0]), body[keys[0]], keys[1:])
        return self._identity(address, keys)

    def _identity(self, address: str, keys: tuple[str, ...]) -> Identity:
        place = (address, keys[0] if keys else "")
        if place not in self._identities:  # each is referred to many times
            self._identities[place] = Identity.of(f"{self.where}:{address}", place[1])
        return self._identities[place]

    def _located(self, found: re.Match[str]) -> str:
        part = self.document.blocks("data" if found[1] else "resource")
        return f"{self.where}:{found[0]}" if found[3] in part.get(found[2], {}) else found[0]

    def _followed(self, place: tuple[str, str], raw: Any, keys: tuple[str, ...]) -> Any:
        """Follow what a name stands for."""
        if place in self._followed_now:
            raise LandingZoneError(
                "something in what was synthesized refers to itself",
                got=f"{place[0]}.{place[1]} in {self.where}",
                why="nothing can be known of it, and Terraform would refuse it, too",
                fix="run `python main.py synth`; if it stays, it is a mistake of this library",
            )
        self._followed_now.add(place)
        try:
            return _walk(self.value(raw), keys)
        finally:
            self._followed_now.discard(place)


def _walk(value: Any, keys: tuple[str, ...]) -> Any:
    """Return what a value has at some keys; `_NOTHING`, where it has nothing there."""
    for key in keys:
        if isinstance(value, Mapping):
            value = value.get(key, _NOTHING)
        elif isinstance(value, list) and key.isdigit() and int(key) < len(value):
            value = value[int(key)]
        else:
            return _NOTHING
    return value


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, str):
        yield value
