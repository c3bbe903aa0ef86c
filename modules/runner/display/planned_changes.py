"""What plans change, in words: what is destroyed or replaced first, then what is changed, then what is created."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from rich.text import Text

from modules.runner.display.wording import readable_path
from modules.runner.outcome import Report
from modules.runner.planned_change import PlannedChange
from modules.runner.protection import allowing
from modules.specification.printing import printable


class Fate(StrEnum):
    """What becomes of resources, in the order in which it is told."""

    LOST = "Destroyed or replaced"
    GONE = "Gone from AWS, and created again"
    LEFT = "Left in AWS, and in no state any more"
    CHANGED = "Changed"
    CREATED = "Created"


_FATES = {"delete": Fate.LOST, "replace": Fate.LOST, "remove": Fate.LEFT, "create": Fate.CREATED}
_SIGNS = {"delete": "-", "replace": "±", "remove": "-", "create": "+"}
_BECOMES = {
    "delete": "is destroyed",
    "replace": "is replaced",
    "remove": "is let go of",
    "create": "is created",
    "import": "is imported",
    "move": "has another address",
}
_LISTED = {Fate.CHANGED: 100, Fate.CREATED: 20}
"""How many are listed one by one; of more, how many of each kind there are. What is lost is always listed."""
_REMEDIES = {
    (True, False): "Bring back what is not meant to go. To destroy all of it",
    (False, True): "Have it back where AWS can do that. To create all of it again",
    (True, True): "Bring back what is not meant to go, and have back what AWS can. To destroy and create all of it",
}
"""What to do about what is refused, by whether anything would be lost and whether anything is gone."""
_KINDS = 40
"""How many kinds are counted, what is protected first."""
_STYLES = {
    Fate.LOST: "bold red",
    Fate.GONE: "bold red",
    Fate.LEFT: "bold yellow",
    Fate.CHANGED: "bold",
    Fate.CREATED: "bold green",
}


@dataclass(frozen=True, slots=True)
class PlacedChange:
    """One change, with where it is."""

    workspace: str
    """As a user calls it."""
    change: PlannedChange

    @property
    def place(self) -> str:
        """Where it is: `accounts: aws_organizations_account.fraud-dev`."""
        return f"{self.workspace}: {self.change.address}"


def changes_by_fate(report: Report) -> dict[Fate, list[PlacedChange]]:
    """Return every change of a report by what becomes of the resource, in the order in which it is told.

    Of what is lost or gone, what is protected comes first.
    """
    found: dict[Fate, list[PlacedChange]] = {fate: [] for fate in Fate}
    for result in report.results:
        for change in result.planned:
            name = result.workspace.removeprefix(f"{report.environment}-")
            found[_fate(change)].append(PlacedChange(name, change))
    for fate in (Fate.LOST, Fate.GONE):
        found[fate].sort(key=lambda each: not each.change.protected)
    return {fate: changes for fate, changes in found.items() if changes}


def _fate(change: PlannedChange) -> Fate:
    return Fate.GONE if change.is_gone else _FATES.get(change.action, Fate.CHANGED)


def thing(change: PlannedChange) -> str:
    """Name what is changed: `VPC fraud-prod, 10.20.0.0/20, of account fraud-prod`."""
    title = change.name.partition(",")[0]
    owner = f"of {change.owner}" if change.owner and change.owner != f"{change.kind} {title}" else ""
    comma = "," if owner and title != change.name else ""
    return " ".join(filter(None, [change.kind or change.type, f"{change.name}{comma}", owner]))


def becomes(change: PlannedChange) -> str:
    """Say what becomes of it, why, and what that means where it is protected: `is replaced, because of cidr_block`."""
    because = f", because of {change.because}" if change.because else ""
    marked = f"; protected: {change.protected}" if change.protected and (change.is_loss or change.is_gone) else ""
    refused = "; a deploy refuses this" if change.is_refused else ""
    what = "is gone, and created again" if change.is_gone else _BECOMES.get(change.action, "is changed")
    return f"{what}{because}{marked}{refused}"


def changes_in_words(report: Report) -> Iterator[Text]:
    """Give the lines that say what plans change; none where they change nothing."""
    for fate, changes in changes_by_fate(report).items():
        yield Text(f"{fate} ({len(changes)})", style=_STYLES[fate])
        if len(changes) > _LISTED.get(fate, len(changes)):
            yield Text(f"  {_counted(changes)}")
            yield Text(f"  All of them are in the logs{_logs(report)}, and in --json.", style="dim")
        else:
            yield from (line for each in changes for line in _lines(each))
        yield Text()


def deploy_command(environment: str, *arguments: str) -> tuple[str, ...]:
    """Return the words of a command that deploys."""
    return "python", "main.py", "deploy", environment, *arguments


def next_command(report: Report, command: Sequence[str]) -> str:
    """Return the command that does what is refused, ready for a shell; an empty text where nothing is refused.

    Args:
        report: What was planned, or refused.
        command: The command that deploys the same, as words.

    """
    addresses = dict.fromkeys(change.address for result in report.results for change in result.refused)
    return shlex.join([*command, *allowing(addresses)]) if addresses else ""


def refusals(report: Report, command: Sequence[str]) -> Iterator[Text]:
    """Give the lines that say what a deploy refuses, and the command that does it all the same."""
    refused = [(result.workspace, change) for result in report.results for change in result.refused]
    if not refused:
        return
    gone = [each for each in refused if each[1].is_gone]
    lost = [each for each in refused if not each[1].is_gone]
    if lost:
        text = f"A deploy refuses to destroy what is protected: {_count(report, lost)}."
        yield Text(text, style="bold red")
    if gone:
        text = f"A deploy refuses to create again what is protected and exists no more: {_count(report, gone)}."
        yield Text(text, style="bold red")
    yield Text(f"{_REMEDIES[bool(lost), bool(gone)]}:")
    yield Text(f"  {next_command(report, command)}")
    yield Text()


def _count(report: Report, refused: Sequence[tuple[str, PlannedChange]]) -> str:
    where = dict.fromkeys(workspace.removeprefix(f"{report.environment}-") for workspace, _ in refused)
    return f"{len(refused)} in {', '.join(where)}"


def change_data(change: PlannedChange) -> dict[str, Any]:
    """Return a change for programs."""
    return {
        "address": change.address,
        "action": change.action,
        "type": change.type,
        "kind": change.kind,
        "name": change.name,
        "owner": change.owner,
        "protected": change.protected,
        "because": change.because,
        "gone": change.is_gone,
        "refused": change.is_refused,
    }


def _lines(each: PlacedChange) -> Iterator[Text]:
    sign = _SIGNS.get(each.change.action, "~")
    mark = "!" if each.change.protected else " "
    yield Text(f"{mark} {sign} {printable(thing(each.change))} {printable(becomes(each.change))}")
    yield Text(f"      {printable(each.place)}", style="dim")


def _counted(changes: Iterable[PlacedChange]) -> str:
    counted = Counter((not each.change.protected, each.change.kind or each.change.type) for each in changes)
    order = sorted(counted, key=lambda key: (key[0], -counted[key], key[1]))
    kinds = [f"{counted[key]} {key[1]}{'' if key[0] else ' (!)'}" for key in order]
    return ", ".join([*kinds[:_KINDS], *([f"and {more} kinds more"] if (more := len(kinds) - _KINDS) > 0 else [])])


def _logs(report: Report) -> str:
    folders = dict.fromkeys(readable_path(result.log.parent) for result in report.results if result.log)
    return f" ({', '.join(folders)})" if folders else ""
