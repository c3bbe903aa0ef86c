"""The matrix group x account x permission set, condensed to what a person reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from modules.access.synthesized_access import Entry
from modules.specification.errors import LandingZoneError
from modules.specification.suggestions import nearest


@dataclass(frozen=True, slots=True)
class Line:
    """What one group may do with one permission set."""

    group: str
    permission_set: str
    accounts: tuple[str, ...]

    def where(self, everywhere: Sequence[str]) -> str:
        """Write the accounts; in words where they are all of them."""
        if len(everywhere) > 1 and set(self.accounts) == set(everywhere):
            return f"every account but management ({len(everywhere)})"
        return ", ".join(self.accounts)


def lines(entries: Iterable[Entry], order: Sequence[str]) -> list[Line]:
    """Condense entries: one line for each permission set of a group, accounts in the order given."""
    place = {key: index for index, key in enumerate(order)}
    by_pair: dict[tuple[str, str], list[str]] = {}
    for entry in sorted(entries):
        by_pair.setdefault((entry.group, entry.permission_set), []).append(entry.account)
    return [
        Line(group, permission_set, tuple(sorted(accounts, key=lambda account: place.get(account, len(place)))))
        for (group, permission_set), accounts in by_pair.items()
    ]


def only(entries: Iterable[Entry], *, group: str | None, account: str | None) -> list[Entry]:
    """Leave the entries of a group, of an account, or of both.

    Raises:
        LandingZoneError: nobody of that name has access, or nobody has access there.

    """
    left = list(entries)
    for what, wanted, named in (
        ("group", group, {entry.group for entry in left}),
        ("account", account, {entry.account for entry in left}),
    ):
        if wanted is not None and wanted not in named:
            guess = nearest(wanted, named)
            raise LandingZoneError(
                f"no {what} of that name has access",
                got=wanted,
                why=f"known are {', '.join(sorted(named))}",
                fix=f"did you mean {guess}?" if guess else "name one of these",
            )
    return [
        entry
        for entry in left
        if (group is None or entry.group == group) and (account is None or entry.account == account)
    ]
