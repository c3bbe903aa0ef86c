"""`drift`: what was changed outside Terraform since an environment was applied."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial

from modules.commands.console import err, out
from modules.commands.exclusive import exclusive_lock
from modules.commands.folders import Folders, project_folders
from modules.commands.ready import refuse_unready
from modules.commands.real_units import judge_with_units, told_once
from modules.commands.synth import write_if_stale
from modules.commands.two_steps import TwoSteps
from modules.commands.validate import load_environments
from modules.delivery.classes import Phase
from modules.drift.finding import Finding
from modules.drift.tables import for_machines, print_findings
from modules.naming import ORGANIZATION_WORKSPACE, workspace_id
from modules.runner.display.drift_summary import print_drift_summary
from modules.runner.display.progress import progress_on
from modules.runner.outcome import DriftReport
from modules.runner.refresh import refresh


def drift(name: str, workspaces: Sequence[str], *, parallel: int | None, as_json: bool, by_roles: bool = False) -> int:
    """Synthesize and look; return 0 without drift, 2 with drift, 1 where a workspace could not be looked at."""
    folders = project_folders()
    zones = load_environments([name])
    refuse_unready(name, zones[name], folders, by_roles=by_roles)
    with exclusive_lock(folders):
        write_if_stale(zones, folders)
        steps = TwoSteps.prepare(name, zones[name], folders.output, phase=Phase.PLAN, by_roles=by_roles)
        steps.refuse_regions()
        report = refresh(
            folders.output,
            name,
            workspaces,
            judge=partial(judge_with_units, zones[name], name),
            judged_anyway=[workspace_id(name, ORGANIZATION_WORKSPACE)],
            environ_of=steps.profiles,
            parallel=parallel,
            logs=folders.logs / name / "drift",
            state=folders.state,
            progress=progress_on(err if as_json else out, "drift"),
        )
    if as_json:
        out.print_json(json.dumps(document(report, folders)))
    else:
        print_findings(out, _findings(report), environment=name, stacks=folders.output / "stacks")
        print_drift_summary(out, report)
    return report.exit_code


def document(report: DriftReport, folders: Folders) -> dict[str, object]:
    """Return a report for machines."""
    return {
        "environment": report.environment,
        "exit_code": report.exit_code,
        "findings": for_machines(_findings(report), environment=report.environment, stacks=folders.output / "stacks"),
        "workspaces": [
            {"workspace": result.workspace, "outcome": str(result.outcome), "error": result.error}
            for result in report.results
        ],
    }


def _findings(report: DriftReport) -> list[Finding]:
    return told_once(finding for result in report.results for finding in result.findings)
