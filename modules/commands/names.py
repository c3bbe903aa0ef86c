"""`names` and its part of `check`: who makes what the policies of synthesized environments refer to by name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from modules.accounts.roster import Account
from modules.accounts.spec import Function
from modules.commands.console import err, out
from modules.commands.folders import Folders
from modules.commands.synth import synthesize_if_stale
from modules.commands.validate import load_environments
from modules.commands.written_names import written_names
from modules.landing_zone import LandingZone
from modules.landing_zone.known_ids import known_ids
from modules.names.library import PlaceSpec, makers_of_others, places
from modules.names.names import Name
from modules.names.proof import Ledger, Needed, ledger
from modules.names.tables import ledger_table, problems, summary
from modules.specification.pattern import with_names
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
    return ledger(read_synthesized(output, name, known_ids(zone)), others, needed_names(zone))


def needed_names(zone: LandingZone) -> list[Needed]:
    """Return the names that accounts of an environment have to have, each of their own."""
    return [
        Needed(
            account.key,
            _in_account(place, account),
            Name(place.kind, with_names(place.names, **_ANY)),
            place.why,
            is_certain=place.section is not None,
        )
        for place in places()
        if place.section is None or getattr(zone, place.section) is not None
        for account in zone.roster
        if any(_is_for(account, wanted) for wanted in place.accounts)
    ]


_ANY = dict.fromkeys(("team", "stage", "domain"), "*")


def _in_account(place: PlaceSpec, account: Account) -> Name:
    own = {"team": account.team, "stage": account.stage, "domain": account.domain}
    return Name(place.kind, with_names(place.names, **{key: value or "*" for key, value in own.items()}))


def _is_for(account: Account, wanted: str) -> bool:
    if wanted == "member":
        return Function.MANAGEMENT not in account.functions
    function, _, kind = wanted.partition("/")
    return function in account.functions and kind in {"", account.stage_kind}


def _print(found: Ledger) -> bool:
    out.print(summary(found), soft_wrap=True, highlight=False)
    for line in problems(found):
        out.print(line, soft_wrap=True, highlight=False)
    return found.ok
