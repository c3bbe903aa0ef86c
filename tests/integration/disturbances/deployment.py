"""An environment that is deployed by the real `main.py` on an emulator of its own, and disturbed meanwhile."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import networkx as nx

from modules.emulator.server import EmbeddedAws
from modules.runner.terraform.cli import terraform_environment
from modules.runner.workspaces import read_workspaces
from tests.integration.disturbances.disturbance import Disturbance
from tests.support.environments import environment
from tests.support.main_program import main_program
from tests.support.project import BY_CHOICE, copy_project


@dataclass(frozen=True, slots=True)
class Deployment:
    """A copy of the project, and where it is deployed to."""

    project: Path
    aws: EmbeddedAws
    environ: Mapping[str, str]
    selection: Sequence[str]

    def disturbed(self, disturbance: Disturbance, *, resume: bool = False) -> bool:
        """Deploy one workspace and what it depends on, and disturb that; whether its moment came before all was done.

        Args:
            disturbance: What happens when.
            resume: Leave out synthesis and gate, which an earlier deploy has been through.

        """
        with (self.project / "output.log").open("ab") as output:
            deploy = subprocess.Popen(
                self._command("deploy", self._up_to(disturbance.workspace), resume=resume),
                cwd=self.project,
                env=self.environ,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            return disturbance.strike(
                deploy, self.project / "logs" / "staging" / f"staging-{disturbance.workspace}.log"
            )

    def run(self, verb: str, *workspaces: str, resume: bool = False) -> subprocess.CompletedProcess[str]:
        """Deploy or plan these workspaces, the whole selection where none is named, and let it."""
        command = self._command(verb, workspaces or self.selection, resume=resume)
        return subprocess.run(command, cwd=self.project, env=self.environ, capture_output=True, text=True, check=False)

    def _up_to(self, workspace: str) -> list[str]:
        """Name what a workspace depends on, and itself: were more deployed, less would be left to disturb."""
        output = self.project / "cdktf.out"
        if not output.exists():
            return [workspace]  # the first one depends on none
        workspaces, name = read_workspaces(output, "staging"), f"staging-{workspace}"
        return sorted({name, *(nx.ancestors(workspaces.graph, name) & set(workspaces.select(self.selection)))})

    def _command(self, verb: str, selection: Sequence[str], *, resume: bool = False) -> list[str]:
        return main_program(verb, *selection, resume=resume)


@contextmanager
def deployment(
    folder: Path,
    files: Mapping[str, str],
    selection: Sequence[str] = (),
    *,
    faults: Path | None = None,
    synthesized: Path | None = None,
) -> Iterator[Deployment]:
    """Prepare staging with other files in it, in a new folder, on a new emulator.

    Args:
        folder: Where to.
        files: Text by name.
        selection: Which workspaces.
        faults: What the emulator shows of them.
        synthesized: A project with the same files, whose output folder is taken over.

    """
    copy_project(folder, without=BY_CHOICE)
    if synthesized:
        ignored = shutil.ignore_patterns(".terraform", ".terraform.lock.hcl")
        shutil.copytree(synthesized / "cdktf.out", folder / "cdktf.out", ignore=ignored)
    for name, text in files.items():
        (folder / "environments" / "staging" / name).write_text(text)
    organization = environment("staging").zone.organization
    with EmbeddedAws(log_path=folder / "emulator.log", faults=faults) as aws:
        emulated = aws.environment(organization.management_account.id)
        environ = terraform_environment({**os.environ, **emulated, "AWS_REGION": organization.home_region})
        yield Deployment(folder, aws, environ, selection)
