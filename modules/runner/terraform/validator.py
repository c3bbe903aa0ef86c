"""`terraform validate` on copies of folders, several at once."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from modules.runner.terraform.cli import find_terraform, terraform_environment
from modules.runner.terraform.events import Diagnostic
from modules.runner.terraform.interruption import Interruption
from modules.runner.terraform.run import TerraformRun


@dataclass(frozen=True, slots=True)
class Validator:
    """Runs `terraform validate` in copies of folders. Each run writes a log of its own into `logs`."""

    logs: Path
    executable: Path = field(default_factory=find_terraform)
    environ: Mapping[str, str] = field(default_factory=terraform_environment)
    interruption: Interruption = field(default_factory=lambda: Interruption(notify=lambda _: None))

    @contextmanager
    def threads(self) -> Iterator[ThreadPoolExecutor]:
        """Give threads to validate in. Whatever ends them early, such as Ctrl-C, ends their Terraforms too."""
        with ThreadPoolExecutor(os.cpu_count()) as threads:
            try:
                yield threads
            except BaseException:
                self.interruption.abandon()
                raise

    def workspace_errors(self, workspace: str, folder: Path) -> list[Diagnostic]:
        """Return what Terraform finds wrong with one workspace."""
        with temporary_folder() as temporary:
            return self.errors(copied(folder, temporary / workspace), workspace)

    def errors(self, folder: Path, log: str) -> list[Diagnostic]:
        """Return what Terraform finds wrong with the files of a folder; the log has more."""
        run = TerraformRun(
            folder=folder,
            terraform=self.executable,
            environ=self.environ,
            log=self.logs / f"{log}.validate.log",
            begun_record=self.logs / f"{log}.begun",
            interruption=self.interruption,
            is_for_one_run=True,
        )
        run.begin()
        result = run.init(backend=False)
        if not result.exit_code:
            result = run.validate()
        if not result.exit_code:
            return []
        return result.tally.errors or [Diagnostic("error", "see the log")]


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Give a folder that Terraform may write into, and remove it."""
    with tempfile.TemporaryDirectory(prefix="validate-") as folder:
        yield Path(folder)


def copied(folder: Path, copy: Path) -> Path:
    """Copy a workspace, but not what Terraform keeps there."""
    return Path(shutil.copytree(folder, copy, ignore=shutil.ignore_patterns(".terraform*")))
