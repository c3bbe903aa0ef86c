"""Terraform's apply in one workspace: planned, checked, and with what an interrupted run had lost found again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from modules.runner.protection import protected_types, refusal
from modules.runner.recovery.recover import Recovery, accept_unfinished, recover
from modules.runner.recovery.taken import taken_addresses
from modules.runner.terraform.begun_creations import forget, remembered
from modules.runner.terraform.import_file import remove_imports
from modules.runner.terraform.run import CHANGES, TerraformResult, TerraformRun


@dataclass(slots=True)
class Application:
    """One apply.

    Args:
        run: Terraform in the workspace.
        allow_destroy: Addresses, or globs of addresses, of protected resources that may be destroyed.
        on_found: Told what was found again, before it is imported: import ids by address.

    """

    run: TerraformRun
    allow_destroy: Sequence[str]
    on_found: Callable[[dict[str, str]], object]

    imported: dict[str, str] = field(default_factory=dict)
    """What was imported: ids by address."""

    refused: str = ""
    """Why the plan was not applied; empty where it was, or failed by itself."""

    def apply(self) -> TerraformResult:
        """Apply, and return the command that decided: the apply, or a plan without changes, or one that failed."""
        begun = remembered(self.run.begun_record)
        try:
            result = self._first(begun)
            if taken := taken_addresses(result.tally):
                result = self._planned(self._recovered([*begun, *taken]))
        finally:
            remove_imports(self.run.folder)
        if result.exit_code == 0 and not self.refused:
            forget(self.run.begun_record)
        return result

    def _first(self, begun: Sequence[str]) -> TerraformResult:
        if begun:
            accept_unfinished(self.run, begun)
            return self._planned(self._recovered(begun))
        if self.run.has_no_state():  # nothing to lose: one command instead of two saves seconds in a new workspace
            return self.run.apply()
        return self._planned(Recovery(self.run.plan()))

    def _recovered(self, begun: Sequence[str]) -> Recovery:
        recovery = recover(self.run, self.run.plan(), begun)
        if recovery.imported and not recovery.error:
            self.on_found(recovery.imported)
        return recovery

    def _planned(self, recovery: Recovery) -> TerraformResult:
        planned = recovery.planned
        if planned.exit_code != CHANGES:
            return planned
        self.refused = recovery.error or refusal(planned.tally.plan, self.allow_destroy, protected_types())
        if self.refused:
            return planned
        self.imported = recovery.imported
        return self.run.apply(planned)
