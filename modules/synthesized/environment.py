"""One environment as it was synthesized."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from modules.synthesized.accounts import AccountKeys, account_of, accounts_of, provider_of, region_of
from modules.synthesized.documents import Document, DocumentReader
from modules.synthesized.manifest import read_manifest
from modules.synthesized.resources import Resource, written
from modules.synthesized.scope import Known, Scope
from modules.synthesized.unknowns import Unknown


class Synthesized:
    """The workspaces of one environment, and all that their documents say."""

    def __init__(
        self, environment: str, workspaces: Mapping[str, Document], known_ids: Mapping[str, str] | None = None
    ) -> None:
        """Take the documents.

        Args:
            environment: The environment's name.
            workspaces: The document of every workspace by its id, in the order of the manifest.
            known_ids: The key of each account whose id is known before anything is applied, by its id.

        """
        self.environment, self.workspaces = environment, workspaces
        self._known_ids = known_ids or {}
        self._scopes: dict[str, Scope] = {}
        self._accounts: dict[tuple[str, str], str | None] = {}
        self._regions: dict[tuple[str, str], str | None] = {}

    def scope(self, workspace: str) -> Scope | None:
        """Return a workspace's scope; nothing where there is no such workspace."""
        if workspace not in self._scopes and workspace in self.workspaces:
            self._scopes[workspace] = Scope(self.workspaces[workspace], workspace, self.scope)
        return self._scopes.get(workspace)

    def accounts(self, workspace: str) -> set[str | None]:
        """Return the keys of the accounts that a workspace works in, as its providers say it; None for one unknown."""
        scope = self.scope(workspace)
        return {self.account_keys.key(value) for value in (accounts_of(scope) if scope else ())}

    def scopes(self) -> Iterator[Scope]:
        """Return every workspace, followed by the modules that it calls, once for each call."""
        for workspace in self.workspaces:
            yield from self._whole(workspace)

    def _whole(self, workspace: str) -> Iterator[Scope]:
        scope = self.scope(workspace)
        yield from scope.whole() if scope else ()

    def documents(self) -> list[Document]:
        """Return every document once, however many workspaces call it."""
        every = (document for workspace in self.workspaces.values() for document in workspace.whole())
        return list({id(document): document for document in every}.values())

    def resources(self, kinds: Container[str]) -> Iterator[Resource]:
        """Every resource and lookup of data of some types, of modules once for each call.

        Raises:
            LandingZoneError: something in them cannot be followed.

        """
        for scope in self.scopes():
            for address, kind, body in written(scope, kinds):
                yield Resource(
                    identity=f"{scope.where}:{address}",
                    address=f"{scope.document.name}:{address}",
                    kind=kind,
                    values={key: scope.value(value) for key, value in body.items() if key != "//"},
                    account=self.account(scope, body),
                    region=self.region(scope, body),
                )

    def argument(self, resource: Resource, key: str, known: Known) -> Any:
        """Return an argument of a resource, with something else in the place of what its references lead to.

        Args:
            resource: One of this environment.
            key: The argument's name.
            known: Gives what is to stand for the value of each reference.

        """
        where, _, address = resource.identity.partition(":")
        kind, _, name = address.removeprefix("data.").partition(".")
        scope = next(scope for scope in self._whole(resource.workspace) if scope.where == where)
        part = "data" if address.startswith("data.") else "resource"
        return scope.value(scope.document.blocks(part)[kind][name].get(key), known)

    def with_wildcards(self, resource: Resource, key: str) -> Any:
        """Return an argument of a resource, with `*` in the place of what is known at apply only."""
        value = resource.values.get(key)
        return self.argument(resource, key, _wildcard) if isinstance(value, Unknown) else value

    def account(self, scope: Scope, body: Mapping[str, Any]) -> str | None:
        """Return the account that a resource is in, by its key; by its id, where it has none."""
        place = (scope.where, provider_of(body))
        if place not in self._accounts:
            value = account_of(scope, place[1])
            self._accounts[place] = None if value is None else self.account_keys.key(value) or str(value)
        return self._accounts[place]

    def region(self, scope: Scope, body: Mapping[str, Any]) -> str | None:
        """Return the region that a resource is in."""
        place = (scope.where, provider_of(body))
        if place not in self._regions:
            self._regions[place] = region_of(scope, place[1])
        return self._regions[place]

    @cached_property
    def account_keys(self) -> AccountKeys:
        """The keys of all accounts."""
        roots = (self.scope(workspace) for workspace in self.workspaces)
        return AccountKeys([scope for scope in roots if scope], self._known_ids)

    def outputs(self) -> Iterator[tuple[str, str, Any]]:
        """Who produces what: every output of a workspace, with the workspace's id, the output's name and its value."""
        for workspace in self.workspaces:
            scope = self.scope(workspace)
            names = scope.document.blocks("output") if scope else ()
            yield from ((workspace, name, scope.output(name)) for name in names if scope)


def _wildcard(value: Any) -> Any:
    return "*" if isinstance(value, Unknown) else value


def read_synthesized(output: Path, environment: str, known_ids: Mapping[str, str] | None = None) -> Synthesized:
    """Read every workspace of an environment from the output folder.

    Args:
        output: The folder that synthesis writes to.
        environment: The environment's name.
        known_ids: The key of each account whose id is known before anything is applied, by its id.

    Raises:
        LandingZoneError: it is not synthesized, or something would be applied that is not read.

    """
    reader = DocumentReader()
    manifest = read_manifest(output, environment)
    return Synthesized(
        environment, {id_: reader.workspace(id_, workspace.folder) for id_, workspace in manifest.items()}, known_ids
    )
