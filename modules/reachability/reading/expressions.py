"""What expressions of the synthesized Terraform stand for: values, or the identity of a resource."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from modules.reachability.reading.documents import KINDS, Document, Documents

_REFERENCE = re.compile(r"\$\{([^{}]*)\}")
_STEP = re.compile(r'\["([^"]*)"\]|\[(\d+)\]|\.?([\w-]+)')
_PLAIN = re.compile(r'[\w.-]+(\["[^"]*"\]|\[\d+\]|\.[\w-]+)*')
_ENDPOINT = re.compile(r"(aws_networkfirewall_firewall\.[\w-]+)\.firewall_status.*?(aws_subnet\.[\w-]+)\.id", re.DOTALL)
_IDENTITIES = ("id", "arn")
_NOTHING = object()
"""What a text means that looks like a reference and is none."""

ENDPOINT = "@"
"""Stands in an identity between a firewall and the subnet of its endpoint."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """One resource, its references followed."""

    identity: str
    """Where it is and its address: `staging-account-fraud-test/spoke-eu-west-1:aws_vpc.spoke`."""
    address: str
    """Its address in the document that it is written in, a workspace's or a module's; the same for all calls."""
    kind: str
    values: Mapping[str, Any]
    account: str | None
    """The key of the account whose workspace it is in; None in a workspace of the network."""

    def text(self, key: str) -> str | None:
        """Return an argument that is a text and not empty."""
        value = self.values.get(key)
        return value if isinstance(value, str) and value else None

    @property
    def name(self) -> str:
        """What it is called in AWS; its address where it has no name."""
        tags = self.values.get("tags") or {}
        return str(tags.get("Name") or self.identity.rpartition(":")[2])


def short(identity: str) -> str:
    """Return the address without the workspace that it is in."""
    return identity.rpartition(":")[2].removeprefix("aws_")


ByKind = Mapping[str, Sequence[Resource]]
"""All resources, by their kind."""


def resources(documents: Documents) -> Iterator[Resource]:
    """Every resource of the network, of modules once for each call."""
    world = _World(documents)
    for workspace in documents.workspaces:
        account = documents.account(workspace)
        for scope in world.scopes(workspace):
            yield from scope.resources(account)


class _World:
    def __init__(self, documents: Documents) -> None:
        self._documents = documents
        self._roots: dict[str, _Scope] = {}

    def root(self, workspace: str) -> _Scope | None:
        if workspace not in self._roots:
            if workspace not in self._documents.workspaces:
                return None
            document = self._documents.workspaces[workspace]
            self._roots[workspace] = _Scope(self, _Call(workspace, workspace, workspace, document, {}))
        return self._roots[workspace]

    def scopes(self, workspace: str) -> Iterator[_Scope]:
        root = self.root(workspace)
        if root:
            yield root
            called = (root.module(name) for name in root.document.get("module", {}))
            yield from (scope for scope in called if scope)

    def module(self, workspace: str, source: str) -> tuple[str, Document] | None:
        name = self._documents.calls.get((workspace, source))
        return (name, self._documents.modules[name]) if name else None


@dataclass(frozen=True, slots=True)
class _Call:
    """A document as it is called: a workspace by itself, a module with inputs."""

    name: str
    where: str
    workspace: str
    document: Document
    inputs: Mapping[str, Any]


class _Scope:
    """What names mean in a document that is called."""

    def __init__(self, world: _World, call: _Call) -> None:
        self.document = call.document
        self._world, self._call, self._where = world, call, call.where
        self._modules: dict[str, _Scope | None] = {}
        self._outputs: dict[str, Any] = {}

    def resources(self, account: str | None) -> Iterator[Resource]:
        for part, prefix in (("resource", ""), ("data", "data.")):
            for kind, named in self.document[part].items():
                for name, body in named.items() if kind in KINDS else ():
                    address = f"{prefix}{kind}.{name}"
                    yield Resource(
                        identity=f"{self._where}:{address}",
                        address=f"{self._call.name}:{address}",
                        kind=kind,
                        values={key: self.value(value) for key, value in body.items() if key not in {"//", "policy"}},
                        account=account,
                    )

    def module(self, name: str) -> _Scope | None:
        if name not in self._modules:
            said = self.document.get("module", {}).get(name, {})
            found = self._world.module(self._call.workspace, said.get("source", ""))
            self._modules[name] = None
            if found is not None:
                inputs = {key: self.value(value) for key, value in said.items() if key not in {"//", "providers"}}
                where = f"{self._where}/{name}"
                call = _Call(found[0], where, self._call.workspace, found[1], inputs)
                self._modules[name] = _Scope(self._world, call)
        return self._modules[name]

    def value(self, raw: Any) -> Any:
        if isinstance(raw, Mapping):
            return {key: self.value(one) for key, one in raw.items()}
        if isinstance(raw, list):
            return [self.value(one) for one in raw]
        if not isinstance(raw, str) or "${" not in raw:
            return raw
        if found := _ENDPOINT.search(raw):
            return f"{self._where}:{found[1]}{ENDPOINT}{self._where}:{found[2]}"
        if found := _REFERENCE.fullmatch(raw):
            return self._reference(found[1].strip())
        return _REFERENCE.sub(lambda found: str(self._reference(found[1].strip())), raw)

    def _reference(self, text: str) -> Any:
        """Return what a reference stands for; the text itself, where it is more than a reference."""
        if not _PLAIN.fullmatch(text):
            return f"${{{text}}}"
        found = self._meaning([key or number or word for key, number, word in _STEP.findall(text)])
        return f"${{{text}}}" if found is _NOTHING else found

    def _meaning(self, steps: list[str]) -> Any:  # noqa: PLR0911 - one for each kind of reference
        match steps:
            case ["var", name, *keys]:
                return _walk(self._input(name), keys)
            case ["local", name, *keys]:
                return _walk(self.value(self.document.get("locals", {}).get(name)), keys)
            case ["module", name, output, *keys]:
                module = self.module(name)
                return module and module.output(output, keys)
            case ["data", "terraform_remote_state", state, "outputs", output, *keys]:
                other = self._state(state)
                return other.output(output, keys) if other else self._identity(".".join(steps), [])
            case ["data", kind, name, *keys]:
                return self._identity(f"data.{kind}.{name}", keys)
            case [kind, name, *keys] if kind not in {"data", "module"}:
                return self._attribute(kind, name, keys)
            case _:
                return _NOTHING

    def _input(self, name: str) -> Any:
        if name in self._call.inputs:
            return self._call.inputs[name]
        return self.document.get("variable", {}).get(name, {}).get("default")

    def output(self, name: str, keys: list[str]) -> Any:
        if name not in self._outputs:
            self._outputs[name] = self.value(self.document.get("output", {}).get(name, {}).get("value"))
        return _walk(self._outputs[name], keys)

    def _attribute(self, kind: str, name: str, keys: list[str]) -> Any:
        body = self.document["resource"].get(kind, {}).get(name, {})
        if keys and keys[0] in body:
            return _walk(self.value(body[keys[0]]), keys[1:])
        return self._identity(f"{kind}.{name}", keys)

    def _identity(self, address: str, keys: list[str]) -> str:
        suffix = f"#{keys[0]}" if keys and keys[0] not in _IDENTITIES else ""
        return f"{self._where}:{address}{suffix}"

    def _state(self, key: str) -> _Scope | None:
        """Find the workspace whose state is read, by the file or the name that its configuration has."""
        states = self.document["data"].get("terraform_remote_state", {})
        for text in _texts(states.get(key, {}).get("config", {})):
            root = self._world.root(PurePosixPath(text).name.removesuffix(".tfstate"))
            if root:
                return root
        return None


def _walk(value: Any, keys: list[str]) -> Any:
    for key in keys:
        if isinstance(value, Mapping):
            value = value.get(key)
        elif isinstance(value, list) and key.isdigit() and int(key) < len(value):
            value = value[int(key)]
        else:
            return None
    return value


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, str):
        yield value
