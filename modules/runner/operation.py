"""What a plan and a deploy have in common: the chosen workspaces, and Terraform at work in each of them."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import networkx as nx
from rich.console import Console

from modules.runner.display.progress import Progress, progress_on
from modules.runner.locked import locked_in_words
from modules.runner.moved_state import moved_in_words
from modules.runner.outcome import Outcome, WorkspaceResult
from modules.runner.parallelism import default_parallelism
from modules.runner.repetitions import repetition
from modules.runner.schedule import run_in_order
from modules.runner.stopped import killed_in_words, own_errors, stopped_in_words
from modules.runner.terraform.begun_creations import begun_record
from modules.runner.terraform.cli import find_terraform, terraform_environment
from modules.runner.terraform.events import Event
from modules.runner.terraform.interruption import Interruption
from modules.runner.terraform.lock_file import is_emulated
from modules.runner.terraform.run import TerraformResult, TerraformRun
from modules.runner.turns import SERIAL, turns
from modules.runner.workspaces import Workspaces, in_order, read_workspaces

Results = Mapping[str, WorkspaceResult]


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationRequest:
    """What a plan, a deploy or a look for drift is asked to do; what is None has the default that `deploy` says."""

    outdir: Path
    environment: str
    selection: Sequence[str]
    environ: Mapping[str, str] | None
    environ_of: Mapping[str, Mapping[str, str]] | None
    parallel: int | None
    logs: Path | None
    state: Path | None
    progress: Progress | None
    owners: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One verb over the chosen workspaces of one environment."""

    workspaces: Workspaces
    graph: nx.DiGraph
    terraform: Path
    environ: Mapping[str, str]
    environ_of: Mapping[str, Mapping[str, str]]
    """What some workspaces have in their environment beside that: the profile of a role."""

    logs: Path
    state: Path
    """Folder of the environment's local states and journal."""

    parallel: int
    progress: Progress
    interruption: Interruption
    owners: Mapping[str, str]
    """Accounts and teams in words of the specification, by key."""
    started: float = field(default_factory=time.monotonic)

    def begin(self) -> None:
        """Show how many workspaces there are."""
        self.progress.begin(self.workspaces.environment, len(self.graph), self.parallel)

    def run(
        self,
        settle: Callable[[str, Results], WorkspaceResult | None],
        work: Callable[[TerraformRun, str, Results], WorkspaceResult],
    ) -> tuple[WorkspaceResult, ...]:
        """Settle or work on every workspace, and return the results in the order of the dependencies."""

        def settle_and_tell(workspace: str, results: Results) -> WorkspaceResult | None:
            result = self._not_started(workspace) if self.interruption.requested else settle(workspace, results)
            if result is not None:
                self.progress.finished(result)
            return result

        results = run_in_order(
            self.graph,
            settle=settle_and_tell,
            work=partial(self._work, work),
            parallel=self.parallel,
            tick=self._tick,
            turn=turns(),
        )
        return tuple(results[workspace] for workspace in in_order(self.graph))

    def failure(self, workspace: str, result: TerraformResult) -> WorkspaceResult:
        """Say why a command did not succeed, and what it did until then."""
        if result.interrupted:
            return self._not_started(workspace)
        outcome = Outcome.INTERRUPTED if self.interruption.requested else Outcome.FAILED
        tally = result.tally
        folder = self.workspaces.folders[workspace]
        error = _in_words(result, folder, stopped=self.interruption.requested)
        return WorkspaceResult(
            workspace=workspace, outcome=outcome, changes=tally.done, resources=tally.resources, error=error
        )

    def _work(
        self, work: Callable[[TerraformRun, str, Results], WorkspaceResult], workspace: str, results: Results
    ) -> WorkspaceResult:
        if self.interruption.requested:
            result = self._not_started(workspace)
        else:
            began = time.monotonic()
            repetitions = Counter[str]()
            run = self._terraform_in(workspace, repetitions)
            try:
                result = work(run, workspace, results)
            except OSError as error:  # a full disk, a folder that is gone: this workspace's trouble, not the others'
                result = WorkspaceResult(workspace=workspace, outcome=Outcome.FAILED, error=str(error))
            if result.outcome is not Outcome.NOT_STARTED:
                result = replace(result, seconds=time.monotonic() - began, log=run.log, repetitions=repetitions)
        self.progress.finished(result)
        return result

    def _terraform_in(self, workspace: str, repetitions: Counter[str]) -> TerraformRun:
        def on_event(event: Event) -> None:
            repetitions.update(filter(None, [repetition(event)]))
            self.progress.event(workspace, event)

        return TerraformRun(
            folder=self.workspaces.folders[workspace],
            terraform=self.terraform,
            environ={**self.environ, **self.environ_of.get(workspace, {})},
            log=self.logs / f"{workspace}.log",
            begun_record=begun_record(self.state, workspace),
            interruption=self.interruption,
            is_serial=turns()(workspace) in SERIAL,
            is_for_one_run=is_emulated(self.environ),
            on_phase=partial(self.progress.phase, workspace),
            on_event=on_event,
        )

    def reading(self, workspace: str) -> TerraformRun:
        """Return a run of Terraform in a workspace of which something is read only; nobody is told of it."""
        return replace(self._terraform_in(workspace, Counter()), on_phase=_ignore, on_event=_ignore)

    def upstream(self, workspace: str) -> Mapping[str, TerraformRun]:
        """Return what reads in each workspace whose outputs a workspace may read."""
        return {name: self.reading(name) for name in self.workspaces.graph.predecessors(workspace)}

    def _not_started(self, workspace: str) -> WorkspaceResult:
        return WorkspaceResult(
            workspace=workspace, outcome=Outcome.NOT_STARTED, error="the run was stopped before its turn"
        )

    def _tick(self) -> None:
        self.interruption.act()
        self.progress.tick()


