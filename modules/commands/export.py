"""`export`: what others deliver of an environment, written for them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rich.table import Table

from modules.commands.console import out
from modules.commands.exclusive import exclusive_lock
from modules.commands.synth import synthesize_if_stale
from modules.commands.validate import load_environments
from modules.environment import PROJECT, Environment
from modules.exports.aft.export import Exported, export
from modules.exports.aft.requested_accounts import refuse_others
from modules.specification.printing import printable

_POLICIES = PROJECT / "policies" / "checkov"
_SHOWN = 6
"""How many names stand in a row of the table."""


def export_to_aft(name: str, to: Path, *, accept_moves: bool) -> None:
    """Write AFT's repositories of an environment to a folder, and say what changed and what comes next.

    Args:
        name: The environment's name.
        to: The folder.
        accept_moves: Whether accounts may lose what their folder of customizations has made.

    """
    (zone,) = load_environments([name]).values()
    environment = Environment(name, zone)
    refuse_others(environment)  # before anything is synthesized
    folders = synthesize_if_stale(name, zone)
    with exclusive_lock(folders):
        exported = export(environment, folders.output, to, policies=_POLICIES, accept_moves=accept_moves)
    out.print(_table(exported))
    for line in _next_steps(exported, to):
        out.print(printable(line), markup=False, soft_wrap=True)


def _table(exported: Exported) -> Table:
    table = Table("", "number", "which")
    for what, names in _rows(exported):
        table.add_row(what, str(len(names)), _some(names))
    return table


def _rows(exported: Exported) -> Iterator[tuple[str, list[str]]]:
    keys = [request.account.key for request in exported.requests]
    yield "accounts", keys
    yield "new requests", [key for key in keys if key not in exported.before.accounts]
    yield "changed requests", [key for key in exported.changed_requests if key in exported.before.accounts]
    yield "requests gone", [key for key in exported.before.accounts if key not in set(keys)]
    yield "folders of customizations", [*exported.folders]
    moved = [move for move in exported.moves if move.before != move.after]
    yield "moved between folders", [f"{move.account}: {move.folders}" for move in moved]
    yield "customizations to run again", [*exported.to_invoke]
    yield "files written", [*exported.written]
    yield "files removed", [*exported.removed]


def _some(names: list[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return printable(", ".join(names[:_SHOWN]) + more)


def _next_steps(exported: Exported, to: Path) -> Iterator[str]:
    for move in exported.moves:
        if move.lost:
            yield f"{move.account} loses what these have made: {', '.join(move.lost)}"
    if left := [key for key in exported.invoked_before if key not in set(exported.to_invoke)]:
        yield (
            "The inputs of the export before are replaced. Where AFT has not run them yet, it is to be asked for "
            f"these, too: {', '.join(left)}."
        )
    if not exported.written and not exported.removed:
        yield f"Nothing changed in {to}."
    else:
        if units := exported.units_of_new_accounts:
            yield f"These units must be registered with Control Tower, parents first: {', '.join(units)}."
        yield (
            f"Commit what is in {to}, and push the repositories: all customizations first, which starts nothing, then "
            "requests. Wait until AFT has taken them: it writes tags and custom fields then."
        )
    for path in exported.invocations:
        yield f"Then start the state machine aft-invoke-customizations with {to / path}, and wait until it has ended."
