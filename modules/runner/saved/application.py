"""The apply of a saved plan: exactly what was reviewed, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from modules.runner.display.wording import first_few
from modules.runner.protection import refusal
from modules.runner.recovery.existing import silent_creations
from modules.runner.recovery.recover import recover
from modules.runner.saved.circumstances import Circumstances
from modules.runner.saved.plans import SavedPlan
from modules.runner.terraform.begun_creations import forget, remembered
from modules.runner.terraform.import_file import remove_imports
from modules.runner.terraform.run import PLAN_FILE, TerraformResult, TerraformRun
from modules.whole_files import write_whole

_DEPLOY = "Deploy the workspace without --from, which looks for it and imports it"


@dataclass(slots=True)
class SavedApplication:
    """One apply of a saved plan.

    Args:
        run: Terraform in the workspace, which is initialized.
        allow_destroy: Addresses, or globs of addresses, of protected resources that may be destroyed.
        plan: What was planned.
        file: Where the plan is.
        now: What a plan would be made of now.
        before_apply: Done once the plan may be applied.

    """

    run: TerraformRun
    allow_destroy: Sequence[str]
    plan: SavedPlan
    file: Path
    now: Circumstances
    before_apply: Callable[[], object]

    imported: dict[str, str] = field(default_factory=dict)
    """Nothing: a plan that would import was not saved."""

    refused: str = ""
    """Why the plan was not applied; empty where it was, or failed by itself."""

    def apply(self) -> TerraformResult:
        """Apply, and return the command that decided."""
        planned = self.looked_at()
        if self.refused:
            return planned
        self.before_apply()
        result = self.run.apply(planned)
        if result.exit_code == 0:
            forget(self.run.begun_record)
        return result

    def looked_at(self) -> TerraformResult:
        """Look whether the plan may be applied, and return it."""
        planned = self.plan.as_result()
        write_whole(self.run.folder / PLAN_FILE, self.file.read_bytes())
        self.refused = self._moved() or refusal(planned.tally.plan, self.allow_destroy) or self._exists(planned)
        return planned

    def _moved(self) -> str:
        moved = self.plan.made_of.moved(self.now) if self.plan.made_of else []
        if not moved:
            return ""
        return (
            f"the saved plan is not what a plan would be now: moved since it was saved: {', '.join(moved)}\n"
            "It was made of what was there then. Plan again with --save, and have that reviewed"
        )

    def _exists(self, planned: TerraformResult) -> str:
        """Say what an interrupted run has created, or may have: the plan that was reviewed does not import it."""
        if begun := remembered(self.run.begun_record):
            return f"an interrupted run had begun to create {', '.join(first_few(begun, 3))}\n{_DEPLOY}"
        silent = silent_creations(planned.tally)
        if not silent or not self.run.has_remote_state():
            return ""
        recovery = recover(self.run, planned, [], silent)
        remove_imports(self.run.folder)
        found = [f"{address} ({id_})" for address, id_ in recovery.imported.items()]
        return recovery.error or (
            f"what the plan would create exists: {', '.join(first_few(found, 3))}\n{_DEPLOY}" if found else ""
        )
