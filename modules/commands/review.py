"""`review`: what a change comes to, written as the comment of a change request."""

from __future__ import annotations

from pathlib import Path

from modules.changes.affected import State
from modules.commands.compared_sections import LOST, STEPS, two_steps
from modules.commands.console import out
from modules.commands.diff import Comparison, compare
from modules.commands.exclusive import exclusive_lock
from modules.commands.folders import project_folders
from modules.commands.ready import refuse_unready
from modules.commands.two_steps import TwoSteps
from modules.delivery.classes import Phase
from modules.report.change_comment import review_text
from modules.runner import plan as planning
from modules.runner.outcome import PlanReport
from modules.whole_files import write_whole

NOT_PLANNED = "Terraform was not asked: a change from outside gets no credentials. Somebody of the repository plans it."


def review(name: str, *, base: str, to: Path, planned: bool, by_roles: bool) -> int:
    """Compare an environment with another revision, plan what that concerns, and write both to a file.

    Args:
        name: The environment's name.
        base: The revision to compare with, as Git calls it.
        to: The file.
        planned: Whether Terraform plans.
        by_roles: Whether it works as the role that plans each workspace.

    Returns:
        0, or 1 where a workspace could not be planned, or a deploy would refuse the change since it takes two steps;
        the file is written all the same.

    """
    found = compare(name, base)
    report = _plan(name, found, by_roles=by_roles) if planned else None
    notes = [*found.notes, *([] if planned else [NOT_PLANNED])]
    text = review_text(name, found.sections, first=(LOST, STEPS), planned=report, notes=notes)
    to.parent.mkdir(parents=True, exist_ok=True)
    write_whole(to, text)
    out.print(f"Written: {to}", markup=False)
    refused = any(step.is_refused for step in two_steps(found.before, found.now))
    return 0 if not refused and (report is None or report.ok) else 1


def _plan(name: str, found: Comparison, *, by_roles: bool) -> PlanReport:
    """Plan the workspaces that a deploy applies and that the change concerns."""
    folders = project_folders()
    concerned = [
        each.workspace for each in found.concerned if each.state is not State.REMOVED and not each.is_delivered
    ]
    if not concerned:
        return PlanReport(name, (), 0.0)
    refuse_unready(name, found.zone, folders, by_roles=by_roles)
    with exclusive_lock(folders):
        steps = TwoSteps.prepare(name, found.zone, found.output, phase=Phase.PLAN, by_roles=by_roles)
        steps.refuse_regions()
        return planning.plan(
            found.output,
            name,
            concerned,
            environ_of=steps.profiles,
            logs=folders.logs / name,
            state=folders.state,
            allow_destroy=steps.deleted,
            owners=steps.owners,
            waiting=steps.waiting(),
        )
