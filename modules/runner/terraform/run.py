"""Terraform in one workspace: init, validate, plan, apply."""

from __future__ import annotations

import fcntl
import json
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from modules.runner.outcome import Changes
from modules.runner.terraform.begun_creations import remember
from modules.runner.terraform.events import (
    CommandRepeated,
    Diagnostic,
    EarlierRunAwaited,
    Event,
    StateMended,
    parse_diagnostic,
    parse_event,
)
from modules.runner.terraform.import_file import remove_imports
from modules.runner.terraform.initialization import forget_initialized, is_initialized, record_initialized
from modules.runner.terraform.interruption import Interruption
from modules.runner.terraform.lock_file import LOCK_FILE, forget_checksums, has_checksums
from modules.runner.terraform.process import INTERRUPTED, left_running, run_process, start_log
from modules.runner.terraform.remote_output import RemoteOutput
from modules.runner.terraform.remote_plan import planned_events
from modules.runner.terraform.state_role import forget_former_role
from modules.runner.terraform.tally import Tally
from modules.runner.terraform.torn_state import local_state, mend_torn_state
from modules.specification.errors import LandingZoneError
from modules.synthesized.documents import read_content

_LOCK_TIMEOUT = "5m"
"""How long to wait for whoever holds the state: a colleague, or a Terraform that outlived a killed run."""
_WAIT_FOR_LOCK = f"-lock-timeout={_LOCK_TIMEOUT}"

PLAN_FILE = ".terraform/plan"
"""The plan; in HCP Terraform, a bookmark of the run that has it, which no other run may have been applied behind."""
REFRESH_FILE = ".terraform/refresh"

_REMOTE_APPLY = ("-auto-approve",)
"""Ctrl-C then cancels the run without a question; a plan that is saved is applied without one anyway. How many
resources are changed at once is said by a variable of the workspace (`TFE_PARALLELISM`), and the CLI refuses to."""

NO_CHANGES, FAILED, CHANGES = 0, 1, 2
"""Exit codes of a plan."""


@dataclass(frozen=True, slots=True)
class TerraformResult:
    """What came of one command."""

    exit_code: int
    tally: Tally = field(default_factory=Tally)

    @property
    def interrupted(self) -> bool:
        """Whether the user stopped the run before this command."""
        return self.exit_code == INTERRUPTED


