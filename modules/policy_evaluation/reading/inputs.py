"""What an environment and its library say, as plain data: commands fill it in, and this room reads nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from modules.policy_evaluation.reading.organization_tree import UnitPath
from modules.specification.tag_keys import TagKeys

SCP, RCP = "SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"
EVALUATED = (SCP, RCP)
"""Kinds that AWS evaluates for each request. The others are settings that an account inherits."""

POLICY = "policy.json"
"""The file with a guardrail's document."""

Value = str | tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One account of the environment."""

    key: str
    functions: tuple[str, ...]
    """What it is for: `network`, `data-lake`, `team` and so on."""
    stage: str | None = None
    stage_kind: str | None = None
    """What scenarios call its stage: `dev`, `test` or `prod`."""
    unit: UnitPath = ()
    """Where the environment says that it lives."""
    known_id: str | None = None
    """Its id, where it exists already."""

    @property
    def is_management(self) -> bool:
        """Whether organization policies leave it alone."""
        return "management" in self.functions


@dataclass(frozen=True, slots=True)
class Allowance:
    """Something that the linter would refuse, and a guardrail means."""

    sid: str
    subject: str
    """The condition key that some of the statement's actions do not have, or the action that nothing is known of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guardrail:
    """One guardrail of the library."""

    name: str
    kind: str
    document: Mapping[str, Any]
    """With the environment's values in it."""
    written: Mapping[str, Any] = field(default_factory=dict)
    """With its placeholders, as the file has it."""
    allowances: tuple[Allowance, ...] = ()
    exemptions: str = ""
    """Who is exempt, in its author's words; `none` where nobody is, nothing where its author says nothing of it."""
    protects: tuple[str, ...] = ()
    """Functions of accounts that it is no use without: where it is bound at all, it reaches every account of theirs."""
    units: tuple[UnitPath, ...] = ()
    """Where it is meant to be bound, as far as the environment has such units."""
    folder: Path
    shown: str
    """The folder as a reader knows it: `policies/guardrails/deny-leaving-organization`."""

    @property
    def sids(self) -> tuple[str, ...]:
        """The names of its statements; they lead from a synthesized policy back to it."""
        return tuple(statement.get("Sid", "") for statement in self.document.get("Statement", ()))

    @property
    def policy_file(self) -> str:
        """The file that its statements are written in."""
        return f"{self.shown}/{POLICY}"

    def line(self, sid: str) -> int:
        """Return the line of that file in which a statement is named."""
        lines = (self.folder / POLICY).read_text(encoding="utf-8").splitlines()
        return next((number for number, line in enumerate(lines, start=1) if f'"{sid}"' in line), 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvironmentFacts:
    """One environment."""

    name: str
    accounts: tuple[Account, ...]
    """In the order of the environment, the management account among them."""
    home_region: str
    parameters: Mapping[str, Value]
    """What the library's placeholders stand for."""
    units: Mapping[str, UnitPath] = field(default_factory=dict)
    """Units that scenarios name, such as `Sandbox`, by that name, where they are called otherwise."""
    tag_keys: TagKeys = field(default_factory=dict)
    """The organization's keys for the library's tags, which scenarios name."""
