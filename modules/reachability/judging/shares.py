"""Whether everything that accounts use of another account's is shared with them, and with nobody else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from modules.reachability.judging.difference import Difference
from modules.reachability.reading.shares import Principals, Shared, Unit, read_shared_subnets, read_shares
from modules.synthesized.resources import Resource
from modules.synthesized.unknowns import short

_NOBODY = Principals()


def shares_that_differ(
    resources: Sequence[Resource], units: Mapping[str, Unit], vpcs: Mapping[str, Principals] | None = None
) -> Iterator[Difference]:
    """Find accounts that something is not shared with which they use, and shares with others.

    Args:
        resources: All of the network's.
        units: The path of the organizational unit that each account lives in, by the account's key.
        vpcs: With whom the subnets of a VPC are to be shared, by its name; those of no other VPC are.

    """
    yield from _of_what_is_used(resources, units)
    yield from _of_subnets(resources, vpcs or {})


def _of_what_is_used(resources: Sequence[Resource], units: Mapping[str, Unit]) -> Iterator[Difference]:
    for shared in read_shares(resources).values():
        for account in sorted(shared.users):
            if account not in shared.accounts and not any(_is_in(units.get(account), unit) for unit in shared.units):
                yield Difference(account, shared.name, "uses what is not shared with it", "")
        for unit in sorted(shared.units):
            if not any(_is_in(units.get(account), unit) for account in shared.companions):
                whose = "/".join(unit) or "the organization"
                yield Difference(shared.name, whose, "is shared with it, and none of its accounts uses it", "")
        for account in sorted(shared.accounts - shared.companions):
            yield Difference(shared.name, account, "is shared with it, and it uses nothing of it", "")
        yield from _of_strangers(shared)


def _of_subnets(resources: Sequence[Resource], vpcs: Mapping[str, Principals]) -> Iterator[Difference]:
    for vpc, has_workloads, shared in read_shared_subnets(resources):
        wanted = vpcs.get(vpc, _NOBODY) if has_workloads else _NOBODY
        names = {path: "/".join(path) or "the organization" for path in (*wanted.units, *shared.units)}
        for whom, wants, has in (
            *((name, path in wanted.units, path in shared.units) for path, name in names.items()),
            *((key, key in wanted.accounts, key in shared.accounts) for key in wanted.accounts | shared.accounts),
        ):
            if wants and not has:
                yield Difference(shared.name, whom, "is not shared with it, and is to be", "")
            if has and not wants:
                yield Difference(shared.name, whom, "is shared with it, and is not to be", "")
        yield from _of_strangers(shared)


def _of_strangers(shared: Shared) -> Iterator[Difference]:
    for stranger in sorted(shared.strangers):
        yield Difference(shared.name, short(stranger), "is shared with what is no unit of the organization", "")


def _is_in(unit: Unit | None, whole: Unit) -> bool:
    return unit is not None and unit[: len(whole)] == whole
