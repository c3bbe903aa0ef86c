"""What HCP Terraform tells of a run: lines for people, which the CLI prints among its own `-json` events.

With `-json` too, the CLI prints what happens remotely as text (Terraform 1.11, `internal/cloud` and
`internal/command/jsonformat`), in the words that `-json` has as messages. A plan is told by `remote_plan.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from modules.runner.terraform.events import (
    ChangeSummary,
    Diagnostic,
    Event,
    ResourceFinished,
    ResourceRefreshed,
    ResourceStarted,
    StateLockAwaited,
)

_STARTED = {"Creating": "create", "Modifying": "update", "Destroying": "delete"}
_FINISHED = {"Creation": "create", "Modifications": "update", "Destruction": "delete"}
_COLOR = re.compile(r"\x1b\[[0-9;]*m")

_EVENTS: Sequence[tuple[re.Pattern[str], Callable[[re.Match[str]], Event]]] = (
    (
        re.compile(rf"(\S.*): ({'|'.join(_STARTED)})\.\.\."),
        lambda match: ResourceStarted(match[1], _STARTED[match[2]]),
    ),
    (
        re.compile(rf"(\S.*): ({'|'.join(_FINISHED)}) complete after "),
        lambda match: ResourceFinished(match[1], _FINISHED[match[2]]),
    ),
    (re.compile(r"(\S.*): Refreshing state\.\.\."), lambda match: ResourceRefreshed(match[1])),
    (
        re.compile(r"Apply complete! Resources: (?:(\d+) imported, )?(\d+) added, (\d+) changed, (\d+) destroyed\."),
        lambda match: ChangeSummary("apply", *(int(match[group] or 0) for group in (2, 3, 4, 1))),
    ),
    (re.compile(r"Waiting for (?:the manually locked workspace|\d+ run\(s\)) "), lambda _: StateLockAwaited()),
)

_BEGIN, _RULE, _END = "╷", "│", "╵"
_SEVERITY = re.compile(r"(Error|Warning): (.*)")
_ADDRESS = re.compile(r" {2}with (.+),")
_PLACE = re.compile(r" {2}on (\S+) line \d+(?:, in (.+))?:")
_SNIPPET = re.compile(r" *\d+: (.*)")


class RemoteOutput:
    """Reads the lines of one log, in order; a diagnostic is an event once its last line is read."""

    def __init__(self) -> None:
        self._box: list[str] | None = None

    def read(self, line: str) -> Event | None:
        """Read one line; None where it says nothing that we act on, or not yet."""
        plain = _COLOR.sub("", line).rstrip()
        if plain == _BEGIN:
            self._box = []
        elif self._box is not None and plain == _END:
            box, self._box = self._box, None
            return _diagnostic(box)
        elif self._box is not None:
            self._box.append(plain.removeprefix(_RULE).removeprefix(" "))
        else:
            return next((event(match) for pattern, event in _EVENTS if (match := pattern.match(plain))), None)
        return None


def _diagnostic(lines: Sequence[str]) -> Diagnostic | None:
    """Read what a frame holds: summary, where, the text that it points at, and why, which is wrapped."""
    if not lines or not (head := _SEVERITY.fullmatch(lines[0])):
        return None
    address = place = None
    snippet: list[str] = []
    detail: list[str] = []
    for line in lines[1:]:
        if match := _ADDRESS.fullmatch(line):
            address = match[1]
        elif match := _PLACE.fullmatch(line):
            place = match
        elif place and not detail and (match := _SNIPPET.fullmatch(line)):
            snippet.append(match[1])
        elif line or detail:
            detail.append(line)
    return Diagnostic(
        head[1].lower(),
        head[2],
        _unwrapped(detail),
        address or (place[2] if place else "") or "",
        "\n".join(snippet),
        place[1] if place else "",
    )


def _unwrapped(lines: Sequence[str]) -> str:
    """Join the lines of each paragraph, as they were before the CLI wrapped them."""
    paragraphs = "\n".join(lines).strip("\n").split("\n\n")
    return "\n\n".join(paragraph.replace("\n", " ") for paragraph in paragraphs)
