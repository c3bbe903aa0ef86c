"""What was measured of a resource type, and what that says when several configurations use it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Measured = bool | None
"""Whether it worked; None where it was not tried, because of something that failed before."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether Terraform created, left unchanged at the second plan, and destroyed every resource of a type."""

    create: Measured = None
    unchanged: Measured = None
    destroy: Measured = None
    reason: str = ""
    """The first error, or what stood in the way."""

    @property
    def passes(self) -> bool:
        """Whether all three worked."""
        return self.create is True and self.unchanged is True and self.destroy is True


def combine(measured: Iterable[Mapping[str, Verdict]]) -> dict[str, Verdict]:
    """Give each type one verdict: it must have worked wherever it was tried, and have been tried somewhere."""
    by_type: dict[str, list[Verdict]] = {}
    for verdicts in measured:
        for type_, verdict in verdicts.items():
            by_type.setdefault(type_, []).append(verdict)
    return {type_: _combined(by_type[type_]) for type_ in sorted(by_type)}


def _combined(verdicts: list[Verdict]) -> Verdict:
    whole = Verdict(
        _everywhere(v.create for v in verdicts),
        _everywhere(v.unchanged for v in verdicts),
        _everywhere(v.destroy for v in verdicts),
    )
    if whole.passes:
        return whole
    reason = next((v.reason for v in sorted(verdicts, key=_seriousness) if v.reason), "")
    return Verdict(whole.create, whole.unchanged, whole.destroy, reason)


def _everywhere(answers: Iterable[Measured]) -> Measured:
    known = [answer for answer in answers if answer is not None]
    return all(known) if known else None


def _seriousness(verdict: Verdict) -> int:
    """Order a real failure before something that was only in the way of another."""
    return 0 if False in {verdict.create, verdict.unchanged, verdict.destroy} else 1
