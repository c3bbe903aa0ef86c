"""Changes that take two steps: which one this is, what comes next, and what a deploy refuses as it is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from modules.changes.accounts import AccountFacts, successor
from modules.changes.entries import Change, Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What the YAML says of units, and by name of what is moved and removed."""

    units: frozenset[str]
    """Every unit, as a path: `Workloads/Production`."""
    moved: Mapping[str, str]
    """Keys that accounts had, and that they have now."""
    let_go: frozenset[str]
    """Keys of accounts that are let go of."""
    deleted: frozenset[str]
    """Units that are deleted."""
    regions: tuple[str, ...]
    """Every region, the home region first."""
    left: frozenset[str]
    """Regions that are taken out."""
    vends: bool
    """Whether Organizations vends the accounts: those of Account Factory are neither moved nor let go of by this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a change."""

    entry: Entry
    is_refused: bool = False
    """Whether a deploy refuses it as it is written."""


def steps(
    accounts_before: Mapping[str, AccountFacts], accounts: Mapping[str, AccountFacts], before: Named, now: Named
) -> list[Step]:
    """Return every step that a change is, those that are refused first.

    Args:
        accounts_before: The accounts as they were, by key.
        accounts: As they are.
        before: What was said of units and regions, and by name.
        now: What is said.

    """
    found = [
        *_accounts(accounts_before, accounts, now),
        *_lasting(accounts_before, accounts),
        *_units(accounts_before, accounts, before, now),
        *_moved(before, now),
        *_regions(before, now),
        *_last(before, now),
    ]
    return sorted(found, key=lambda step: not step.is_refused)


def entries(found: Iterable[Step]) -> Iterator[Entry]:
    """Give the entries of steps."""
    return (step.entry for step in found)


_THEN = "once it is deployed, merge a change that takes"


def _accounts(before: Mapping[str, AccountFacts], now: Mapping[str, AccountFacts], named: Named) -> Iterator[Step]:
    new = {key: facts for key, facts in now.items() if key not in before}
    for key in (key for key in before if key not in now):
        if key in named.moved or before[key].id is not None or not named.vends:
            continue
        if key in named.let_go:
            how = f"step 1 of 2: a deploy lets go of it, and it stays in AWS; {_THEN} it out of removed.accounts"
            yield Step(entry=Entry(Change.REMOVED, key, how))
            continue
        how = f"a deploy refuses this as it is written. {_instead(key, successor(before[key], new), now)}"
        yield Step(entry=Entry(Change.REMOVED, key, how), is_refused=True)


def _instead(key: str, like: str | None, now: Mapping[str, AccountFacts]) -> str:
    """Say what to merge first, of an account that may be called `like` now."""
    if like is None:
        return f"Step 1 of 2: merge it with `removed: {{accounts: [{key}]}}`; {_THEN} that line out"
    if now[like].may_have_another_key:
        return f"Step 1 of 2: merge it with `moved: {{accounts: {{{key}: {like}}}}}`; {_THEN} that line out"
    return f"{like} is like it, and would be another account: keep the key, which is in names of what it has"


def _lasting(before: Mapping[str, AccountFacts], now: Mapping[str, AccountFacts]) -> Iterator[Step]:
    """Give what no deploy changes of an account: its id, and its address where AWS does not have that already."""
    for key in (key for key in now if key in before):
        was, is_ = before[key], now[key]
        if was.id not in {None, is_.id}:
            how = f"{was.id} → {is_.id or 'none'}: a deploy refuses this as it is written. {_OTHER_ACCOUNT}"
            yield Step(entry=Entry(Change.CHANGED, f"{key}, its id", how), is_refused=True)
        elif is_.id is None and was.email.lower() != is_.email.lower():
            how = f"→ {is_.email}: change it in AWS first; until AWS has it, a deploy refuses this ({_ACCOUNT_GUIDE})"
            yield Step(entry=Entry(Change.CHANGED, f"{key}, its address", how))


_ACCOUNT_GUIDE = "docs/how-to/change-an-account.md"
_OTHER_ACCOUNT = f"An id is the account: another account has another key ({_ACCOUNT_GUIDE})"


def _units(
    accounts_before: Mapping[str, AccountFacts], accounts: Mapping[str, AccountFacts], before: Named, now: Named
) -> Iterator[Step]:
    for unit in sorted(before.units - now.units):
        inside = sorted(key for key, facts in accounts_before.items() if facts.unit == unit and facts.id is None)
        if inside:
            yield Step(entry=Entry(Change.REMOVED, unit, _taken_elsewhere(unit, inside, accounts)), is_refused=True)
        elif unit not in now.deleted:
            how = f"a deploy refuses this as it is written: add `removed: {{units: [{unit}]}}`"
            yield Step(entry=Entry(Change.REMOVED, unit, how), is_refused=True)
        else:
            how = f"step 2 of 2: a deploy deletes it, and no account may be in it; {_THEN} it out of removed.units"
            yield Step(entry=Entry(Change.REMOVED, unit, how))


def _taken_elsewhere(unit: str, inside: Iterable[str], accounts: Mapping[str, AccountFacts]) -> str:
    kept = [f"{key} to {accounts[key].unit}" if key in accounts else f"{key} out of it" for key in inside]
    return (
        f"a deploy refuses this as it is written. Step 1 of 2: merge what takes {', '.join(kept)}, and keep the unit; "
        f"{_THEN} the unit out, with `removed: {{units: [{unit}]}}`"
    )


def _moved(before: Named, now: Named) -> Iterator[Step]:
    for old, new in now.moved.items():
        if old not in before.moved:
            how = f"→ {new}: step 1 of 2: a deploy takes over account and state; {_THEN} it out of moved.accounts"
            yield Step(entry=Entry(Change.MOVED, old, how))


def _regions(before: Named, now: Named) -> Iterator[Step]:
    if before.regions[:1] != now.regions[:1]:
        how = f"→ {now.regions[0]}: a deploy refuses this: the home region stays the one that was applied"
        yield Step(entry=Entry(Change.CHANGED, before.regions[0], how), is_refused=True)
    for region in before.regions:
        if region in now.regions or region in before.left:
            continue
        if region in now.left:
            how = f"step 1 of 2: a deploy destroys what is there; {_THEN} it out of removed.regions"
            yield Step(entry=Entry(Change.REMOVED, region, how))
        else:
            how = (
                "a deploy refuses this as it is written. Step 1 of 2: merge it with "
                f"`removed: {{regions: [{region}]}}`; {_THEN} that line out"
            )
            yield Step(entry=Entry(Change.REMOVED, region, how), is_refused=True)


def _last(before: Named, now: Named) -> Iterator[Step]:
    """Give the last step of what was begun: where it was deployed before, it changes nothing."""
    gone = {
        "moved.accounts": before.moved.keys() - now.moved.keys(),
        "removed.accounts": before.let_go - now.let_go,
        "removed.units": before.deleted - now.deleted,
        "removed.regions": before.left - now.left,
    }
    for where, names in gone.items():
        for name in sorted(names):
            how = f"no more in {where}: right once the step before was deployed; else a deploy refuses this"
            yield Step(entry=Entry(Change.CHANGED, name, how))
