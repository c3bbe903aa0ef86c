"""One configuration through Terraform: create, plan again, destroy; and what each step says of each type."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from modules.runner.terraform.events import Diagnostic, ResourceFinished, ResourcePlanned, parse_event
from modules.runner.terraform.interruption import Interruption
from modules.runner.terraform.lock_file import LOCK_FILE
from modules.runner.terraform.process import run_process
from tests.emulator.coverage.changes import changed_arguments
from tests.emulator.coverage.configuration import PROVIDERS, Configuration
from tests.emulator.coverage.verdict import Measured, Verdict

_LONGEST_REASON = 300
_OF_ONE_REQUEST = re.compile(r"https response error StatusCode: \d+, RequestID: [^,]*, ")  # differs from run to run
_BLOCK = re.compile(r'(?:resource|data) "(\w+)"')


@dataclass(frozen=True, slots=True)
class Step:
    """What one Terraform command told, by address."""

    exit_code: int
    planned: set[str] = field(default_factory=set)
    finished: set[str] = field(default_factory=set)
    errors: list[Diagnostic] = field(default_factory=list)
    changes: Mapping[str, list[str]] = field(default_factory=dict)
    """The arguments that a plan would change, by type."""

    @property
    def ok(self) -> bool:
        """Whether it did all that it set out to do; a plan with changes is fine."""
        return self.exit_code in {0, 2}

    def error(self, type_: str) -> str:
        """Give the first error that names a resource of this type, or names none."""
        texts = (str(error) for error in self.errors if not error.address or _type(error.address) == type_)
        return _OF_ONE_REQUEST.sub("", next(texts, ""))[:_LONGEST_REASON]

    @property
    def culprits(self) -> str:
        """Name the types that failed, for those that could not be tried because of it."""
        return ", ".join(sorted({_type(error.address) for error in self.errors if error.address})) or "Terraform"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terraform:
    """How to run Terraform in a folder that holds one configuration."""

    executable: Path
    environ: Mapping[str, str]
    initialized: Path
    """A folder in which `terraform init` was run: its lock file and its provider serve all configurations."""
    interruption: Interruption

    def with_environment(self, environ: Mapping[str, str]) -> Terraform:
        """Run as this one does, with other variables."""
        return replace(self, environ=environ)

    def run(self, folder: Path, environ: Mapping[str, str], *arguments: str) -> Step:
        """Run one command and collect what it tells."""
        step = Step(0)

        def read(line: str) -> None:
            match parse_event(line):
                case ResourcePlanned(address):
                    step.planned.add(address)
                case ResourceFinished(address, action) if action != "update":
                    step.finished.add(address)
                case Diagnostic(severity="error") as error:
                    step.errors.append(error)

        exit_code = run_process(
            [self.executable, *arguments, "-json", "-input=false"],
            folder=folder,
            environ=self._environ(environ),
            log=folder / "terraform.log",
            interruption=self.interruption,
            on_line=read,
        )
        return Step(exit_code, step.planned, step.finished, step.errors)

    def changes(self, folder: Path, environ: Mapping[str, str], plan: str) -> dict[str, list[str]]:
        """Read from a plan that was kept which arguments it would change, by type."""
        shown = subprocess.run(
            [self.executable, "show", "-json", plan],
            cwd=folder,
            env=self._environ(environ),
            capture_output=True,
            check=False,
        )
        return changed_arguments(json.loads(shown.stdout)) if shown.returncode == 0 else {}

    def _environ(self, environ: Mapping[str, str]) -> dict[str, str]:
        return {**environ, "TF_DATA_DIR": str(self.initialized / ".terraform")}


def measure(configuration: Configuration, terraform: Terraform, folder: Path) -> dict[str, Verdict]:
    """Create, plan again and destroy one configuration in an empty folder, and judge each of its types."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copy(PROVIDERS, folder)
    shutil.copy(terraform.initialized / LOCK_FILE, folder)
    (folder / "main.tf").write_text(configuration.text)
    environ = {
        **terraform.environ,
        "TF_VAR_account": configuration.account_id,
        "TF_VAR_member": configuration.member_id,
    }
    create = terraform.run(folder, environ, "apply", "-auto-approve")
    second_plan = terraform.run(folder, environ, "plan", "-detailed-exitcode", "-out=second.tfplan")
    if second_plan.planned:
        second_plan = replace(second_plan, changes=terraform.changes(folder, environ, "second.tfplan"))
    destroy = terraform.run(folder, environ, "destroy", "-auto-approve", "-refresh=false")
    return {type_: judge(type_, create, second_plan, destroy) for type_ in sorted(configuration.types)}


def judge(type_: str, create: Step, second_plan: Step, destroy: Step) -> Verdict:
    """Say what three steps tell of one type; a step that was not reached because of another type is not judged."""
    created = _all_finished(type_, create.planned, create)
    if created is not True:
        return Verdict(created, reason=create.error(type_) or f"not reached: {create.culprits} failed")
    unchanged = _unchanged(type_, second_plan)
    destroyed = _all_finished(type_, create.planned, destroy)
    return Verdict(created, unchanged, destroyed, _reason(type_, unchanged, destroyed, second_plan, destroy))


def _all_finished(type_: str, addresses: Iterable[str], step: Step) -> Measured:
    mine = {address for address in addresses if _type(address) == type_}
    if mine and mine <= step.finished:
        return True
    return False if step.error(type_) else None


def _unchanged(type_: str, plan: Step) -> Measured:
    if any(_type(address) == type_ for address in plan.planned):
        return False
    if plan.ok:
        return True
    return False if plan.error(type_) else None


def _reason(type_: str, unchanged: Measured, destroyed: Measured, second_plan: Step, destroy: Step) -> str:
    if unchanged is not True:
        changed = ", ".join(second_plan.changes.get(type_, ["it"]))
        return second_plan.error(type_) or (
            f"the second plan changes {changed}"
            if unchanged is False
            else f"not planned: {second_plan.culprits} failed"
        )
    if destroyed is not True:
        return destroy.error(type_) or f"not destroyed: {destroy.culprits} failed"
    return ""


def _type(address: str) -> str:
    """Read the type from an address, or from the head of a block: what Terraform gives before it knows addresses."""
    words = _BLOCK.match(address)
    return words[1] if words else address.partition(".")[0]
