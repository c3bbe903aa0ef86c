"""A configuration of which the state is lost after it was applied, and what is found of it again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from modules.runner.recovery.recover import Recovery, recover
from modules.runner.terraform.interruption import Interruption
from modules.runner.terraform.run import PLAN_FILE
from modules.runner.terraform.run import TerraformRun as Workspace
from tests.emulator.terraform_run import TerraformRun


@dataclass(frozen=True)
class LostState:
    """What had been created, and Terraform as a deploy runs it, without a state."""

    created: tuple[str, ...]
    """Addresses."""

    workspace: Workspace

    def recovered(self, *besides: str) -> Recovery:
        """Look for all of it, and for addresses besides, as after an interrupted run whose record names them."""
        return recover(self.workspace, self.workspace.plan(), [*self.created, *besides])


def lose_state(prepared: TerraformRun, folder: Path) -> LostState:
    """Lose the state of what was applied.

    Args:
        prepared: Where it was applied.
        folder: For the log.

    """
    created = tuple(prepared.run("state", "list").stdout.splitlines())
    (prepared.folder / "terraform.tfstate").unlink()
    (prepared.folder / PLAN_FILE).parent.mkdir(exist_ok=True)
    workspace = Workspace(
        folder=prepared.folder,
        terraform=prepared.executable,
        environ=prepared.environ,
        log=folder / "terraform.log",
        begun_record=folder / "workspace.begun",
        interruption=Interruption(print),
    )
    return LostState(created, workspace)
