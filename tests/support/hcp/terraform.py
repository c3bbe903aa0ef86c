"""Terraform as a run of HCP Terraform has it: in the run's folder, with the workspace's variables as environment.

HCP Terraform's workers run the same CLI with the same `cloud` block; `TF_FORCE_LOCAL_BACKEND` has it work itself
instead of asking for a run, and keep the state by the API (Terraform, `internal/cloud/backend.go`). Which flags they
pass beside `-parallelism` is not documented: unverified.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from modules.runner.terraform.lock_file import forget_checksums
from tests.support.hcp.run import Phase, Run
from tests.support.hcp.workspace import Workspace

DEFAULT_PARALLELISM = "10"
_HEADER = "Terraform v{version}\non linux_amd64\nInitializing plugins and modules...\n"
"""The lines before Terraform's own. The CLI leaves the first three of an apply out."""


@dataclass(frozen=True, slots=True)
class RemoteTerraform:
    """Terraform of one run."""

    executable: Path
    environ: Mapping[str, str]
    """What the run has beside variables: where the CLI's configuration is, a token, and credentials of its phase."""
    workspace: Workspace
    run: Run

    @property
    def folder(self) -> Path:
        """Where it works."""
        return self.run.folder / "configuration"

    def init(self) -> bool:
        """Install providers; what it says is in the log where it fails."""
        done = self._finished("init", "-input=false", "-no-color")
        version = json.loads(self._finished("version", "-json").stdout)["terraform_version"]
        self.run.plan.log.write_text(_HEADER.format(version=version))
        self.run.apply.log.write_text(_HEADER.format(version=version))
        if done.returncode:
            with self.run.plan.log.open("ab") as log:
                log.write(done.stdout + done.stderr)
        else:
            forget_checksums(self.folder)  # init has just compared them; HCP has each run begin with an empty machine
        return not done.returncode

    def plan(self) -> int:
        """Plan; 0 without changes, 2 with."""
        options = ("-detailed-exitcode", "-out=../plan", *self.run.options)
        return self._logged(self.run.plan, "plan", *options)

    def apply(self) -> int:
        """Apply what was planned."""
        return self._logged(self.run.apply, "apply", "../plan")

    def planned(self) -> dict[str, Any]:
        """Read the plan as `terraform show -json` tells it."""
        return self._document("show", "-json", "../plan")

    def schemas(self) -> dict[str, Any]:
        """Read the schemas of all providers."""
        return self._document("providers", "schema", "-json")

    def _document(self, *arguments: str) -> dict[str, Any]:
        document: dict[str, Any] = json.loads(self._finished(*arguments).stdout)
        return document

    def _finished(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [self.executable, *arguments], cwd=self.folder, env=self._environment(), capture_output=True, check=False
        )

    def _logged(self, phase: Phase, command: str, *arguments: str) -> int:
        is_structured = self.workspace.settings["structured-run-output-enabled"]
        shared = ("-input=false", "-lock=false", f"-parallelism={self._parallelism()}")
        output = ("-json",) if is_structured else ()
        with phase.log.open("ab") as log:
            process = subprocess.Popen(
                [self.executable, command, *shared, *output, *arguments],
                cwd=self.folder,
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
            self.run.process = process
            try:
                return process.wait()
            finally:
                self.run.process = None

    def _parallelism(self) -> str:
        """Take the variable that HCP Terraform has for it ("Terraform Enterprise environment variables")."""
        return self.workspace.variables_of("env").get("TFE_PARALLELISM", DEFAULT_PARALLELISM)

    def _environment(self) -> dict[str, str]:
        """Nothing of this process but where programs are; the home is the run's own, so that nothing else is found."""
        inputs = {f"TF_VAR_{key}": value for key, value in self.workspace.variables_of("terraform").items()}
        own = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.run.folder),
            "CHECKPOINT_DISABLE": "1",
            "TF_IN_AUTOMATION": "1",
            "TF_INPUT": "0",
            "TF_FORCE_LOCAL_BACKEND": "1",
            "TFE_RUN_ID": self.run.id,
            "TFC_RUN_ID": self.run.id,
            "TFC_AGENT_VERSION": "1.28.0",
        }
        return {**own, **inputs, **self.workspace.variables_of("env"), **self.environ}
