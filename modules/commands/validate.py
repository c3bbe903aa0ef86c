"""`validate`: read environments and say what they are, without cdktf."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import partial

from rich import box
from rich.markup import escape
from rich.table import Table

from modules import environment
from modules.commands.accounts_lock import contradictions_with_lock
from modules.commands.console import err, out
from modules.consistency.notices import notices, notices_of_the_day
from modules.landing_zone import LandingZone
from modules.specification.errors import LandingZoneError

Contradictions = Callable[[str, LandingZone], Iterable[LandingZoneError]]


def nothing_more(_name: str, _zone: LandingZone) -> Iterable[LandingZoneError]:
    """Find no more contradictions."""
    return ()


def load_environments(names: Sequence[str], also: Contradictions = nothing_more) -> dict[str, LandingZone]:
    """Load the environments named, or all of them.

    Args:
        names: Their names; none means all.
        also: Finds more contradictions in one, by its name.

    Raises:
        InvalidEnvironmentError: with every problem of the first environment that has some.
        LandingZoneError: there is none of that name, or none at all.

    """
    known = environment.names() if environment.ENVIRONMENTS.is_dir() else []
    if not names and not known:
        raise LandingZoneError(
            "there must be an environment",
            got=f"no folder with YAML files in {environment.ENVIRONMENTS.name}/",
            why="an environment is one organization, and says all that is made",
            fix="bring its folder back, or make one (docs/how-to/add-an-environment.md)",
        )
    return environment.load_each(names or known, tell=partial(err.print, markup=False), also=also)


def validate(names: Sequence[str]) -> None:
    """Load environments and print a table of them.

    Raises:
        InvalidEnvironmentError: with every problem of the first environment that has some.

    """
    started = time.monotonic()
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for heading in ("environment", "organization", "vending", "state"):
        table.add_column(heading, overflow="fold")
    for heading in ("regions", "OUs", "accounts", "teams"):
        table.add_column(heading, justify="right", no_wrap=True)
    zones = load_environments(names, contradictions_with_lock)
    for name, zone in zones.items():
        table.add_row(
            name,
            zone.organization.name,
            zone.vending.engine,
            zone.deployment.backend.type,
            str(len(zone.organization.regions)),
            str(len(list(zone.organization.unit_paths()))),
            str(len(zone.roster)),
            str(len(zone.teams)),
        )
    out.print(table)
    for name, zone in zones.items():
        for notice in notices(zone):
            out.print(f"[yellow]Note on {name}:[/] {escape(str(notice))}")
    tell_of_the_day(zones, datetime.now(UTC).date())
    out.print(f"[green]Valid[/] ({time.monotonic() - started:.2f} s).")


def tell_of_the_day(zones: Mapping[str, LandingZone], today: date) -> None:
    """Print what time made of environments: which sandboxes have passed their last day."""
    for name, zone in zones.items():
        for notice in notices_of_the_day(zone, today):
            out.print(f"[yellow]Note on {name}:[/] {escape(str(notice))}")
