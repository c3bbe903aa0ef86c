"""`diff`: what a change since another revision comes to, in words of the specification and in Terraform's addresses."""

from __future__ import annotations

import json

from modules.changes.affected import affected
from modules.changes.report import report_data, report_lines
from modules.changes.terraform import address_data, all_address_changes
from modules.commands.affected import NOTHING, SOMETHING
from modules.commands.compared import base_side, today
from modules.commands.compared_sections import Side, compared
from modules.commands.console import out
from modules.commands.synth import synthesize_if_stale
from modules.commands.validate import load_environments

PLAN_ONLY = (
    "Whether a changed resource is changed in place or replaced, the provider decides in a plan: its schema does not "
    "say which arguments force a replacement. What a lookup in AWS finds, and what was changed there by hand, a plan "
    "sees, too."
)


def show_diff(name: str, *, base: str, as_json: bool) -> int:
    """Print what a change comes to; return the exit code, as `affected` has them.

    Args:
        name: The environment's name.
        base: The revision to compare with, as Git calls it.
        as_json: Whether it is printed for programs.

    """
    (zone,) = load_environments([name]).values()
    side = base_side(name, zone, base)
    now = Side(today(name, zone, synthesize_if_stale(name, zone).output), zone)
    before = Side(side.revision, side.zone)
    concerned = affected(before.revision, now.revision)
    sections = compared(name, before, now)
    differ = bool(concerned) or any(section.entries for section in sections)
    if as_json:
        document = {
            "environment": name,
            "base": {"revision": base, "commit": side.base.commit},
            "sections": report_data(sections),
            "addresses": address_data(name, all_address_changes(before.revision, now.revision, concerned)),
            "notes": [*side.notes, PLAN_ONLY],
        }
        print(json.dumps(document, indent=2, ensure_ascii=False))  # noqa: T201 - a document, and no text for people
        return SOMETHING if differ else NOTHING
    for line in report_lines(sections):
        out.print(line, soft_wrap=True)
    for note in (*side.notes, *([PLAN_ONLY] if differ else [])):
        out.print(f"Note: {note}", markup=False, soft_wrap=True)
    verdict = "differs from what it was" if differ else "is as it was"
    out.print(f"{name} {verdict} at {base}.", markup=False)
    return SOMETHING if differ else NOTHING
