"""Which accounts come, go, move, and seem to be called otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from modules.changes.entries import Change, Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountFacts:
    """What is compared of one account."""

    unit: str
    """`Workloads/Production`; `Root` where it is in none."""
    name: str
    email: str
    id: str | None
    """Where it is known before an apply."""
    suspended: bool
    likeness: tuple[str, ...] | None = None
    """What two accounts of one team have in common whatever the team is called: lead, cost center, stage."""
    may_have_another_key: bool = False
    """Whether its key is in no name of what it has."""


def account_differences(before: Mapping[str, AccountFacts], now: Mapping[str, AccountFacts]) -> Iterator[Entry]:
    """Give the differences between accounts, by their keys: those that go first."""
    gone, new = [key for key in before if key not in now], [key for key in now if key not in before]
    for key in gone:
        like = successor(before[key], {other: now[other] for other in new})
        yield Entry(Change.REMOVED, key, f"{like} is new and like it: {_RENAME}" if like else before[key].unit)
    yield from (Entry(Change.ADDED, key, now[key].unit) for key in new)
    for key in (key for key in before if key in now):
        was, is_ = before[key], now[key]
        if was.unit != is_.unit:
            yield Entry(Change.MOVED, key, f"{was.unit} → {is_.unit}")
        for field in ("name", "email", "id"):
            if getattr(was, field) != getattr(is_, field):
                yield Entry(Change.CHANGED, f"{key}, its {field}", f"{getattr(was, field)} → {getattr(is_, field)}")
        if was.suspended is not is_.suspended:
            yield Entry(Change.CHANGED, key, "suspended" if is_.suspended else "in use again")


_RENAME = "a key that is renamed is another account, with another state"


def successor(gone: AccountFacts, new: Mapping[str, AccountFacts]) -> str | None:
    """Find the one new account that a gone one may be called now: by its id, its address, or its team's lead."""
    signs: tuple[Callable[[AccountFacts], object], ...] = (
        lambda account: account.id,
        lambda account: account.email,
        lambda account: account.likeness,
    )
    for sign in signs:
        wanted = sign(gone)
        found = [key for key, account in new.items() if wanted is not None and sign(account) == wanted]
        if len(found) == 1:
            return found[0]
    return None
