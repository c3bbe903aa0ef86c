"""`diff`: what a change since another revision comes to, in words of the specification and in Terraform's addresses."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from modules.changes.affected import AffectedWorkspace, affected
from modules.changes.entries import Section
from modules.changes.report import report_data, report_lines
from modules.changes.terraform import address_data, all_address_changes, without_taken_over
from modules.commands.affected import NOTHING, SOMETHING
from modules.commands.compared import BaseSide, base_side, today
from modules.commands.compared_sections import Side, compared, taken_over
from modules.commands.console import out
from modules.commands.synth import synthesize_if_stale
from modules.commands.validate import load_environments
from modules.landing_zone import LandingZone

PLAN_ONLY = (
    "Whether a changed resource is changed in place or replaced, the provider decides in a plan: its schema does not "
    "say which arguments force a replacement. What a lookup in AWS finds, and what was changed there by hand, a plan "
    "sees, too."
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a change since another revision comes to."""

    zone: LandingZone
    output: Path
    """The folder that the environment is synthesized to."""
    base: BaseSide
    now: Side
    concerned: Sequence[AffectedWorkspace]
    sections: Sequence[Section]

    @property
    def before(self) -> Side:
        """What it was, as it is compared."""
        return Side(self.base.revision, self.base.zone)

    @property
    def differs(self) -> bool:
        """Whether it comes to anything."""
        return bool(self.concerned) or any(section.entries for section in self.sections)

    @property
    def notes(self) -> list[str]:
        """What somebody should know who reads it."""
        return [*self.base.notes, *([PLAN_ONLY] if self.differs else [])]


def compare(name: str, base: str) -> Comparison:
    """Compare an environment with another revision.

    Args:
        name: The environment's name.
        base: The revision to compare with, as Git calls it.

    Raises:
        LandingZoneError: Git does not know the revision, or one of the two cannot be synthesized.

    """
    (zone,) = load_environments([name]).values()
    side = base_side(name, zone, base)  # first: a wrong name is told before anything is made
    output = synthesize_if_stale(name, zone).output
    now = Side(today(name, zone, output), zone)
    before = Side(side.revision, side.zone)
    concerned = affected(before.revision, now.revision)
    return Comparison(zone, output, side, now, concerned, compared(name, before, now))


def show_diff(name: str, *, base: str, as_json: bool) -> int:
    """Print what a change comes to; return the exit code, as `affected` has them.

    Args:
        name: The environment's name.
        base: The revision to compare with, as Git calls it.
        as_json: Whether it is printed for programs.

    """
    found = compare(name, base)
    if as_json:
        every_change = all_address_changes(found.base.revision, found.now.revision, found.concerned)
        changes = without_taken_over(every_change, taken_over(name, found.before, found.now))
        document = {
            "environment": name,
            "base": {"revision": base, "commit": found.base.base.commit},
            "sections": report_data(found.sections),
            "addresses": address_data(name, changes),
            "notes": [*found.base.notes, PLAN_ONLY],
        }
        print(json.dumps(document, indent=2, ensure_ascii=False))  # noqa: T201 - a document, and no text for people
        return SOMETHING if found.differs else NOTHING
    for line in report_lines(found.sections):
        out.print(line, soft_wrap=True)
    for note in found.notes:
        out.print(f"Note: {note}", markup=False, soft_wrap=True)
    verdict = "differs from what it was" if found.differs else "is as it was"
    out.print(f"{name} {verdict} at {base}.", markup=False)
    return SOMETHING if found.differs else NOTHING
