"""The library of guardrails: one folder of `policies/guardrails` for each, with its documents and why it is there."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from pydantic import Field

from modules.organization.guardrails.documents import EVALUATED, Document, UnknownKindError, kind_of
from modules.organization.guardrails.placeholders import names_in
from modules.organization.spec import PolicyType
from modules.specification.model import Spec
from modules.specification.problems import InvalidEnvironmentError, Problem
from modules.specification.validation import Validation
from modules.specification.yaml_files import read

PROJECT = Path(__file__).parents[3]
LIBRARY = PROJECT / "policies" / "guardrails"

DESCRIPTION, POLICY, SCENARIOS = "guardrail.yaml", "policy.json", "scenarios.yaml"
"""The files of a guardrail's folder."""


class LintAllowanceSpec(Spec):
    """Something that the linter would refuse, and that is meant."""

    sid: str = Field(min_length=1)
    """The statement."""

    key: str = Field(min_length=1)
    """The condition key that some of the statement's actions do not have."""

    reason: str = Field(min_length=1)
    """Why the statement is right about these actions."""


class GuardrailDescription(Spec):
    """What `guardrail.yaml` says."""

    title: str = Field(min_length=1)
    """What is true where the guardrail applies, in a few words."""

    kind: PolicyType
    """The kind of organization policy that it is."""

    units: tuple[str, ...]
    """Where it is meant to be bound: `Root`, or paths of units. Empty: only where somebody wants it."""

    protects: tuple[str, ...] = ()
    """Functions of accounts that hold what it protects: bound at all, it must reach every account of theirs."""

    intent: str = Field(min_length=1)
    """What it makes true."""

    threat: str = Field(min_length=1)
    """What somebody could do without it."""

    exemptions: str = Field(min_length=1)
    """Who is exempt, and why; `none` where nobody is."""

    sources: tuple[str, ...] = Field(min_length=1)
    """Titles of the AWS pages that it is from."""

    lint: tuple[LintAllowanceSpec, ...] = ()
    """What the linter would refuse, and is meant."""


@dataclass(frozen=True)
class Guardrail:
    """One guardrail of the library. Its description is read when asked for: validating an environment needs none."""

    name: str
    folder: Path
    document: Document
    """As written, with placeholders."""
    placeholders: frozenset[str]

    @cached_property
    def kind(self) -> PolicyType:
        """The kind of organization policy, as its document shows."""
        return kind_of(self.document)

    @cached_property
    def description(self) -> GuardrailDescription:
        """What `guardrail.yaml` says.

        Raises:
            InvalidEnvironmentError: it is not right; every problem with its line.

        """
        shown = f"policies/guardrails/{self.name}"
        validation = Validation(read([(f"{shown}/{DESCRIPTION}", self.folder / DESCRIPTION)]), GuardrailDescription)
        description = validation.whole()
        if description is None or validation.problems:
            raise InvalidEnvironmentError(shown, validation.problems, cross_checked=True)
        if description.kind is not self.kind:
            what, why = "a guardrail must be of the kind that its document shows", f"{POLICY} has what {self.kind} has"
            problem = Problem(f"{shown}/{DESCRIPTION}", 1, "kind", what, description.kind, why, f"write {self.kind}")
            raise InvalidEnvironmentError(shown, [problem], cross_checked=True)
        return description

    @property
    def statements(self) -> tuple[dict[str, Any], ...]:
        """Its statements, as written; none for kinds that have settings instead."""
        return tuple(self.document["Statement"]) if self.kind in EVALUATED else ()


def names(library: Path | None = None) -> list[str]:
    """Names of all guardrails, in alphabetical order."""
    return sorted(path.parent.name for path in (library or LIBRARY).glob(f"*/{DESCRIPTION}"))


def guardrail(name: str, library: Path | None = None) -> Guardrail:
    """Read one guardrail.

    Raises:
        InvalidEnvironmentError: its document is not right.

    """
    return _read(library or LIBRARY, name)


@cache
def _read(library: Path, name: str) -> Guardrail:
    text = (library / name / POLICY).read_text(encoding="utf-8")
    document = _document(text, f"policies/guardrails/{name}")
    return Guardrail(name, library / name, document, frozenset(names_in(text)))


def whole_library() -> dict[str, Guardrail]:
    """Read every guardrail, by its name."""
    return {name: guardrail(name) for name in names()}


def _document(text: str, shown: str) -> Document:
    file = f"{shown}/{POLICY}"
    try:
        document: Document = json.loads(text)
    except json.JSONDecodeError as error:
        what, why = "a guardrail's document must be JSON", "Organizations takes nothing else"
        problem = Problem(file, error.lineno, "", what, error.msg, why, "mend it")
        raise InvalidEnvironmentError(shown, [problem], cross_checked=True) from None
    try:
        kind_of(document)
    except UnknownKindError:
        what, why = "a guardrail's document must be that of an organization policy", "its kind shows in its first keys"
        fix = "begin it as the AWS Organizations User Guide shows for its kind"
        problem = Problem(file, 1, "", what, ", ".join(document) or "nothing", why, fix)
        raise InvalidEnvironmentError(shown, [problem], cross_checked=True) from None
    return document
