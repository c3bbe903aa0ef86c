"""The library of guardrails: one folder for each, with its document, and why it is there.

`policies/guardrails` comes with this project. `policies/own_guardrails` is the user's: no new version of the library
writes there, and a guardrail in it stands in the place of one of the same name in the other folder.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from modules.organization.guardrails.description import GuardrailDescription
from modules.organization.guardrails.documents import EVALUATED, Document, UnknownKindError, kind_of
from modules.organization.guardrails.placeholders import names_in
from modules.organization.guardrails.written_document import document_of, named, sids, text_of
from modules.organization.spec import PolicyType
from modules.specification.data_file import read_data_file
from modules.specification.problems import InvalidEnvironmentError, Problem

PROJECT = Path(__file__).parents[3]
LIBRARY = PROJECT / "policies" / "guardrails"
OWN = PROJECT / "policies" / "own_guardrails"

DESCRIPTION, POLICY, SCENARIOS = "guardrail.yaml", "policy.json", "scenarios.yaml"
"""The files of a guardrail's folder. Only the second must be there."""


@dataclass(frozen=True)
class Guardrail:
    """One guardrail. Its description is read when asked for: validating an environment needs none."""

    name: str
    folder: Path
    document: Document
    """As written, with placeholders; every statement has a name that no other guardrail's statement has."""
    placeholders: frozenset[str]

    @property
    def shown(self) -> str:
        """The folder as a reader knows it: `policies/guardrails/deny-leaving-organization`."""
        return _shown(self.folder)

    @cached_property
    def kind(self) -> PolicyType:
        """The kind of organization policy, as its document shows, or its description says."""
        try:
            return kind_of(self.document)
        except UnknownKindError:
            kind = self._described.kind
            assert kind is not None, "a guardrail of which nothing shows the kind is refused while it is read"  # noqa: S101
            return kind

    @cached_property
    def description(self) -> GuardrailDescription:
        """What `guardrail.yaml` says; nothing of all that where there is none.

        Raises:
            InvalidEnvironmentError: it is not right; every problem with its line.

        """
        described = self._described
        if described.kind not in {None, self.kind}:
            what, why = "a guardrail must be of the kind that its document shows", f"{POLICY} has what {self.kind} has"
            raise _refused(self.folder, DESCRIPTION, "kind", what, str(described.kind), why, f"write {self.kind}")
        return described

    @property
    def has_scenarios(self) -> bool:
        """Whether it comes with scenarios that prove it."""
        return os.path.lexists(self.folder / SCENARIOS)

    @property
    def statements(self) -> tuple[dict[str, Any], ...]:
        """Its statements, as written; none for kinds that have settings instead."""
        return tuple(self.document["Statement"]) if self.kind in EVALUATED else ()

    @cached_property
    def _described(self) -> GuardrailDescription:
        return _description(self.folder)


def names(library: Path | None = None) -> list[str]:
    """Names of all guardrails, in alphabetical order.

    Args:
        library: A folder of guardrails; the library and the user's own by default.

    """
    return sorted({path.parent.name for shelf in _shelves(library) for path in shelf.glob(f"*/{POLICY}")})


def guardrail(name: str, library: Path | None = None) -> Guardrail:
    """Read one guardrail.

    Raises:
        InvalidEnvironmentError: its document is not right.
        KeyError: there is none of this name.

    """
    return _read(_folder(name, library), _times(library or LIBRARY, library or OWN))


def whole_library() -> dict[str, Guardrail]:
    """Read every guardrail, by its name."""
    return {name: guardrail(name) for name in names()}


def _folder(name: str, library: Path | None) -> Path:
    """Find one folder without a look at all the others: an environment asks for guardrails hundreds of times."""
    for shelf in reversed(_shelves(library)):
        if (shelf / name / POLICY).exists():
            return shelf / name
    raise KeyError(name)


def _shelves(library: Path | None) -> tuple[Path, ...]:
    """Return the folders that hold guardrails; what a later one has stands in the place of what an earlier one has."""
    return (library,) if library else (LIBRARY, OWN)


@dataclass(frozen=True, eq=False)
class _Times:
    """How often names of statements stand in all guardrails; one object for each library, so that reading is cached."""

    of_library: Mapping[str, int]
    everywhere: Mapping[str, int]


@cache
def _times(library: Path, own: Path) -> _Times:
    """Count. A document that is not right has no names: it is refused where somebody binds it."""
    of_library = Counter(sid for folder in library.glob("*/") for sid in _sids(folder))
    own_sids = Counter(sid for folder in own.glob("*/") for sid in _sids(folder)) if own != library else Counter[str]()
    return _Times(of_library, of_library + own_sids)


def _sids(folder: Path) -> list[str]:
    try:
        return sids(document_of(text_of(folder / POLICY, ""), "", POLICY))
    except InvalidEnvironmentError:
        return []


@cache
def _read(folder: Path, times: _Times) -> Guardrail:
    shown = _shown(folder)
    text = text_of(folder / POLICY, shown)
    document = document_of(text, shown, POLICY)
    try:
        kind_of(document)
    except UnknownKindError:
        if _description(folder).kind in {None, *EVALUATED}:
            what, why = (
                "a guardrail's document must be that of an organization policy",
                "its kind shows in its first keys",
            )
            fix = f"begin it as the AWS Organizations User Guide shows for its kind, or write `kind` in {DESCRIPTION}"
            raise _refused(folder, POLICY, "", what, ", ".join(document) or "nothing", why, fix) from None
    # What the library has keeps its names, whatever the user's guardrails are called.
    counted = times.everywhere if folder.parent == OWN else times.of_library
    return Guardrail(folder.name, folder, named(document, folder.name, counted), frozenset(names_in(text)))


@cache
def _description(folder: Path) -> GuardrailDescription:
    file, shown = folder / DESCRIPTION, _shown(folder)
    if not file.exists():
        return GuardrailDescription()
    description, _ = read_data_file(file, GuardrailDescription, shown=f"{shown}/{DESCRIPTION}", folder=shown)
    return description


def _shown(folder: Path) -> str:
    return f"policies/{OWN.name if folder.parent == OWN else 'guardrails'}/{folder.name}"


def _refused(  # noqa: PLR0913, PLR0917 - the parts of a problem
    folder: Path, file: str, path: str, what: str, got: str, why: str, fix: str
) -> InvalidEnvironmentError:
    problem = Problem(f"{_shown(folder)}/{file}", 1, path, what, got, why, fix)
    return InvalidEnvironmentError(_shown(folder), [problem], cross_checked=True)
