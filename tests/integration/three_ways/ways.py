"""The three ways in which a user deploys, each on an emulator of its own."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import networkx as nx

from modules.emulator.server import EmbeddedAws
from modules.environment import PROJECT
from modules.exports.hcp.bootstrap import FOLDER
from modules.runner.workspaces import in_order, read_workspaces
from tests.integration.three_ways.commands import Commands
from tests.integration.three_ways.left import Left, State, local_states
from tests.support.cdktf_cli import cdktf_command, cdktf_environment
from tests.support.emulator import as_management_account, emulated_variables
from tests.support.hcp.exported import make_exported
from tests.support.hcp.shell import cloud_backend_in, environment_without_aws
from tests.support.hcp.stand_in import HcpStandIn
from tests.support.main_program import main_program
from tests.support.project import copy_project

Tell = Callable[[str], object]
Way = Callable[[Path, Sequence[str], Tell], Left]
"""Deploys staging.

Args:
    folder: Where to; a new one.
    selection: Names or globs of workspaces, deployed with all that they depend on; none means all.
    tell: Told how far it is.

"""
_PIPELINES = re.compile(r"^ +#.*\n +#.*\n  pipelines:\n(?: {4}.*\n)+", re.MULTILINE)
_DONE = r"^\[|✓|✗|Synthesized"
"""Lines of `main.py` that say what has begun or ended."""
_APPLIED = r"Apply complete!|Error:"
_ONE_AT_A_TIME = ("--parallelism", "1")
"""Some services refuse what several workspaces ask at once (`policies/taking_turns.yaml`); the CLI knows no turns."""


def by_main_program(folder: Path, selection: Sequence[str], tell: Tell) -> Left:
    """Deploy with `main.py deploy`, with local states."""
    project = _project(folder)
    with EmbeddedAws(log_path=folder / "emulator.log") as aws:
        commands = Commands(project, as_management_account(aws), folder / "output.log", tell)
        commands.run([sys.executable, "main.py", "synth", "staging"], shown=_DONE)
        workspaces = _chosen(project, selection)
        commands.run(main_program("deploy", *workspaces, resume=True), shown=_DONE)
        return Left(local_states(project, workspaces), aws.inventory())


def by_cdktf_cli(folder: Path, selection: Sequence[str], tell: Tell) -> Left:
    """Deploy with `cdktf deploy`, as docs/how-to/run-with-the-cdktf-cli.md says."""
    project = _project(folder)
    (project / ".venv").symlink_to(PROJECT / ".venv")
    with EmbeddedAws(log_path=folder / "emulator.log") as aws:
        environ = cdktf_environment(project, as_management_account(aws))
        commands = Commands(project, environ, folder / "output.log", tell)
        commands.run(cdktf_command(project, "synth"), shown=_DONE)
        workspaces = _chosen(project, selection)
        options = ("--auto-approve", "--skip-synth", "--skip-provider-lock", *_ONE_AT_A_TIME)
        commands.run(cdktf_command(project, "deploy", *options, *workspaces), shown=_APPLIED)
        return Left(local_states(project, workspaces), aws.inventory())


def by_hcp_terraform(folder: Path, selection: Sequence[str], tell: Tell) -> Left:
    """Deploy in runs of the stand-in of HCP Terraform, whose workspaces are those that `export hcp` asks for.

    As docs/how-to/set-up-hcp-terraform.md says. The shell that asks for the runs has no way to any AWS.
    """
    project = cloud_backend_in(_project(folder))
    with EmbeddedAws(log_path=folder / "emulator.log") as aws, HcpStandIn(folder / "hcp") as hcp:
        commands = Commands(project, environment_without_aws(hcp, folder), folder / "output.log", tell)
        exported = folder / "export"
        commands.run([sys.executable, "main.py", "export", "hcp", "staging", "--to", exported], shown=_DONE)
        make_exported(hcp, exported / FOLDER / "workspaces.json", variables=emulated_variables(aws))
        workspaces = _chosen(project, selection)
        commands.run(main_program("deploy", *workspaces, resume=True), shown=_DONE)
        return Left(_remote_states(hcp, workspaces), aws.inventory())


def _project(folder: Path) -> Path:
    """Copy the project without what HCP Terraform cannot have: the pipeline of a portfolio must get to states."""
    project = copy_project(folder / "project")
    catalog = project / "environments" / "staging" / "catalog.yaml"
    text, count = _PIPELINES.subn("", catalog.read_text())
    assert count == 1, f"{catalog} has no pipelines as they are looked for"
    catalog.write_text(text)
    return project


def _remote_states(hcp: HcpStandIn, workspaces: Sequence[str]) -> dict[str, State]:
    found = {name: hcp.organization.named(name) for name in workspaces}
    return {
        name: workspace.states.current.content
        for name, workspace in found.items()
        if workspace and workspace.states.current
    }


def _chosen(project: Path, selection: Sequence[str]) -> list[str]:
    """Choose workspaces and all that they depend on, in an order that a deploy has."""
    workspaces = read_workspaces(project / "cdktf.out", "staging")
    chosen = set(workspaces.select(selection))
    needed = chosen.union(*(nx.ancestors(workspaces.graph, name) for name in chosen))
    return [name for name in in_order(workspaces.graph) if name in needed]


WAYS: Mapping[str, Way] = {
    "main": by_main_program,
    "cdktf": by_cdktf_cli,
    "hcp": by_hcp_terraform,
}
"""The first one is what the others are compared with."""
