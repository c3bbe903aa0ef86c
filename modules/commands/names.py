"""`names` and its part of `check`: who makes what the policies of synthesized environments refer to by name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from modules.commands.console import err, out
from modules.commands.folders import Folders
from modules.commands.known_ids import known_ids
from modules.commands.synth import synthesize_if_stale
from modules.commands.validate import load_environments
from modules.commands.written_names import written_names
from modules.landing_zone import LandingZone
from modules.names.library import makers_of_others
from modules.names.proof import Ledger, ledger
from modules.names.tables import ledger_table, problems, summary
from modules.synthesized.environment import read_synthesized


def show_names(name: str) -> bool:
    """Print every name that an environment's policies refer to, and say whether each has a maker."""
    (zone,) = load_environments([name]).values()
    found = ledger_of(name, zone, synthesize_if_stale(name, zone).output)
    out.print(ledger_table(found))
    return _print(found)


def names_have_makers(zones: Mapping[str, LandingZone], folders: Folders) -> bool:
    """Look for the maker of every name in environments as they are in the output folder; print what nobody makes."""
    holds = True
    for name, zone in zones.items():
        with err.status(f"looking for who makes what the policies of {name} refer to"):
            found = ledger_of(name, zone, folders.output)
        holds = _print(found) and holds
    return holds


def ledger_of(name: str, zone: LandingZone, output: Path) -> Ledger:
    """Look for the maker of every name that one synthesized environment refers to."""
    others = [*written_names(name, zone), *makers_of_others()]
    return ledger(read_synthesized(output, name, known_ids(zone)), others)


def _print(found: Ledger) -> bool:
    out.print(summary(found), soft_wrap=True, highlight=False)
    for line in problems(found):
        out.print(line, soft_wrap=True, highlight=False)
    return found.ok
