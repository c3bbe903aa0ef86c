"""What lies in the place of a state: a state, a notice that it is elsewhere, or nothing."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from modules.runner.moved_state import NOTICE_FORMAT
from modules.specification.errors import LandingZoneError


@dataclass(frozen=True, slots=True)
class State:
    """A state that Terraform wrote."""

    content: bytes
    """It, byte by byte."""
    lineage: str
    """Which state it is: Terraform gives every new one another."""
    serial: int
    """How often it was written: it grows with every change."""

    @property
    def document(self) -> Any:
        """All that it says."""
        return json.loads(self.content)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Says where a state is, in the place where it was, or where it will be."""

    moved_to: str = ""
    """Where the state is now; empty where it never was in this place."""
    awaited_from: str = ""
    """Where the state comes from; empty where it was in this place before."""
    lineage: str
    serial: int
    """Of the state, when it was moved."""

    def written(self) -> bytes:
        """Return what is written in the place of the state."""
        given = {key: value for key, value in asdict(self).items() if value != ""}
        return json.dumps({"version": NOTICE_FORMAT, **given}).encode()


Snapshot = State | Notice | None


def snapshot(content: bytes, place: str) -> Snapshot:
    """Return what lies in a place; None where nothing does.

    Args:
        content: What was read there. Whatever stands behind a notice is what it was being written over.
        place: The place, in words.

    Raises:
        LandingZoneError: it is neither a state nor a notice.

    """
    text = content.decode(errors="replace").lstrip()
    if not text:
        return None
    try:
        first, _ = json.JSONDecoder().raw_decode(text)
        if first["version"] == NOTICE_FORMAT:
            return Notice(**{key: value for key, value in first.items() if key != "version"})
        document = json.loads(text)
        return State(content, str(document["lineage"]), int(document["serial"]))
    except (ValueError, LookupError, TypeError) as error:
        raise LandingZoneError(
            "what lies in the place of a state cannot be read",
            got=f"{place}: {error}",
            why="a state is JSON with a lineage and a serial, as Terraform 0.12 and newer write it",
            fix="bring back the last good version of it, or move away what is there",
        ) from error
