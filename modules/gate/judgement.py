"""Findings held against acceptances: what stays open, what is accepted, and which acceptances are wrong."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from modules.gate.acceptances import Acceptance, Entry
from modules.gate.report import Failure, FailureKind, Finding
from modules.specification.acceptance import LONGEST


@dataclass(frozen=True, slots=True)
class Judgement:
    """The findings in two parts, and the failures of the acceptances themselves."""

    open: tuple[Finding, ...]
    accepted: tuple[Finding, ...]
    failures: tuple[Failure, ...]


def judge(  # noqa: PLR0913 - keyword-only but for what is judged
    entries: Sequence[Entry],
    findings: Sequence[Finding],
    *,
    today: date,
    known_rules: Callable[[], set[str]],
    looked_at: Callable[[Acceptance], bool],
    environments: Collection[str] = (),
) -> Judgement:
    """Divide findings into open and accepted, and say what is wrong with the acceptances.

    Args:
        entries: What is accepted.
        findings: What checkov and the gate found.
        today: The day that counts for expiry.
        known_rules: Gives every rule's id; called only where an entry accepts nothing.
        looked_at: Tells whether the run covered the place that an acceptance names.
        environments: Names of the environments that the run covered.

    """
    valid = [entry for entry in entries if entry.acceptance.expires >= today]
    covered = [any(entry.acceptance.covers(finding) for entry in valid) for finding in findings]
    needed = [entry for entry in valid if not entry.acceptance.environments and not entry.acceptance.optional]
    everywhere = [entry for entry in needed if looked_at(entry.acceptance)]
    idle = [(entry, "") for entry in everywhere if not _needing(entry.acceptance, findings)]
    for entry in valid:
        needing = _needing(entry.acceptance, findings)
        # A finding in a module is one of every environment that calls it.
        named = [name for name in entry.acceptance.environments if name in environments and None not in needing]
        idle += [(entry, f" in {name}") for name in named if name not in needing]
    return Judgement(
        open=tuple(finding for finding, is_covered in zip(findings, covered, strict=True) if not is_covered),
        accepted=tuple(finding for finding, is_covered in zip(findings, covered, strict=True) if is_covered),
        failures=(*_untimely(entries, today), *_idle(idle, known_rules)),
    )


def _untimely(entries: Sequence[Entry], today: date) -> Iterator[Failure]:
    for entry in entries:
        rule, expires = entry.acceptance.rule, entry.acceptance.expires
        if expires < today:
            what = f"the acceptance of {rule} by {entry.acceptance.owner} ended on {expires}"
            fix = "mend the finding and remove the entry, or have the owner decide anew"
            yield Failure(FailureKind.EXPIRED_ACCEPTANCE, entry.where, what, fix)
        elif expires - today > LONGEST:
            what = f"the acceptance of {rule} ends on {expires}, more than a year ahead"
            yield Failure(FailureKind.LONG_ACCEPTANCE, entry.where, what, f"write {today + LONGEST} or an earlier day")


def _needing(acceptance: Acceptance, findings: Sequence[Finding]) -> set[str | None]:
    """Return the environments whose findings an acceptance covers; none for those of modules."""
    return {finding.environment for finding in findings if acceptance.covers(finding)}


def _idle(idle: Sequence[tuple[Entry, str]], known_rules: Callable[[], set[str]]) -> Iterator[Failure]:
    rules = known_rules() if idle else set()
    for entry, where in idle:
        rule, address = entry.acceptance.rule, entry.acceptance.address
        if rule in rules:
            what = f"{rule} is accepted for {address}, and no such finding is there{where}"
            yield Failure(FailureKind.UNUSED_ACCEPTANCE, entry.where, what, "remove the entry, or mend its address")
        else:
            fix = "write the id that the gate printed"
            yield Failure(FailureKind.UNKNOWN_RULE, entry.where, f"there is no rule {rule}", fix)
