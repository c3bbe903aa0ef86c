"""Validate: `terraform validate` on one workspace of every kind, with the modules that it calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from modules.runner.combined_root import combinable
from modules.runner.combined_search import search_valid
from modules.runner.kinds import kinds
from modules.runner.terraform.events import Diagnostic
from modules.runner.terraform.validator import Validator
from modules.synthesized.manifest import read_manifest


@dataclass(frozen=True, slots=True)
class Kind:
    """Workspaces that differ in values only."""

    representative: str
    count: int
    errors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """What Terraform says of every kind of workspace in an environment."""

    environment: str
    kinds: tuple[Kind, ...]
    notes: tuple[str, ...] = ()
    """Sentences for the user about anything unusual in the run."""

    @property
    def ok(self) -> bool:
        """Whether Terraform accepts every kind."""
        return not any(kind.errors for kind in self.kinds)


def validate_kinds(
    outdir: Path, environment: str, *, logs: Path, progress: Callable[[str], None] = lambda _: None
) -> ValidationReport:
    """Validate one workspace of every kind in a copy, without its backend.

    Two workspaces are of one kind when their files, and those of their modules, differ in text and number values
    only: what Terraform checks without credentials is then the same. Every distinct module is in some kind.

    Kinds are validated together, as modules of one root, and by themselves where that finds anything.

    Raises:
        LandingZoneError: the environment is not synthesized, or Terraform is missing.

    """
    folders = {id_: workspace.folder for id_, workspace in sorted(read_manifest(outdir, environment).items())}
    counts = {workspaces[0]: len(workspaces) for workspaces in kinds(folders)}
    representatives = {workspace: folders[workspace] for workspace in counts}
    validator = Validator(logs / environment)
    with validator.threads() as threads:
        progress(f"terraform validate {environment} ({len(counts)} kinds)")
        searches = list(threads.map(partial(search_valid, validator, representatives), combinable(representatives)))
        valid = {workspace for search in searches for workspace in search.valid}

        def validated(workspace: str) -> Kind:
            errors: list[Diagnostic] = []
            if workspace not in valid:
                progress(f"terraform validate {workspace} ({counts[workspace]} of its kind)")
                errors = validator.workspace_errors(workspace, folders[workspace])
            texts = (f"{error.address} {error.summary}".strip() for error in errors)
            return Kind(workspace, counts[workspace], tuple(texts))

        validated_kinds = tuple(threads.map(validated, counts))
    return ValidationReport(environment, validated_kinds, tuple(search.note for search in searches if search.note))


def print_validation(console: Console, report: ValidationReport) -> None:
    """Print what Terraform says."""
    for note in report.notes:
        console.print(f"[yellow]note[/] {note}")
    for kind in report.kinds:
        for error in kind.errors:
            console.print(f"[red]invalid[/] {kind.representative} ({kind.count} of its kind): {escape(error)}")
    total = sum(kind.count for kind in report.kinds)
    verdict = "[green]Valid for Terraform[/]" if report.ok else "[red]Not valid for Terraform[/]"
    console.print(f"{verdict}: {report.environment}, {total} workspaces of {len(report.kinds)} kinds.")
