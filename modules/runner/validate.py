"""Validate: `terraform validate` on one workspace of every kind, with the modules that it calls."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape

from modules.runner.terraform.cli import find_terraform, terraform_environment
from modules.runner.terraform.interruption import Interruption
from modules.runner.terraform.run import TerraformRun
from modules.runner.workspaces import read_workspaces

DOCUMENT = "cdk.tf.json"


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

    Raises:
        LandingZoneError: the environment is not synthesized, or Terraform is missing.

    """
    folders = read_workspaces(outdir, environment).folders

    def validated(workspaces: list[str]) -> Kind:
        representative = workspaces[0]
        progress(f"terraform validate {representative} ({len(workspaces)} of its kind)")
        errors = _errors(representative, folders[representative], logs / environment)
        return Kind(representative, len(workspaces), errors)

    with ThreadPoolExecutor(os.cpu_count()) as threads:
        return ValidationReport(environment, tuple(threads.map(validated, kinds(folders))))


def kinds(folders: Mapping[str, Path]) -> list[list[str]]:
    """Put workspaces together that are of one kind."""
    by_structure: dict[str, list[str]] = {}
    for workspace, folder in folders.items():
        by_structure.setdefault(_structure(folder), []).append(workspace)
    return list(by_structure.values())


def print_validation(console: Console, report: ValidationReport) -> None:
    """Print what Terraform says."""
    for kind in report.kinds:
        for error in kind.errors:
            console.print(f"[red]invalid[/] {kind.representative} ({kind.count} of its kind): {escape(error)}")
    total = sum(kind.count for kind in report.kinds)
    verdict = "[green]Valid for Terraform[/]" if report.ok else "[red]Not valid for Terraform[/]"
    console.print(f"{verdict}: {report.environment}, {total} workspaces of {len(report.kinds)} kinds.")


def _errors(workspace: str, folder: Path, logs: Path) -> tuple[str, ...]:
    with tempfile.TemporaryDirectory(prefix="validate-") as temporary:
        copy = Path(temporary) / workspace
        shutil.copytree(folder, copy, ignore=shutil.ignore_patterns(".terraform*"))
        run = TerraformRun(
            folder=copy,
            terraform=find_terraform(),
            environ=terraform_environment(),
            log=logs / f"{workspace}.validate.log",
            interruption=Interruption(notify=lambda _: None),
        )
        run.begin()
        result = run.init(backend=False)
        if not result.exit_code:
            result = run.validate()
        if not result.exit_code:
            return ()
        return tuple(f"{error.address} {error.summary}".strip() for error in result.tally.errors) or ("see the log",)


def _structure(folder: Path) -> str:
    """Digest all that the files of a workspace say, but for its text and number values."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        if ".terraform" in relative.parts or not path.is_file() or path.name.startswith(".terraform"):
            continue
        digest.update(str(relative).encode())
        if path.name == DOCUMENT and relative.parent == Path():
            digest.update(json.dumps(_shape(json.loads(path.read_text()))).encode())
        else:
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _shape(node: Any) -> Any:
    if isinstance(node, dict):
        said = {key: value for key, value in node.items() if key != "//"}  # what Terraform takes for a comment
        return {_label(key): "tags" if key == "tags" else _shape(value) for key, value in said.items()}
    if isinstance(node, list):
        return [_shape(item) for item in node]
    return type(node).__name__


def _label(key: str) -> str:
    return "remote state" if key.startswith("cross-stack-reference-input-") else key