def _ignore(_event: object) -> None:
    """Drop what nobody listens to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TerraformRun:
    """Runs Terraform in one workspace. Every line that it writes goes to `log`; a new run begins a new log."""

    folder: Path
    terraform: Path
    environ: Mapping[str, str]
    log: Path
    begun_record: Path
    """Where it stands which creations were begun since the workspace was applied the last time."""

    interruption: Interruption
    is_serial: bool = False
    """Whether Terraform changes one resource after the other where a plan changes or destroys anything."""
    is_for_one_run: bool = False
    """Whether the folder is of this run alone: what init has checked is not checked again before every command."""
    on_phase: Callable[[str], object] = _ignore
    on_event: Callable[[Event], object] = _ignore
    _commands: set[str] = field(default_factory=set)

    def begin(self) -> None:
        """Wait until no Terraform of an earlier run works in this folder any more, and begin a new log."""
        self.on_phase("init")
        awaited = None
        while (process := left_running(self.folder)) and not self.interruption.requested:
            if process != awaited:
                self.on_event(EarlierRunAwaited(process))
            awaited = process
            time.sleep(0.5)
        remember(self.begun_record, self.log)
        if mend_torn_state(self.folder):
            self.on_event(StateMended())
        remove_imports(self.folder)
        start_log(self.log)

    def init(self, *, backend: bool = True) -> TerraformResult:
        """Make `.terraform` fit the files, where it does not already."""
        is_checked = self.is_for_one_run or has_checksums(self.folder)
        if is_checked and is_initialized(self.folder, backend=backend):
            return TerraformResult(0)
        forget_initialized(self.folder)
        forget_former_role(self.folder)
        arguments = ["init", "-no-color", "-input=false", f"-backend={str(backend).lower()}"]
        with _exclusive(self.environ.get("TF_PLUGIN_CACHE_DIR")):
            result = self._run(*arguments)
            if result.exit_code > 0 and (self.folder / LOCK_FILE).exists():
                result = self._run(*arguments, "-upgrade")  # the lock file is as generated as the rest: it may be stale
        if result.exit_code == 0:
            if self.is_for_one_run:
                forget_checksums(self.folder)
            record_initialized(self.folder, backend=backend)
        return result

    def validate(self) -> TerraformResult:
        """Check the files against the providers' schemas. Needs `init(backend=False)` only."""
        self.on_phase("validate")
        lines: list[str] = []
        exit_code = self._process(["validate", "-json"], lines.append)
        result = TerraformResult(exit_code)
        try:
            for message in json.loads("\n".join(lines))["diagnostics"]:
                result.tally.count(parse_diagnostic(message))
        except (ValueError, KeyError):
            self._explain(result, lines)
        return result

    def plan(self, lock_timeout: str = _LOCK_TIMEOUT) -> TerraformResult:
        """Compare with what exists; exit code 0 without changes, 2 with. The plan is kept in `.terraform`.

        Args:
            lock_timeout: How long to wait for whoever holds the state's lock: `5m`.

        """
        self.on_phase("plan")
        (self.folder / PLAN_FILE).unlink(missing_ok=True)
        lock = f"-lock-timeout={lock_timeout}"
        arguments = ("-json", "-detailed-exitcode", "-input=false", lock, f"-out={PLAN_FILE}")
        result = self._run("plan", *arguments, leaves=PLAN_FILE)
        if self.is_remote and result.exit_code in {NO_CHANGES, CHANGES}:
            for event in planned_events(self.shown(PLAN_FILE)):
                result.tally.count(event)
                self.on_event(event)
        return result

    def refresh(self) -> TerraformResult:
        """Compare the state with what exists, without a lock; exit code 2 where they differ, outputs included."""
        self.on_phase("refresh")
        arguments = ("-refresh-only", "-json", "-detailed-exitcode", "-input=false", "-lock=false")
        return self._run("plan", *arguments, f"-out={REFRESH_FILE}")

    def apply(self, planned: TerraformResult | None = None) -> TerraformResult:
        """Do what `plan` has planned, and nothing else; in a new workspace, without a plan, do both in one go."""
        if planned is None:
            self.on_phase("plan")  # it plans first; the first resource that it starts to change says: apply
            return self._run("apply", "-json", "-auto-approve", "-input=false", _WAIT_FOR_LOCK)
        self.on_phase("apply")
        options = _REMOTE_APPLY if self.is_remote else self._serial(planned.tally.planned)
        applied = self._run("apply", "-json", "-input=false", _WAIT_FOR_LOCK, *options, PLAN_FILE, tally=planned.tally)
        # The CLI does not wait for a run that it has canceled, and says that all is well.
        return applied if applied.tally.ended_well else replace(applied, exit_code=applied.exit_code or FAILED)

    def shown(self, *plan_file: str) -> dict[str, Any]:
        """Read the state, or the plan that `plan` has kept. Either may hold secrets, so it goes into no log."""
        document: dict[str, Any] = json.loads(self._answer("show", "-json", *plan_file) or "null")
        return document

    def pulled_state(self) -> dict[str, Any] | None:
        """Read the state as it is kept, with serial and lineage; None where there is none yet. It may hold secrets."""
        state: dict[str, Any] | None = json.loads(self._answer("state", "pull") or "null")
        return state

    def untaint(self, address: str) -> bool:
        """Run `terraform untaint`, so that the resource is not replaced; return whether it succeeded."""
        return self._run("untaint", "-no-color", _WAIT_FOR_LOCK, address).exit_code == 0

    def has_no_state(self) -> bool:
        """Whether there is certainly nothing yet that a plan could destroy: known of local state only."""
        path = local_state(self.folder)
        return path is not None and not path.exists()

    @property
    def is_remote(self) -> bool:
        """Whether Terraform works in HCP Terraform, and here only asks it to."""
        try:
            return "cloud" in read_content(self.folder)["terraform"]
        except (LandingZoneError, KeyError, TypeError):
            return False  # Terraform will say what is wrong with the files

    def has_remote_state(self) -> bool:
        """Whether the state lies elsewhere than on this machine."""
        terraform = read_content(self.folder).get("terraform", {})
        return self.is_remote or bool(terraform.get("backend", {}).keys() - {"local"})

    def _serial(self, changes: Changes) -> tuple[str, ...]:
        return ("-parallelism=1",) if self.is_serial and (changes.changed or changes.destroyed) else ()

    def _run(self, *arguments: str, tally: Tally | None = None, leaves: str = "") -> TerraformResult:
        """Run a command, which has failed where it leaves no such file: Go ends a crash with 2, as a plan changes."""
        tally, plain = tally or Tally(), list[str]()
        if arguments[0] in self._commands:
            self.on_event(CommandRepeated(arguments[0]))
        self._commands.add(arguments[0])
        remote_output = RemoteOutput() if self.is_remote else None

        def read(line: str) -> None:
            event = parse_event(line) or (remote_output.read(line) if remote_output else None)
            if event is not None:
                tally.count(event)
                self.on_event(event)
            elif not line.startswith("{"):
                plain.append(line)

        exit_code = self._process(list(arguments), read)
        is_crash = exit_code in {NO_CHANGES, CHANGES} and not (self.folder / leaves).exists()
        result = TerraformResult(FAILED if is_crash else exit_code, tally)
        self._explain(result, plain)
        return result

    def _answer(self, *arguments: str) -> str:
        """Return what a command that changes nothing prints, which goes into no log.

        Raises:
            OSError: it failed.

        """
        done = subprocess.run(  # noqa: S603 - the Terraform that find_terraform found
            [self.terraform, *arguments],
            cwd=self.folder,
            env=self.environ,
            capture_output=True,
            check=False,
            start_new_session=True,  # Ctrl-C is for us to act on
        )
        if done.returncode:
            words = done.stderr.decode(errors="replace").strip()
            raise OSError(f"terraform {' '.join(arguments[:2])}: {words}")
        return done.stdout.decode().strip()

    def _process(self, arguments: list[str], on_line: Callable[[str], object]) -> int:
        return run_process(
            [self.terraform, *arguments],
            folder=self.folder,
            environ=self.environ,
            log=self.log,
            interruption=self.interruption,
            on_line=on_line,
        )

    def _explain(self, result: TerraformResult, plain: list[str]) -> None:
        """Give a failure without a diagnostic the words that Terraform printed."""
        if result.exit_code in {0, 2, INTERRUPTED} or result.tally.errors:
            return
        lines = [line.strip("│╷╵ ") for line in plain if line.strip("│╷╵ ")]
        start = next(
            (at for at, line in enumerate(lines) if line.startswith(("Error", "panic"))), max(len(lines) - 1, 0)
        )
        text = (
            " ".join(lines[start : start + 3]) or f"Terraform ended with exit code {result.exit_code} and said nothing"
        )
        result.tally.count(Diagnostic("error", text.removeprefix("Error: ")))


@contextmanager
def _exclusive(plugin_cache: str | None) -> Iterator[None]:
    """One init at a time where they share a plugin cache: Terraform does not guard it against concurrent installs."""
    if plugin_cache is None:
        yield
        return
    with (Path(plugin_cache) / "landing-zone.lock").open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
