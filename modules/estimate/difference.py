"""What changes between two estimates of an environment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from modules.estimate.estimate import Estimate
from modules.estimate.lines import Line, View, added_up, grouped, totals


@dataclass(frozen=True, slots=True)
class Difference:
    """What something cost in a month, and costs now."""

    name: str
    before: Decimal
    after: Decimal
    gone: tuple[Line, ...]
    """What was counted so, and is not counted any more, or in another number."""
    new: tuple[Line, ...]
    """What is counted so now, and was not, or in another number."""

    @property
    def month(self) -> Decimal:
        """By how much it grows in a month; negative where it shrinks."""
        return self.after - self.before


def differences(before: Estimate, after: Estimate, view: View) -> list[Difference]:
    """Return what of a view changes: what grows most first."""
    was, now = totals(before.lines, view), totals(after.lines, view)
    lines_before, lines_after = grouped(before.lines, view), grouped(after.lines, view)
    found = []
    for name in {**now, **was}:
        old, new = added_up(lines_before.get(name, ())), added_up(lines_after.get(name, ()))
        gone, added = _without(old, new), _without(new, old)
        if gone or added:
            found.append(Difference(name, was.get(name, Decimal(0)), now.get(name, Decimal(0)), gone, added))
    return sorted(found, key=lambda difference: (-difference.month, difference.name))


def _without(lines: Sequence[Line], others: Sequence[Line]) -> tuple[Line, ...]:
    known = {(line.rate, line.quantity) for line in others}
    return tuple(line for line in lines if (line.rate, line.quantity) not in known)
