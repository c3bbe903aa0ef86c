"""Accounts that are in another unit than the YAML says: what is proved of them does not hold until they are moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from modules.accounts.roster import Account
from modules.accounts.vending_spec import VendingEngine
from modules.consistency.applied_accounts import GUIDE
from modules.drift.finding import Difference, Finding, Remedy
from modules.drift.judging import judge
from modules.drift.severities import severity_of
from modules.drift.units import FoundAccount, UnitPath, accounts_by_unit
from modules.landing_zone import LandingZone
from modules.landing_zone.guardrails import guardrail_bindings
from modules.naming import ACCOUNTS_WORKSPACE, ORGANIZATION_WORKSPACE, workspace_id
from modules.organization.guardrails.bindings import shown as unit_in_words
from modules.workspaces.foundation.addresses import account_address, unit_address

_TYPE = "aws_organizations_account"
_ELSEWHERE = "no unit that is managed here"


@dataclass(frozen=True, slots=True, kw_only=True)
class Misplaced:
    """An account that is in another unit than its own."""

    account: Account
    found: UnitPath
    lost: tuple[str, ...]
    """The guardrails of its own unit, and of those above that, which its real one has not."""
    is_moved: bool
    """Whether a deploy moves it."""

    @property
    def found_in_words(self) -> str:
        """Where it is: `Workloads/Production`."""
        return unit_in_words(self.found) if self.found else _ELSEWHERE

    @property
    def in_words(self) -> str:
        """Where it is, where it should be, what does not hold, and what to do."""
        unit, lost = unit_in_words(self.account.unit), ", ".join(self.lost)
        guardrails = f"until it is moved, these guardrails do not hold: {lost}" if lost else "the same guardrails hold"
        how = "a deploy of accounts moves it" if self.is_moved else f"no deploy moves it ({GUIDE})"
        return f"{self.account.key} is in {self.found_in_words}, and its unit is {unit}; {guardrails}; {how}"


def misplaced(zone: LandingZone, shown: Mapping[str, Any]) -> list[Misplaced]:
    """Find the accounts that are in another unit than their own; an account that is not there yet is in none.

    Args:
        zone: What the YAML says.
        shown: What `terraform show -json` says of a plan of the organization, which shows what is there now.

    """
    paths = {unit_address(path): path for path in zone.organization.unit_paths()}
    found = list(accounts_by_unit(shown, paths))
    by_id, by_email = {each.id: each for each in found}, {each.email.lower(): each for each in found}
    wrong = []
    for account in zone.every_account:
        real = by_id.get(account.known_id) if account.known_id else by_email.get(account.email.lower())
        if real and real.unit != account.unit:
            wrong.append(_misplaced(zone, account, real))
    return wrong


def judge_with_units(zone: LandingZone, name: str, workspace: str, shown: Mapping[str, Any]) -> tuple[Finding, ...]:
    """Find what was changed outside Terraform; in the organization, also the accounts that are in another unit.

    Args:
        zone: What the YAML says.
        name: The environment's name.
        workspace: The workspace's id.
        shown: What `terraform show -json` says of a plan of it.

    """
    found = judge(workspace, shown)
    if workspace != workspace_id(name, ORGANIZATION_WORKSPACE):
        return found
    return (*found, *(_finding(each, name) for each in misplaced(zone, shown)))


def told_once(findings: Iterable[Finding]) -> list[Finding]:
    """Put what is said in words of an account's unit to what Terraform says of the same account."""
    findings = list(findings)
    words = {(each.workspace, each.address): each.words for each in findings if each.words}
    raw = {(each.workspace, each.address) for each in findings if not each.words}
    return [
        each if each.words else replace(each, words=words.get((each.workspace, each.address), ""))
        for each in findings
        if not each.words or (each.workspace, each.address) not in raw
    ]


def _misplaced(zone: LandingZone, account: Account, real: FoundAccount) -> Misplaced:
    bound = {binding.target: binding.guardrails for binding in guardrail_bindings(zone) if not binding.account}
    there = {name for unit in _up_to_root(real.unit) for name in bound.get(unit, ())}
    own = [name for unit in reversed(list(_up_to_root(account.unit))) for name in bound.get(unit, ())]
    return Misplaced(
        account=account,
        found=real.unit,
        lost=tuple(dict.fromkeys(name for name in own if name not in there)),
        is_moved=account.vended and zone.vending.engine is VendingEngine.ORGANIZATIONS,
    )


def _up_to_root(unit: UnitPath) -> Iterator[UnitPath]:
    return (unit[:depth] for depth in range(len(unit), -1, -1))


def _finding(wrong: Misplaced, name: str) -> Finding:
    return Finding(
        workspace=workspace_id(name, ACCOUNTS_WORKSPACE),
        address=account_address(wrong.account.key) if wrong.is_moved else f"account {wrong.account.key}",
        type=_TYPE,
        severity=severity_of(_TYPE),
        differences=(Difference("unit", unit_in_words(wrong.account.unit), wrong.found_in_words),),
        remedy=Remedy.SET_BACK if wrong.is_moved else Remedy.NOT_MOVED,
        words=wrong.in_words,
    )
