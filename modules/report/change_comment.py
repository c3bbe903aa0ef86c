"""A comparison, and what Terraform plans of it, as a comment that people read: what is destroyed comes first."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from modules.changes.entries import Change, Section
from modules.runner.display.planned_changes import Fate, becomes, changes_by_fate, thing
from modules.runner.outcome import Outcome, PlanReport, WorkspaceResult
from modules.specification.printing import printable

LONGEST = 60_000
"""Characters: GitHub takes 65,536 in a comment, GitLab a million."""

_SHOWN = 100
"""Entries of a section, and addresses of a workspace."""
_LOSSES = {
    Fate.LOST: "Terraform would destroy or replace",
    Fate.GONE: "Gone from AWS, and Terraform would create it again",
}
_SIGNS = {Change.ADDED: "+", Change.REMOVED: "-", Change.CHANGED: "~", Change.MOVED: "→"}


def review_text(
    environment: str,
    sections: Sequence[Section],
    *,
    first: Collection[str],
    planned: PlanReport | None,
    notes: Iterable[str],
) -> str:
    """Return the comment of a change.

    Args:
        environment: The environment's name.
        sections: In which respects it was compared, and what differs.
        first: Titles of the sections that stand on top, and open: what is destroyed, and what takes two steps.
        planned: What Terraform plans; None where it could not be asked.
        notes: What somebody should know who reads it.

    """
    differing = [section for section in sections if section.entries or section.failure]
    lines = [f"## {environment}: {_headline(differing, planned)}", ""]
    lines += _destroyed(planned)
    lines += [line for section in differing if section.title in first for line in _open(section)]
    lines += [line for section in differing if section.title not in first for line in _folded(section)]
    lines += _plan(planned)
    lines += [f"> {_plain(note)}  " for note in notes]
    return _shortened("\n".join(lines).rstrip() + "\n")


def _headline(differing: Sequence[Section], planned: PlanReport | None) -> str:
    if planned is None:
        return "what is written differs; not planned" if differing else "nothing differs"
    changes = planned.changes
    counts = {"destroyed": changes.destroyed, "changed": changes.changed, "added": changes.added}
    found = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
    failed = len(planned.with_outcome(Outcome.FAILED))
    return ", ".join(filter(None, [f"{failed} workspaces could not be planned" if failed else "", found])) or (
        "Terraform changes nothing"
    )


def _destroyed(planned: PlanReport | None) -> Iterator[str]:
    by_fate = changes_by_fate(planned) if planned else {}
    for fate, title in _LOSSES.items():
        if not (losses := by_fate.get(fate)):
            continue
        yield f"**{title}:**"
        yield ""
        for each in losses[:_SHOWN]:
            yield f"- {_code(thing(each.change))} {_plain(becomes(each.change))}: {_code(each.place)}"
        yield from _more(losses)
        yield ""


def _plan(planned: PlanReport | None) -> Iterator[str]:
    if planned is None:
        return
    yield "| workspace | plan | to add | to change | to destroy |"
    yield "| --- | --- | --- | --- | --- |"
    for result in planned.results:
        changes = result.changes
        numbers = " | ".join(map(str, (changes.added, changes.changed, changes.destroyed)))
        yield f"| {_code(result.workspace)} | {_outcome(result)} | {numbers} |"
    yield ""


def _outcome(result: WorkspaceResult) -> str:
    error = f": {_code(result.error.splitlines()[0])}" if result.error else ""
    return f"{result.outcome}{error}".replace("|", "\\|")


def _open(section: Section) -> Iterator[str]:
    yield f"**{section.title}** ({len(section.entries)})"
    yield ""
    yield from _entries(section)
    yield ""


def _folded(section: Section) -> Iterator[str]:
    yield f"<details><summary>{section.title} ({len(section.entries)})</summary>"
    yield ""
    yield from _entries(section)
    yield ""
    yield "</details>"
    yield ""


def _entries(section: Section) -> Iterator[str]:
    if section.failure:
        yield f"- could not be compared: {_code(section.failure)}"
    for entry in section.entries[:_SHOWN]:
        yield f"- {_SIGNS[entry.change]} {_code(entry.what)}" + (f": {_code(entry.how)}" if entry.how else "")
    yield from _more(section.entries)


def _more(entries: Sequence[object]) -> Iterator[str]:
    if len(entries) > _SHOWN:
        yield f"- and {len(entries) - _SHOWN} more"


def _code(text: str) -> str:
    """Write text of users and programs so that nothing in it is Markdown or HTML."""
    shown = printable(text)
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", shown)), default=0))
    return f"{fence} {shown} {fence}" if "`" in shown else f"{fence}{shown or ' '}{fence}"


def _plain(text: str) -> str:
    """Write a note of ours in a line; what it names of users is as harmless as in code."""
    return re.sub(r"([\\<>\[\]_*`|#@])", r"\\\1", printable(text))


def _shortened(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    kept = text[:LONGEST].rpartition("\n")[0]
    closing = "\n\n</details>" if kept.count("<details>") > kept.count("</details>") else ""
    return f"{kept}{closing}\n\nThe rest is left out: run `main.py diff` and `main.py plan` for all of it.\n"
