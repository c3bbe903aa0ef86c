"""The ledger of names, as a person reads it."""

from __future__ import annotations

from collections.abc import Iterator

from rich import box
from rich.markup import escape
from rich.table import Table

from modules.names.proof import Entry, Ledger

_SHOWN = 3


def summary(ledger: Ledger) -> str:
    """Say in one line how many names have a maker."""
    count = len(ledger.entries)
    text = f"{ledger.environment}: {count - len(ledger.missing)} of {count} names that policies refer to have a maker"
    if ledger.pending:
        text += f"; {len(ledger.pending)} of them only once something is built that is not there yet"
    if ledger.misplaced:
        text += f"; accounts lack {len(ledger.misplaced)} names that others of their kind have"
    return f"[green]{text}[/]" if ledger.ok else f"[red]{text}[/]"


def ledger_table(ledger: Ledger) -> Table:
    """Lay out every name, who makes it and how many policies refer to it."""
    table = Table(title=f"Names in the policies of {ledger.environment}", box=box.SIMPLE_HEAD, title_justify="left")
    table.add_column("name", overflow="fold")
    table.add_column("made by", overflow="fold")
    table.add_column("policies", justify="right")
    for entry in ledger.entries:
        table.add_row(escape(entry.shown), escape(_maker(entry)) or "[red]nobody[/]", str(len(entry.sources)))
    return table


def problems(ledger: Ledger) -> Iterator[str]:
    """Say of each name that nobody makes who refers to it, and what to do."""
    for entry in ledger.missing:
        yield f"[red]nobody makes {escape(entry.shown)}[/]"
        yield f"  got: a policy refers to it: {escape(_few(entry.sources))}"
        yield "  why: what a policy admits or protects by that name is not there, so the policy does nothing"
        yield "  fix: define it in a workspace, correct the policy, or say in policies/names.yaml who makes it"
    for needed in ledger.misplaced:
        yield f"[red]nobody makes {escape(needed.name.shown)} in {escape(needed.account)}[/]"
        yield "  got: another account of its kind has it"
        yield f"  why: {escape(needed.why.strip())}"
        yield "  fix: define it in the account's workspace, or correct `places` in policies/names.yaml"


def _maker(entry: Entry) -> str:
    if entry.makers:
        return _few(entry.makers)
    return f"{entry.made_by.made_by.value}: {entry.made_by.why.strip()}" if entry.made_by else ""


def _few(texts: tuple[str, ...]) -> str:
    more = len(texts) - _SHOWN
    return ", ".join(texts[:_SHOWN]) + (f" and {more} more" if more > 0 else "")
