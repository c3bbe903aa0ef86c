"""Every name that policies refer to, and its maker."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from modules.names.library import MadeBy, MakerSpec
from modules.names.makers import Maker, makers
from modules.names.names import Name
from modules.names.references import references
from modules.synthesized.environment import Synthesized

_ByKind = Mapping[str, Mapping[Name, list[Maker]]]
"""What is made, by its kind and then by its name: many accounts have something of the same name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something that policies refer to by name."""

    names: tuple[Name, ...]
    """Its name; several where it is enough that there is one of them."""
    sources: tuple[str, ...]
    """The addresses of the policies that refer to it."""
    makers: tuple[str, ...] = ()
    """The addresses of the resources that are called so."""
    made_by: MakerSpec | None = None
    """Who makes it, where no synthesized resource does."""

    @property
    def is_made(self) -> bool:
        """Whether somebody makes it, or it is said that nobody does yet."""
        return bool(self.makers) or self.made_by is not None

    @property
    def is_pending(self) -> bool:
        """Whether nobody makes it yet, and that is said."""
        return not self.makers and self.made_by is not None and self.made_by.made_by is MadeBy.NOBODY_YET

    @property
    def shown(self) -> str:
        """How a reader knows it: `iam:role teams/*/dev/*`."""
        return " or ".join(
            f"{name.kind} {name.pattern}{f' in {name.region}' * bool(name.region)}" for name in self.names
        )


@dataclass(frozen=True, slots=True)
class Needed:
    """A name that an account has to have of its own."""

    account: str
    """The account's key."""
    name: Name
    everywhere: Name
    """The name in any account of the place."""
    why: str
    is_certain: bool
    """Whether the environment has it made; otherwise accounts need it where one of them has it."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """All that the policies of one environment refer to by name."""

    environment: str
    entries: tuple[Entry, ...]
    misplaced: tuple[Needed, ...] = ()
    """What accounts lack that others of their kind have."""

    @property
    def missing(self) -> list[Entry]:
        """What nobody makes."""
        return [entry for entry in self.entries if not entry.is_made]

    @property
    def pending(self) -> list[Entry]:
        """What nobody makes yet."""
        return [entry for entry in self.entries if entry.is_pending]

    @property
    def ok(self) -> bool:
        """Whether everything has a maker, wherever it is needed."""
        return not (self.missing or self.misplaced)


def ledger(synthesized: Synthesized, others: Sequence[MakerSpec], needed: Sequence[Needed] = ()) -> Ledger:
    """Look for the maker of every name.

    Args:
        synthesized: The environment.
        others: Makers that are no synthesized resource.
        needed: What single accounts have to have.

    Raises:
        LandingZoneError: something in the policies or the resources cannot be followed.

    """
    by_kind = _by_kind(makers(synthesized))
    sources = defaultdict[tuple[Name, ...], list[str]](list)
    for reference in references(synthesized):
        sources[reference.names].append(reference.source)
    entries = tuple(
        Entry(names=names, sources=tuple(found), makers=_called(names, by_kind), made_by=_of_others(names, others))
        for names, found in sources.items()
    )
    referred = defaultdict[str, list[Name]](list)
    for entry in entries:
        for name in entry.names:
            referred[name.kind].append(name)
    misplaced = (each for each in needed if _is_lacking(each, by_kind, referred))
    return Ledger(synthesized.environment, entries, tuple(misplaced))


def _by_kind(every: Iterable[Maker]) -> _ByKind:
    found = defaultdict[str, dict[Name, list[Maker]]](dict)
    for maker in every:
        found[maker.name.kind].setdefault(maker.name, []).append(maker)
    return found


def _is_lacking(needed: Needed, by_kind: _ByKind, referred: dict[str, list[Name]]) -> bool:
    """Whether policies refer to a name that an account has to have, and nothing in it is called so."""
    of_kind = by_kind.get(needed.name.kind, {})
    if not any(needed.everywhere.is_of(name) for name in referred.get(needed.name.kind, ())):
        return False
    if not needed.is_certain and not any(map(needed.everywhere.is_of, of_kind)):
        return False
    fitting = (found for name, found in of_kind.items() if needed.name.is_of(name))
    return not any(maker.account == needed.account for found in fitting for maker in found)


def _called(names: tuple[Name, ...], by_kind: _ByKind) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for name in names:
        for other, called_so in by_kind.get(name.kind, {}).items():
            if name.is_of(other):
                found |= dict.fromkeys(maker.address for maker in called_so)
    return tuple(found)


def _of_others(names: tuple[Name, ...], others: Sequence[MakerSpec]) -> MakerSpec | None:
    fitting = (
        maker
        for name in names
        for maker in others
        if fnmatchcase(name.kind, maker.kind) and fnmatchcase(name.pattern, maker.names)
    )
    return next(fitting, None)
