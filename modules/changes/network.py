"""Which connections between places of the network open, and which close."""

from __future__ import annotations

from collections.abc import Iterator

from modules.changes.entries import Change, Entry
from modules.reachability.firewall import Traffic
from modules.reachability.following.matrix import Cell, Matrix


def network_differences(before: Matrix | None, now: Matrix | None) -> Iterator[Entry]:
    """Give the differences between who reaches whom, by sender and receiver: what opens first.

    Args:
        before: What it was; None where there was no network.
        now: What it is; None where there is none.

    """
    was, is_ = _passing(before), _passing(now)
    for change, more, less in ((Change.ADDED, is_, was), (Change.REMOVED, was, is_)):
        for pair in sorted(more):
            other = less.get(pair, frozenset())
            if kinds := more[pair] - other:
                yield Entry(change, f"{pair[0]} to {pair[1]}", _shown(kinds, beside=bool(other)))


def _passing(matrix: Matrix | None) -> dict[tuple[str, str], frozenset[str]]:
    """Return the kinds of traffic that pass between two places on any way."""
    if matrix is None:
        return {}
    return {pair: _kinds(cell, matrix.traffic) for pair, cell in matrix.by_name().items() if cell.count}


def _kinds(cell: Cell, traffic: tuple[Traffic, ...]) -> frozenset[str]:
    passing = (kind for bit, kind in enumerate(traffic) if cell.something & (1 << bit))
    return frozenset(f"{kind.kind} to {kind.host}" if kind.host else kind.kind for kind in passing)


_MANY = 6


def _shown(kinds: frozenset[str], *, beside: bool) -> str:
    """List kinds of traffic; say so where others pass before and after."""
    listed = sorted(kinds)
    more = f" and {len(listed) - _MANY} more" if len(listed) > _MANY else ""
    return f"{', '.join(listed[:_MANY])}{more}{', beside others that pass before and after' if beside else ''}"
