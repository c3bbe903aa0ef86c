"""Recover what an interrupted run had begun to create: look for it, and plan to import it instead of creating it.

Only what such a run had begun is looked for, and only where AWS shows exactly one thing that fits and no state has it:
so nothing that somebody else made is ever taken over.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from modules.runner.recovery.finders import finders
from modules.runner.recovery.lookup import look_up
from modules.runner.recovery.planned import PlannedCreation, planned_creations, tainted
from modules.runner.terraform.import_file import write_imports
from modules.runner.terraform.run import CHANGES, PLAN_FILE, TerraformResult, TerraformRun

_NO_SUCH_THING = ("Cannot import non-existent remote object", "Import Error", "importing", "Invalid import")


@dataclass(slots=True)
class Recovery:
    """What was found."""

    planned: TerraformResult
    """The plan to apply now: with the imports in it."""

    imported: dict[str, str] = field(default_factory=dict)
    """Import ids by address."""

    error: str = ""
    """Why the plan must not be applied: it would create what may exist already."""


def recover(run: TerraformRun, planned: TerraformResult, begun: Collection[str]) -> Recovery:
    """Look for what was begun, again and again until a plan shows nothing more to look for.

    What is found makes the values of others known, by which those are found in the next plan.

    Args:
        run: Terraform in the workspace.
        planned: The plan of this moment.
        begun: Addresses whose creation an interrupted run had begun.

    """
    recovery = Recovery(planned)
    asked: set[PlannedCreationKey] = set()
    missing: set[str] = set()
    while recovery.planned.exit_code == CHANGES and not recovery.error:
        wanted = [
            creation
            for creation in _wanted(run, begun)
            if creation.address not in missing and _key(creation) not in asked
        ]
        asked |= {_key(creation) for creation in wanted}
        found = _found(recovery, wanted, run)
        if recovery.error or not found:
            break
        recovery.imported |= found
        write_imports(run.folder, recovery.imported)
        recovery.planned = run.plan()
        while (absent := _absent(recovery)) and recovery.planned.exit_code not in {0, CHANGES}:
            missing |= absent
            recovery.imported = {a: id_ for a, id_ in recovery.imported.items() if a not in absent}
            write_imports(run.folder, recovery.imported)
            recovery.planned = run.plan()
    return recovery


def accept_unfinished(run: TerraformRun, begun: Collection[str]) -> None:
    """Keep what was created, and was not yet ready when its provider was stopped: a plan mends what is missing of it.

    Terraform would replace it, which for much of what is protected means: refuse to plan at all.
    """
    for address in tainted(run.shown()) if begun else ():
        if address in begun:
            run.untaint(address)


PlannedCreationKey = tuple[str, str]


def _key(creation: PlannedCreation) -> PlannedCreationKey:
    return creation.address, repr(sorted(creation.values.items()))


def _wanted(run: TerraformRun, begun: Collection[str]) -> Iterable[PlannedCreation]:
    creations = planned_creations(run.shown(PLAN_FILE), run.folder)
    return [creations[address] for address in begun if address in creations and creations[address].type in finders()]


def _found(recovery: Recovery, wanted: list[PlannedCreation], run: TerraformRun) -> dict[str, str]:
    found: dict[str, str] = {}
    for creation, answer in zip(wanted, look_up(wanted, run.environ), strict=True):
        taken = {*creation.known_ids, *recovery.imported.values(), *found.values()}
        ids = [id_ for id_ in answer.get("ids", ()) if id_ not in taken]
        if len(ids) == 1:
            found[creation.address] = ids[0]
        elif ids or "error" in answer:
            recovery.error = _refusal(creation, answer.get("error") or f"{len(ids)} things fit: {', '.join(ids)}", run)
    return found


def _refusal(creation: PlannedCreation, symptom: str, run: TerraformRun) -> str:
    return (
        f"{creation.address}: an interrupted run had begun to create it, and whether it exists cannot be told: "
        f"{symptom}\nIf it exists: terraform -chdir={run.folder} import '{creation.address}' ID. "
        f"If it does not: take its line out of {run.begun_record}. Then run the same command again"
    )


def _absent(recovery: Recovery) -> set[str]:
    """Which of the imports Terraform refused, because there is nothing to import."""
    messages = [f"{e.address} {e.summary} {e.detail}" for e in recovery.planned.tally.errors]
    refused = [text for text in messages if any(words in text for words in _NO_SUCH_THING)]
    return {address for address in recovery.imported if any(address in text for text in refused)}
