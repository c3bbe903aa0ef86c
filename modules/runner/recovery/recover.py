"""Recover what an interrupted run had begun to create: look for it, and plan to import it instead of creating it.

What a record names is imported where AWS shows exactly one thing that fits and no state has it. Where the record is
lost as well, what fits must also be provably ours. So nothing that somebody else made is ever taken over.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from modules.runner.recovery.finders import finders
from modules.runner.recovery.lookup import look_up
from modules.runner.recovery.ownership import OURS_BY_ABSENCE, not_ours
from modules.runner.recovery.planned import PlannedCreation, planned_creations, tainted
from modules.runner.recovery.unsearched import by_hand, set_again
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

    taken: set[tuple[str, str | None, str | None, str]] = field(default_factory=set)
    """What was found is nothing else's: identities."""

    foreign: dict[str, str] = field(default_factory=dict)
    """Ids of what fits and is not provably ours, by address."""

    untold: dict[str, str] = field(default_factory=dict)
    """Why it cannot be told whether it exists, by address of what no record names, or of a type without a finder."""

    error: str = ""
    """Why the plan must not be applied: it would create what may exist already."""


def recover(
    run: TerraformRun, planned: TerraformResult, begun: Collection[str], suspected: Collection[str] = ()
) -> Recovery:
    """Look for what was begun, again and again until a plan shows nothing more to look for.

    What is found makes the values of others known, by which those are found in the next plan.

    Args:
        run: Terraform in the workspace.
        planned: The plan of this moment.
        begun: Addresses whose creation an interrupted run had begun, as its record says.
        suspected: Addresses that may exist, though no record says so.

    """
    recovery = Recovery(planned)
    asked: set[PlannedCreationKey] = set()
    missing: set[str] = set()
    default_tags: dict[str, Mapping[str, str]] = {}
    while recovery.planned.exit_code == CHANGES and not recovery.error:
        planned_here = _creations(run, {*begun, *suspected} - missing)
        creations = [creation for creation in planned_here if creation.type in finders()]
        default_tags |= {creation.address: creation.default_tags for creation in planned_here}
        recovery.untold |= _without_finder(planned_here)
        wanted = [creation for creation in creations if _key(creation) not in asked]
        asked |= {_key(creation) for creation in wanted}
        found = _found(recovery, wanted, run, begun)
        if recovery.error or not found:
            break
        _plan_imports(run, recovery, recovery.imported | found)
        while (absent := _absent(recovery)) and recovery.planned.exit_code not in {0, CHANGES}:
            missing |= absent
            _plan_imports(run, recovery, _without(recovery.imported, absent))
        if foreign := _foreign(run, recovery, default_tags, begun):
            missing |= foreign
            recovery.foreign |= {address: recovery.imported[address] for address in foreign}
            _plan_imports(run, recovery, _without(recovery.imported, foreign))
    return recovery


def absent_before(run: TerraformRun, planned: TerraformResult) -> set[str]:
    """Look, before an apply, for what only that can prove: return the addresses of which there is nothing yet.

    Args:
        run: Terraform in the workspace.
        planned: The plan of this moment.

    """
    addresses = {
        each.address for each in planned.tally.plan if each.action == "create" and each.type in OURS_BY_ABSENCE
    }
    creations = _creations(run, addresses) if addresses else []
    answers = zip(creations, look_up(creations, run.environ), strict=True)
    return {creation.address for creation, answer in answers if answer.get("ids") == []}


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


def _creations(run: TerraformRun, addresses: Collection[str]) -> list[PlannedCreation]:
    creations = planned_creations(run.shown(PLAN_FILE), run.folder)
    return [creation for address, creation in creations.items() if address in addresses]


def _without_finder(creations: Collection[PlannedCreation]) -> dict[str, str]:
    """Say why nobody looks for what is no setting: it will be created, though it may exist."""
    known = finders().keys() | set_again().keys()
    return {
        creation.address: by_hand().get(creation.type, f"nobody knows how to find {creation.type}")
        for creation in creations
        if creation.type not in known
    }


def _plan_imports(run: TerraformRun, recovery: Recovery, imported: dict[str, str]) -> None:
    recovery.imported = imported
    write_imports(run.folder, imported)
    recovery.planned = run.plan()


def _without(imported: dict[str, str], addresses: Collection[str]) -> dict[str, str]:
    return {address: id_ for address, id_ in imported.items() if address not in addresses}


def _found(
    recovery: Recovery, wanted: list[PlannedCreation], run: TerraformRun, begun: Collection[str]
) -> dict[str, str]:
    """Ask for what is wanted. Where the answer leaves open whether it exists, a record makes that an error."""
    found: dict[str, str] = {}
    for creation, answer in zip(wanted, look_up(wanted, run.environ), strict=True):
        free = (id_ for id_ in answer.get("ids", ()) if id_ not in creation.known_ids)
        ids = [id_ for id_ in free if creation.identity(id_) not in recovery.taken]
        if len(ids) == 1:
            found[creation.address] = ids[0]
            recovery.taken.add(creation.identity(ids[0]))
        elif ids or ("error" in answer and creation.address in begun):
            symptom = answer.get("error") or f"{len(ids)} things fit: {', '.join(ids)}"
            recovery.error = _refusal(creation, symptom, run, recorded=creation.address in begun)
        elif "error" in answer:
            recovery.untold[creation.address] = answer["error"]
    return found


def _foreign(
    run: TerraformRun, recovery: Recovery, default_tags: Mapping[str, Mapping[str, str]], begun: Collection[str]
) -> set[str]:
    """Which of the imports are not provably ours, where no record names them."""
    unrecorded = recovery.imported.keys() - set(begun)
    if not unrecorded or recovery.planned.exit_code != CHANGES:
        return set()
    return not_ours(run.shown(PLAN_FILE), unrecorded, default_tags)


def _refusal(creation: PlannedCreation, symptom: str, run: TerraformRun, *, recorded: bool) -> str:
    other = f"take its line out of {run.begun_record}" if recorded else "name it otherwise"
    return (
        f"{creation.address}: an interrupted run may have created it, and whether it exists cannot be told: "
        f"{symptom}\nIf it exists: terraform -chdir={run.folder} import '{creation.address}' ID. "
        f"If it does not: {other}. Then run the same command again"
    )


def _absent(recovery: Recovery) -> set[str]:
    """Which of the imports Terraform refused, because there is nothing to import."""
    messages = [f"{e.address} {e.summary} {e.detail}" for e in recovery.planned.tally.errors]
    refused = [text for text in messages if any(words in text for words in _NO_SUCH_THING)]
    return {address for address in recovery.imported if any(address in text for text in refused)}
