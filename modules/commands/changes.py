"""What `guardrails mutate`, `access mutate` and `network mutate` have in common: which changes nothing notices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from rich import box
from rich.markup import escape
from rich.table import Table

from modules.commands.console import err, out
from modules.commands.exclusive import exclusive_lock
from modules.commands.folders import project_folders
from modules.commands.reviewed_changes import ReviewedChange, reason_for
from modules.commands.synth import write_if_stale
from modules.commands.validate import load_environments
from modules.landing_zone import LandingZone
from modules.specification.errors import LandingZoneError


@dataclass(frozen=True, slots=True)
class Change:
    """One change that was tried in one environment."""

    name: str
    environment: str
    noticed: bool
    operator: str = ""
    """The kind of change, where kinds are counted apart."""
    equivalent: str = ""
    """Why it changes nothing for any request; empty where it may."""


@dataclass(frozen=True, slots=True)
class Unnoticed:
    """A change that nothing notices in any of the environments in which it was tried."""

    name: str
    environments: tuple[str, ...]
    reason: str
    """Why nothing has to notice it, from the reviewed list; empty where it is not listed for all environments."""


def fits(name: str, pattern: str | None) -> bool:
    """Tell whether the name of a change is the one asked for, or fits the glob; without one all do."""
    return pattern is None or name == pattern or fnmatchcase(name, pattern)


def unnoticed(changes: Iterable[Change], reviewed: Sequence[ReviewedChange]) -> list[Unnoticed]:
    """Return what is noticed in no environment: what one of them does not use, its scenarios cannot ask for."""
    tried: dict[str, list[Change]] = {}
    for change in changes:
        tried.setdefault(change.name, []).append(change)
    return [
        Unnoticed(name, environments, reasons[0] if all(reasons) else "")
        for name, attempts in tried.items()
        if not any(change.noticed for change in attempts)
        for environments in [tuple(change.environment for change in attempts)]
        for reasons in [[_reason(change, reviewed) for change in attempts]]
    ]


def _reason(change: Change, reviewed: Sequence[ReviewedChange]) -> str:
    if change.equivalent:
        return f"changes nothing: {change.equivalent}"
    return reason_for(change.name, change.environment, reviewed)


def try_changes(
    names: Sequence[str],
    changes_of: Callable[[str, LandingZone, Path], Iterable[Change]],
    reviewed: Sequence[ReviewedChange],
    *,
    only: str | None,
    activity: str,
) -> bool:
    """Synthesize environments, all of them where none is named, and print which changes no scenario notices.

    Args:
        names: The environments.
        changes_of: Tries every change of one environment: its name, what its YAML says, and the output folder.
        reviewed: Changes that need not be noticed.
        only: A glob of the changes' names; all where there is none.
        activity: What is shown while it works, before the environment's name.

    Returns:
        Whether each change is noticed in one of the environments, or reviewed.

    """
    folders = project_folders()
    zones = load_environments(names)
    changes: list[Change] = []
    with exclusive_lock(folders):
        write_if_stale(zones, folders)
        for name, zone in zones.items():
            with err.status(f"{activity} {name}"):
                changes += changes_of(name, zone, folders.output)
    wanted = [change for change in changes if fits(change.name, only)]
    return print_unnoticed(wanted, reviewed, only=only, by="scenario")


def print_unnoticed(
    changes: Sequence[Change], reviewed: Sequence[ReviewedChange], *, only: str | None, by: str
) -> bool:
    """Print the changes that nothing notices; tell whether all of them are in the reviewed list.

    Args:
        changes: All that were tried.
        reviewed: The list.
        only: Which changes were asked for.
        by: What could have noticed them: `scenario`.

    Raises:
        LandingZoneError: nothing was tried.

    """
    if not changes:
        raise LandingZoneError(
            "there is no change of such a name",
            got=only or "an environment in which nothing can be changed",
            why="nothing was tried, so nothing is shown by it",
            fix="write a name as the table shows it, or a glob such as '*removed*'",
        )
    survivors = unnoticed(changes, reviewed)
    if survivors:
        out.print(_table(survivors, by))
    if any(change.operator for change in changes):
        out.print(_shares(changes, survivors))
    tried, unreviewed = len({change.name for change in changes}), sum(not change.reason for change in survivors)
    counts = f"changes: {tried}, noticed: {tried - len(survivors)}, reviewed: {len(survivors) - unreviewed}"
    if unreviewed:
        out.print(f"[red]Not noticed[/]: {unreviewed} ({counts})")
    else:
        out.print(f"[green]All noticed or reviewed[/] ({counts})")
    return not unreviewed


def _shares(changes: Sequence[Change], survivors: Sequence[Unnoticed]) -> Table:
    """Count, for each kind of change, how many of those that are not reviewed are noticed."""
    operators = {change.name: change.operator for change in changes}
    tried = Counter(operators.values())
    missed = Counter(operators[change.name] for change in survivors if not change.reason)
    set_aside = Counter(operators[change.name] for change in survivors if change.reason)
    table = Table(title="Noticed, by kind of change", box=box.SIMPLE_HEAD, title_justify="left")
    table.add_column("change", no_wrap=True)
    for heading in ("tried", "noticed", "reviewed", "share"):
        table.add_column(heading, justify="right")
    for operator, count in sorted(tried.items()):
        wanted = count - set_aside[operator]
        noticed = wanted - missed[operator]
        share = f"{noticed / wanted:.0%}" if wanted else "-"
        table.add_row(operator, str(count), str(noticed), str(set_aside[operator]), share)
    return table


def _table(survivors: Iterable[Unnoticed], by: str) -> Table:
    table = Table(title=f"Changes that no {by} notices", box=box.SIMPLE_HEAD, title_justify="left")
    for heading in ("change", "in", "reviewed"):
        table.add_column(heading, overflow="fold")
    for change in survivors:
        table.add_row(escape(change.name), ", ".join(change.environments), escape(change.reason) or "[red]no[/]")
    return table
