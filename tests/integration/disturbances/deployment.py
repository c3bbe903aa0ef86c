"""An environment that is deployed by the real `main.py` on an emulator of its own, and disturbed meanwhile."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from modules.commands.chosen import with_dependencies
from modules.emulator.server import EmbeddedAws
from modules.runner.terraform.cli import terraform_environment
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

    def disturbed(self, disturbance: Disturbance) -> bool:
        """Deploy workspaces, and disturb that; whether the moment came before all was done."""
        with self.output.open("ab") as output:
            deploy = subprocess.Popen(
                main_program("deploy", *disturbance.workspaces, resume=True),
                cwd=self.project,
                env=self.environ,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            return disturbance.strike(deploy, self.project)

    def run(self, verb: str, *options: str) -> subprocess.CompletedProcess[str]:
        """Deploy or plan these workspaces, the whole selection where none is named, and let it.

        Synthesis and gate are left out where an earlier command has synthesized.
        """
        command = main_program(verb, *(options or self.selection), resume=True)
        done = subprocess.run(command, cwd=self.project, env=self.environ, capture_output=True, text=True, check=False)
        with self.output.open("a") as output:
            output.write(f"{done.stdout}{done.stderr}")
        return done

    def in_order(self, names: Sequence[str]) -> tuple[str, ...]:
        """Synthesize; return workspaces and all that they depend on, each behind what it depends on."""
        synthesized = self.run("synth")
        assert synthesized.returncode == 0, synthesized.stdout + synthesized.stderr
        return with_dependencies(self.project / "cdktf.out", "staging", names)

    @property
    def output(self) -> Path:
        """What all commands have printed."""
        return self.project / "output.log"


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
