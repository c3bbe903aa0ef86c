"""What becomes of a run: it plans, waits until it is confirmed, and applies. Each phase is a thread of its own."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.support.hcp.dynamic_credentials import dynamic_credentials
from tests.support.hcp.organization import Organization
from tests.support.hcp.redacted import redacted
from tests.support.hcp.run import CANCELABLE, CONFIRMABLE, Phase, Run
from tests.support.hcp.schemas import KnownSchemas
from tests.support.hcp.terraform import RemoteTerraform

_CHANGES = 2
_PHASES = {"planning": "plan", "applying": "apply"}
"""What tokens call the phase of a run, by the run's state."""


class Worker:
    """Works on the runs of an organization.

    Args:
        organization: Whose runs.
        executable: Terraform.
        environ: Gives what a run has in its environment beside the variables of its workspace.

    """

    def __init__(
        self, organization: Organization, executable: Path, environ: Callable[[Run], Mapping[str, str]]
    ) -> None:
        self._organization = organization
        self._executable = executable
        self._environ = environ
        self._threads: list[threading.Thread] = []
        self._schemas = KnownSchemas()

    def begin(self, run: Run) -> None:
        """Plan."""
        self._start(self._plan, run)

    def confirm(self, run: Run) -> None:
        """Apply what was planned. Other plans that are saved lose what they were made for.

        Raises:
            Refusal: there is nothing to apply, or it was applied, discarded or canceled.

        """
        run.require(CONFIRMABLE, "applied")
        run.status = "confirmed"
        self._start(self._apply, run)

    def discard(self, run: Run) -> None:
        """Give a plan up.

        Raises:
            Refusal: it is not waiting to be confirmed.

        """
        run.require(CONFIRMABLE | {"pending"}, "discarded")
        self._end(run, "discarded")

    def cancel(self, run: Run) -> None:
        """Have Terraform stop after the resource at hand, as Ctrl-C does; or never begin.

        Raises:
            Refusal: it is over, or waits to be confirmed.

        """
        run.require(CANCELABLE, "canceled")
        run.is_stopped = True
        if run.process:
            run.process.send_signal(signal.SIGINT)
        self._organization.changed.notify_all()

    def join(self) -> None:
        """End every run, and wait until nothing works any more."""
        with self._organization.changed:
            for run in self._organization.runs.values():
                if run.status in CANCELABLE:
                    self.cancel(run)
                elif not run.is_final:
                    self._end(run, "discarded")
        for thread in self._threads:
            thread.join()

    def _start(self, work: Callable[[Run], None], run: Run) -> None:
        thread = threading.Thread(target=work, args=(run,), name=run.id)
        self._threads.append(thread)
        thread.start()

    def _plan(self, run: Run) -> None:
        if run.waits_for_its_turn and not self._takes_the_workspace(run):
            return
        terraform = self._begins(run, "planning", run.plan)
        run.configuration.unpack(terraform.folder)
        code = terraform.plan() if terraform.init() else 1
        if code in {0, _CHANGES}:
            run.planned = terraform.planned()
            schemas = self._schemas.of(run.planned, terraform.folder, terraform.schemas)
            run.redacted = redacted(run.planned, schemas)
        with self._organization.changed:
            run.plan.has_changes = code == _CHANGES
            self._over(run.plan, ok=code in {0, _CHANGES})
            if run.is_stopped or code not in {0, _CHANGES}:
                self._end(run, "canceled" if run.is_stopped else "errored")
            elif run.plan_only or not run.plan.has_changes:
                self._end(run, "planned_and_finished")
            else:
                run.status = "planned_and_saved" if run.save_plan else "planned"
                self._organization.changed.notify_all()
        if run.auto_apply and run.status == "planned":
            with self._organization.changed:
                self.confirm(run)

    def _apply(self, run: Run) -> None:
        if not self._takes_the_workspace(run):
            return
        code = self._begins(run, "applying", run.apply).apply()
        with self._organization.changed:
            self._over(run.apply, ok=code == 0)
            self._end(run, "applied" if code == 0 else "canceled" if run.is_stopped else "errored")

    def _takes_the_workspace(self, run: Run) -> bool:
        """Wait until nobody else has the workspace, and lock it; or find out that it is not wanted any more."""
        changed, workspace = self._organization.changed, self._organization.workspaces[run.workspace]
        with changed:
            changed.wait_for(lambda: run.is_stopped or run.is_final or workspace.locked_by in {None, run.caller})
            if run.is_stopped:
                self._end(run, "canceled")
            if run.is_final:
                return False
            if run.save_plan:
                self._discard_other_saved_plans(run)
            workspace.locked_by = run.caller
            workspace.current_run = run.id
            return True

    def _discard_other_saved_plans(self, applied: Run) -> None:
        """As the CLI says of such a plan: "either another run was applied first, or a user discarded it"."""
        for other in self._organization.runs.values():
            if other is not applied and other.workspace == applied.workspace and other.status == "planned_and_saved":
                self._end(other, "discarded")

    def _begins(self, run: Run, status: str, phase: Phase) -> RemoteTerraform:
        with self._organization.changed:
            run.status = status
            phase.status = "running"
            workspace = self._organization.workspaces[run.workspace]
            workspace.most_runs_at_once = max(workspace.most_runs_at_once, self._worked_on(workspace.id))
        run.folder.mkdir(parents=True, exist_ok=True)
        subject = self._organization.subject(workspace)
        given = dynamic_credentials(run.folder, subject, _PHASES[status], workspace.variables_of("env"))
        return RemoteTerraform(self._executable, {**self._environ(run), **given}, workspace, run)

    def _worked_on(self, workspace: str) -> int:
        runs = self._organization.runs.values()
        return sum(run.workspace == workspace and run.status in {"planning", "applying"} for run in runs)

    def _over(self, phase: Phase, *, ok: bool) -> None:
        phase.status = "finished" if ok else "errored"

    def _end(self, run: Run, status: str) -> None:
        run.status = status
        for phase in (run.plan, run.apply):
            if not phase.is_over:
                phase.status = "unreachable"
        workspace = self._organization.workspaces[run.workspace]
        if workspace.locked_by == run.caller:
            workspace.locked_by = None
        self._organization.changed.notify_all()
