"""Terraform's apply in one workspace: planned, checked, and with what an interrupted run had lost found again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from modules.runner.protection import refusal
from modules.runner.recovery.existing import planned_to_be_created, refused_as_existing, silent_creations
from modules.runner.recovery.ownership import OURS_BY_ABSENCE, foreign_in_words, undecided
from modules.runner.recovery.recover import Recovery, absent_before, accept_unfinished, recover
from modules.runner.recovery.replacement import replacement_refusal
from modules.runner.terraform.begun_creations import forget, remember, remembered
from modules.runner.terraform.import_file import remove_imports
from modules.runner.terraform.run import CHANGES, PLAN_FILE, TerraformResult, TerraformRun
from modules.synthesized.documents import read_content

_SEARCHES = 5
"""How often what AWS refuses as existing is looked for: of what is created then, an answer may be lost again."""


@dataclass(slots=True)
class Application:
    """One apply.

    Args:
        run: Terraform in the workspace.
        allow_destroy: Addresses, or globs of addresses, of protected resources that may be destroyed.
        on_found: Told what was found again, before it is imported: import ids by address.
        on_untold: Told of what is created although it cannot be told whether it exists already: reasons by address.

    """

    run: TerraformRun
    allow_destroy: Sequence[str]
    on_found: Callable[[dict[str, str]], object]
    on_untold: Callable[[dict[str, str]], object]

    imported: dict[str, str] = field(default_factory=dict)
    """What was imported: ids by address."""

    absent: set[str] = field(default_factory=set)
    """Addresses of which AWS had nothing before the apply: where it refuses a second one, the first is of this run."""

    refused: str = ""
    """Why the plan was not applied; empty where it was, or failed by itself."""

    def apply(self) -> TerraformResult:
        """Apply, and return the command that decided: the apply, or a plan without changes, or one that failed."""
        begun = remembered(self.run.begun_record)
        try:
            result = self._first(begun)
            for _ in range(_SEARCHES):
                refused = [address for address in refused_as_existing(result.tally) if address not in self.imported]
                if self.refused or not refused:
                    break
                result = self._again(refused, result)
        finally:
            remove_imports(self.run.folder)
        if result.exit_code == 0 and not self.refused:
            forget(self.run.begun_record)
        return result

    def _first(self, begun: Sequence[str]) -> TerraformResult:
        if begun:
            accept_unfinished(self.run, begun)
            return self._planned(self._recovered(begun))
        types = read_content(self.run.folder).get("resource", {}).keys()
        if self.run.has_no_state() and OURS_BY_ABSENCE.isdisjoint(types):
            return self.run.apply()  # nothing to lose: one command instead of two saves seconds in a new workspace
        planned = self.run.plan()
        if planned.exit_code == CHANGES:
            self.absent = absent_before(self.run, planned)
        return self._planned(self._unrecorded(planned) if self.run.has_remote_state() else Recovery(planned))

    def _unrecorded(self, planned: TerraformResult) -> Recovery:
        """Look for what AWS would create twice, or overwrite, without a word, though no record says that it was begun.

        The record lies on the machine of the interrupted run; a remote state is reached from everywhere.
        """
        silent = silent_creations(planned.tally)
        if planned.exit_code != CHANGES or not silent:
            return Recovery(planned)
        recovery = self._search(planned, [], silent)
        if recovery.imported and not recovery.error:  # then more of this workspace may have been lost
            remove_imports(self.run.folder)
            return self._recovered([], planned_to_be_created(planned.tally))
        if recovery.untold:
            self.on_untold(recovery.untold)
        return recovery

    def _again(self, refused: Sequence[str], first: TerraformResult) -> TerraformResult:
        """After AWS refused to create what exists: import what is ours, and name what is not."""
        remember(self.run.begun_record, self.run.log)
        begun = [*remembered(self.run.begun_record), *self.absent.intersection(refused)]
        accept_unfinished(self.run, begun)
        recovery = self._recovered(begun, planned_to_be_created(first.tally))
        if foreign := {address: id_ for address, id_ in recovery.foreign.items() if address in refused}:
            recovery.error = recovery.error or foreign_in_words(foreign, self.run.folder)
        return self._planned(recovery) if recovery.imported or recovery.error else first

    def _recovered(self, begun: Sequence[str], suspected: Sequence[str] = ()) -> Recovery:
        recovery = self._search(self.run.plan(), begun, suspected)
        if recovery.imported and not recovery.error:
            self.on_found(recovery.imported)
        if recovery.untold and not recovery.error:
            self.on_untold(recovery.untold)
        return recovery

    def _search(self, planned: TerraformResult, begun: Sequence[str], suspected: Sequence[str]) -> Recovery:
        recovery = recover(self.run, planned, begun, suspected)
        if whose := undecided(recovery.foreign):
            recovery.error = recovery.error or foreign_in_words(whose, self.run.folder)
        return recovery

    def _planned(self, recovery: Recovery) -> TerraformResult:
        planned = recovery.planned
        if planned.exit_code != CHANGES:
            return planned
        self.refused = recovery.error or refusal(planned.tally.plan, self.allow_destroy) or self._replacement(recovery)
        if self.refused:
            return planned
        self.imported |= recovery.imported
        return self.run.apply(planned)

    def _replacement(self, recovery: Recovery) -> str:
        imported = recovery.imported
        return replacement_refusal(self.run.shown(PLAN_FILE), imported, self.allow_destroy) if imported else ""
