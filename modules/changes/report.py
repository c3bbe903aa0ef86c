"""A comparison as people read it, and as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rich.markup import escape

from modules.changes.entries import Change, Section

_SIGNS = {Change.ADDED: "[green]+[/]", Change.REMOVED: "[red]-[/]", Change.CHANGED: "~", Change.MOVED: "→"}


def report_lines(sections: Iterable[Section]) -> Iterator[str]:
    """Lay out sections in rich's markup; one without differences is left out."""
    for section in sections:
        if section.entries or section.failure:
            yield f"[bold]{escape(section.title)}[/]"
        if section.failure:
            yield f"  could not be compared: {escape(section.failure)}"
        for entry in section.entries:
            how = f": {entry.how}" if entry.how else ""
            yield f"  {_SIGNS[entry.change]} {escape(entry.what + how)}"
        if section.entries or section.failure:
            yield ""


def report_data(sections: Sequence[Section]) -> list[dict[str, Any]]:
    """Return sections as plain data, those without differences too."""
    return [
        {
            "title": section.title,
            "entries": [
                {"change": entry.change.value, "what": entry.what, "how": entry.how} for entry in section.entries
            ],
            **({"failure": section.failure} if section.failure else {}),
        }
        for section in sections
    ]