def _ignore(_event: object) -> None:
    """Drop what nobody listens to."""


def _in_words(result: TerraformResult, folder: Path, *, stopped: bool) -> str:
    if result.exit_code < 0 and not stopped:
        return killed_in_words(result.exit_code, result.tally)
    if locked := next(filter(None, (locked_in_words(error, folder) for error in result.tally.errors)), ""):
        return locked
    if moved := next(filter(None, map(moved_in_words, result.tally.errors)), ""):
        return moved
    errors = own_errors(result.tally.errors) if stopped else list(dict.fromkeys(map(str, result.tally.errors)))
    more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
    first = f"{errors[0]}{more}" if errors else ""
    if stopped:
        return "\n".join(filter(None, [stopped_in_words(result.tally), first]))
    return first or "Terraform failed"


def prepare(verb: str, request: OperationRequest) -> Operation:
    """Read the workspaces, choose among them, and find Terraform.

    Args:
        verb: `plan`, `deploy` or `drift`.
        request: What is asked for.

    Raises:
        LandingZoneError: the environment is not synthesized, a workspace is unknown, or Terraform is missing.

    """
    outdir, environment = request.outdir.absolute(), request.environment
    workspaces = read_workspaces(outdir, environment)
    graph = workspaces.select(request.selection)
    complete = terraform_environment() if request.environ is None else dict(request.environ)
    progress = request.progress or progress_on(Console(), verb)
    return Operation(
        workspaces=workspaces,
        graph=graph,
        terraform=find_terraform(complete),
        environ=complete,
        environ_of=request.environ_of or {},
        logs=request.logs or outdir.parent / "logs" / environment,
        state=(request.state or outdir.parent / "state") / environment,
        parallel=request.parallel or default_parallelism(workspaces.folders[workspace] for workspace in graph),
        progress=progress,
        interruption=Interruption(progress.note),
        owners=request.owners or {},
    )
