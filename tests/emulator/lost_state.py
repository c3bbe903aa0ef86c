"""A configuration of which the state is lost after it was applied, and what is found of it again."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cdktf import App, TerraformStack

from modules.runner.recovery.recover import Recovery, recover
from modules.runner.terraform.interruption import Interruption
from modules.runner.terraform.run import PLAN_FILE
from modules.runner.terraform.run import TerraformRun as Workspace
from modules.workspaces.writing.documents import synthesize_app
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


def apply_and_lose(
    stack: TerraformStack, terraform: Callable[..., TerraformRun], folder: Path, account: str
) -> LostState:
    """Apply a stack as an account of the emulator, and lose its state.

    Args:
        stack: The only one of its app, which is synthesized below `folder`.
        terraform: Prepares Terraform for an account and files.
        folder: A test's own.
        account: The account.

    """
    app = App.of(stack)
    document = synthesize_app(app, Path(app.outdir))[stack.node.id].document
    del document["terraform"]["backend"]  # Terraform's own default, which needs no `init` for each test
    written = folder / "written" / "cdk.tf.json"
    written.parent.mkdir()
    written.write_text(json.dumps(document))
    prepared = terraform(account, written)
    prepared.succeeds("apply", "-auto-approve")
    return lose_state(prepared, folder)
