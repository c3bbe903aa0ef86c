"""The real Terraform in a folder of a test's own, on the emulator. The provider is set up once for all tests."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from modules.runner.terraform.lock_file import LOCK_FILE
from tests.emulator.coverage.cycle import Terraform


@dataclass(frozen=True)
class TerraformRun:
    """Runs Terraform where it was prepared to run."""

    executable: Path
    folder: Path
    environ: Mapping[str, str]

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run one command, whatever comes of it."""
        command = [str(self.executable), *arguments, "-no-color"]
        return subprocess.run(
            command, cwd=self.folder, env=self.environ, capture_output=True, text=True, check=False, timeout=300
        )

    def succeeds(self, *arguments: str) -> None:
        """Run one command that must succeed."""
        done = self.run(*arguments)
        assert done.returncode == 0, done.stdout + done.stderr

    def applies_and_plans_empty(self) -> None:
        """Apply, and plan again: nothing may be left to change."""
        self.succeeds("apply", "-auto-approve")
        self.succeeds("plan", "-detailed-exitcode")

    def outputs(self) -> dict[str, Any]:
        """Read the outputs of what was applied."""
        return {name: output["value"] for name, output in json.loads(self.run("output", "-json").stdout).items()}


def prepare(
    terraform: Terraform, folder: Path, emulated: Mapping[str, str], *files: Path, **variables: str
) -> TerraformRun:
    """Copy a configuration into a folder, with the lock file of the provider that is set up, and set its variables.

    Args:
        terraform: As the coverage's `initialize` left it.
        folder: An empty folder.
        emulated: What leads to the emulator, as one of its accounts.
        *files: The configuration.
        **variables: Its variables.

    """
    for path in (terraform.initialized / LOCK_FILE, *files):
        shutil.copy(path, folder)
    environ = {
        **terraform.environ,
        **emulated,
        **{f"TF_VAR_{name}": value for name, value in variables.items()},
        "AWS_REGION": "eu-west-1",
        "TF_DATA_DIR": str(terraform.initialized / ".terraform"),
    }
    return TerraformRun(terraform.executable, folder, environ)
