"""Whether everything that accounts use of another account's is shared with them, and with nobody else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from modules.reachability.judging.difference import Difference
from modules.reachability.reading.shares import Unit, read_shares
from modules.synthesized.resources import Resource
from modules.synthesized.unknowns import short


def shares_that_differ(resources: Sequence[Resource], units: Mapping[str, Unit]) -> Iterator[Difference]:
    """Find accounts that something is not shared with which they use, and shares with others.

    Args:
        resources: All of the network's.
        units: The path of the organizational unit that each account lives in, by the account's key.

    """
    for shared in read_shares(resources).values():
        for account in sorted(shared.users):
            if not any(_is_in(units.get(account), unit) for unit in shared.units):
                yield Difference(account, shared.name, "uses what is not shared with it", "")
        for unit in sorted(shared.units):
            if not any(_is_in(units.get(account), unit) for account in shared.users):
                whose = "/".join(unit) or "the organization"
                yield Difference(shared.name, whose, "is shared with it, and none of its accounts uses it", "")
        for stranger in sorted(shared.strangers):
            yield Difference(shared.name, short(stranger), "is shared with what is no unit of the organization", "")


def _is_in(unit: Unit | None, whole: Unit) -> bool:
    return unit is not None and unit[: len(whole)] == whole
