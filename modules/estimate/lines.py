"""One line of an estimate: what is counted, for whom, and its price."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from modules.prices import HOURS_IN_A_MONTH, Period


class View(StrEnum):
    """By what lines are added up."""

    SERVICE = "service"
    ACCOUNT = "account"
    TEAM = "team"
    WORKSPACE = "workspace"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """What one unit costs: lines with the same rate are added up."""

    price: str
    """The key of the price."""
    service: str
    counts: tuple[str, str]
    """What is counted, in the singular and the plural."""
    assumption: str
    """The key of the assumption that the number is multiplied by; empty where there is none."""
    times: Decimal
    """The assumption's number; 1 where there is none."""
    times_unit: str
    """What the assumption counts."""
    amount: Decimal
    """In `currency`, for each hour, month or use."""
    currency: str
    per: Period
    region: str
    """The region whose price it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Some units of one rate, for one account."""

    rate: Rate
    quantity: int
    workspace: str
    """The workspace that makes it, by its id."""
    account: str
    """The account that AWS charges, by its key."""
    team: str
    """The team that the account is of."""

    @property
    def month(self) -> Decimal:
        """What it costs in a month, in the currency of the rate."""
        hours = HOURS_IN_A_MONTH if self.rate.per is Period.HOUR else 1
        return self.quantity * self.rate.times * self.rate.amount * hours

    @property
    def formula(self) -> str:
        """How that is calculated: `7 attachments × 0.05 USD/h × 730 h`."""
        rate = self.rate
        factors = [f"{self.quantity:,} {rate.counts[self.quantity != 1]}"]
        if rate.assumption:
            factors.append(f"{number(rate.times)} {rate.times_unit}")
        if rate.per is Period.HOUR:
            factors += [f"{number(rate.amount)} {rate.currency}/h", f"{HOURS_IN_A_MONTH} h"]
        else:
            factors.append(f"{number(rate.amount)} {rate.currency}")
        return " × ".join(factors)

    def group(self, view: View) -> str:
        """Return what it belongs to in a view."""
        match view:
            case View.SERVICE:
                return self.rate.service
            case View.ACCOUNT:
                return self.account
            case View.TEAM:
                return self.team
            case View.WORKSPACE:
                return self.workspace


def number(value: Decimal) -> str:
    """Write a number without zeros at its end: `0.05`, `1`, `3,000`."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def grouped(lines: Iterable[Line], view: View) -> dict[str, list[Line]]:
    """Return lines by what they belong to in a view: what costs most first."""
    groups: dict[str, list[Line]] = {}
    for line in lines:
        groups.setdefault(line.group(view), []).append(line)
    totals = {name: total(found) for name, found in groups.items()}
    return {name: groups[name] for name in sorted(groups, key=lambda name: (-totals[name], name))}


def added_up(lines: Iterable[Line]) -> list[Line]:
    """Return one line for each rate: what costs most first, and what costs nothing left out."""
    rates: dict[Rate, Line] = {}
    for line in lines:
        known = rates.get(line.rate)
        rates[line.rate] = replace(known, quantity=known.quantity + line.quantity) if known else line
    return sorted((line for line in rates.values() if line.month), key=lambda line: (-line.month, line.formula))


def total(lines: Iterable[Line]) -> Decimal:
    """Return what lines cost together in a month."""
    return sum((line.month for line in lines), Decimal(0))


def totals(lines: Iterable[Line], view: View) -> Mapping[str, Decimal]:
    """Return what each group of a view costs in a month, what costs most first."""
    return {name: total(found) for name, found in grouped(lines, view).items()}
