"""Every name that policies refer to, and its maker."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from modules.names.library import MadeBy, MakerSpec
from modules.names.makers import Maker, makers
from modules.names.names import Name
from modules.names.references import references
from modules.synthesized.environment import Synthesized


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
class Ledger:
    """All that the policies of one environment refer to by name."""

    environment: str
    entries: tuple[Entry, ...]

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
        """Whether everything has a maker."""
        return not self.missing


def ledger(synthesized: Synthesized, others: Sequence[MakerSpec]) -> Ledger:
    """Look for the maker of every name.

    Args:
        synthesized: The environment.
        others: Makers that are no synthesized resource.

    Raises:
        LandingZoneError: something in the policies or the resources cannot be followed.

    """
    by_kind = defaultdict[str, list[Maker]](list)
    for maker in makers(synthesized):
        by_kind[maker.name.kind].append(maker)
    sources = defaultdict[tuple[Name, ...], list[str]](list)
    for reference in references(synthesized):
        sources[reference.names].append(reference.source)
    entries = (
        Entry(names=names, sources=tuple(found), makers=_called(names, by_kind), made_by=_of_others(names, others))
        for names, found in sources.items()
    )
    return Ledger(synthesized.environment, tuple(entries))


def _called(names: tuple[Name, ...], by_kind: dict[str, list[Maker]]) -> tuple[str, ...]:
    found = (maker.address for name in names for maker in by_kind.get(name.kind, ()) if name.is_of(maker.name))
    return tuple(dict.fromkeys(found))


def _of_others(names: tuple[Name, ...], others: Sequence[MakerSpec]) -> MakerSpec | None:
    fitting = (
        maker
        for name in names
        for maker in others
        if fnmatchcase(name.kind, maker.kind) and fnmatchcase(name.pattern, maker.names)
    )
    return next(fitting, None)
