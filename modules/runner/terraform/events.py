"""What Terraform tells of its work: the lines of its `-json` output that we act on.

Source: Terraform documentation, "Machine-readable UI", version 1.2 of the format.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class ResourcePlanned:
    """A resource will be changed; `action` is create, update, replace, delete, or another of Terraform's words."""

    address: str
    action: str
    type: str = ""
    reason: str = ""
    """Why, where Terraform says it in one word: `tainted`, `cannot_update`, `replace_triggered_by`."""
    is_gone: bool = False
    """Whether the state has it, it exists no more, and it is created again. Not a word of Terraform's own."""


@dataclass(frozen=True, slots=True)
class ResourceDrifted:
    """What exists of a resource is not what the state says; `action` is update or delete."""

    address: str
    action: str


@dataclass(frozen=True, slots=True)
class ResourceRefreshed:
    """A resource of the state was read."""

    address: str


@dataclass(frozen=True, slots=True)
class ResourceStarted:
    """Work on a resource began; `action` is create, update or delete."""

    address: str
    action: str


@dataclass(frozen=True, slots=True)
class ResourceFinished:
    """Work on a resource ended well; a replaced one finishes twice, as delete and as create."""

    address: str
    action: str


@dataclass(frozen=True, slots=True)
class ChangeSummary:
    """The counts of a plan, or of an apply that ended well; `operation` says which."""

    operation: str
    added: int
    changed: int
    destroyed: int
    imported: int


@dataclass(frozen=True, slots=True)
class OutputsPlanned:
    """Whether any output of the workspace will change."""

    changed: bool


@dataclass(frozen=True, slots=True)
class StateLockAwaited:
    """Another Terraform holds the state's lock."""


@dataclass(frozen=True, slots=True)
class EarlierRunAwaited:
    """A Terraform that a killed run left behind still works in this workspace. Not an event of Terraform's own."""

    process: int


@dataclass(frozen=True, slots=True)
class StateMended:
    """The state was torn by a kill, and is again what it was before. Not an event of Terraform's own."""


@dataclass(frozen=True, slots=True)
class ServiceAwaited:
    """AWS was busy or broken for longer than the provider tries; Terraform is run again. Ours to tell."""


@dataclass(frozen=True, slots=True)
class CommandRepeated:
    """Terraform is run once more in a workspace, with a command that it had already run. Ours to tell."""

    command: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """An error or a warning. `source` is the text of the configuration that it points at, where there is one.

    `file` is where that text is, relative to the folder that Terraform ran in.
    """

    severity: str
    summary: str
    detail: str = ""
    address: str = ""
    source: str = ""
    file: str = ""

    def __str__(self) -> str:
        """Say it in one paragraph: where, what, and the first sentences of why."""
        where = f"{self.address}: " if self.address else ""
        first_paragraph = self.detail.partition("\n\n")[0].replace("\n", " ").strip()
        return f"{where}{self.summary}{': ' if first_paragraph else ''}{first_paragraph}"


Event = (
    ResourcePlanned
    | ResourceDrifted
    | ResourceRefreshed
    | ResourceStarted
    | ResourceFinished
    | ChangeSummary
    | OutputsPlanned
    | StateLockAwaited
    | EarlierRunAwaited
    | StateMended
    | ServiceAwaited
    | CommandRepeated
    | Diagnostic
)


def parse_event(line: str) -> Event | None:
    """Read one line of output; None where it says nothing that we act on, or is no event at all."""
    try:
        message = json.loads(line)
        return _event(message) if isinstance(message, dict) else None
    except (ValueError, KeyError, TypeError):
        return None  # a provider's panic, a newer format: the line is in the log, and the exit code decides


def parse_diagnostic(message: dict[str, Any]) -> Diagnostic:
    """Read a diagnostic as `-json` output and `validate -json` write it."""
    snippet = message.get("snippet") or {}
    return Diagnostic(
        message["severity"],
        message["summary"],
        message.get("detail", ""),
        message.get("address") or snippet.get("context") or "",
        snippet.get("code", ""),
        (message.get("range") or {}).get("filename", ""),
    )


def _event(message: dict[str, Any]) -> Event | None:
    match message["type"]:
        case "planned_change" | "resource_drift":
            return _change_event(message["type"], message["change"])
        case "change_summary":
            counts = message["changes"]
            return ChangeSummary(
                counts["operation"], counts["add"], counts["change"], counts["remove"], counts.get("import", 0)
            )
        case "outputs":
            return OutputsPlanned(any(o.get("action", "noop") != "noop" for o in message["outputs"].values()))
        case "diagnostic":
            return parse_diagnostic(message["diagnostic"])
        case "state_lock_acquire":
            return StateLockAwaited()
        case _:
            return _resource_event(message)


def _change_event(type_: str, change: dict[str, Any]) -> Event:
    resource, action = change["resource"], change["action"]
    if type_ == "resource_drift":
        return ResourceDrifted(resource["addr"], action)
    return ResourcePlanned(resource["addr"], action, resource.get("resource_type", ""), change.get("reason", ""))


def _resource_event(message: dict[str, Any]) -> Event | None:
    hook = message.get("hook", {})
    if hook.get("action") == "read":  # a data source
        return None
    match message["type"]:
        case "refresh_complete":
            return ResourceRefreshed(hook["resource"]["addr"])
        case "apply_start":
            return ResourceStarted(hook["resource"]["addr"], hook["action"])
        case "apply_complete":
            return ResourceFinished(hook["resource"]["addr"], hook["action"])
    return None
