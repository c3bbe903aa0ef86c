"""The tests of products, as a person reads them."""

from __future__ import annotations

from collections.abc import Iterator

from rich import box
from rich.markup import escape
from rich.table import Table

from modules.catalog_tests.fault import Column
from modules.catalog_tests.proof import CatalogProof


def proof_table(proof: CatalogProof) -> Table:
    """Lay out every version and how it stands in each column."""
    table = Table(title="Products", box=box.SIMPLE_HEAD, title_justify="left")
    table.add_column("version", overflow="fold")
    for column in Column:
        table.add_column(column.value)
    for version in proof.versions:
        table.add_row(escape(version), *(_cell(proof, version, column) for column in Column))
    return table


def fault_lines(proof: CatalogProof) -> Iterator[str]:
    """Say what is wrong with which version; then the verdict."""
    for version in proof.versions:
        for column in Column:
            for fault in proof.of(version, column):
                yield f"[red]{escape(version)}, {column.value}[/]: {escape(fault.what)}"
    yield from (escape(note) for note in proof.notes)
    count = f"{len(proof.versions)} version{'' if len(proof.versions) == 1 else 's'}"
    if proof.ok:
        yield f"[green]Proved[/]: {count} can be launched, and their launch roles do nothing else"
    else:
        broken = len({fault.version for fault in proof.faults})
        yield f"[red]Not proved[/]: something is wrong with {broken} of {count}"


def _cell(proof: CatalogProof, version: str, column: Column) -> str:
    if not proof.was_looked_at(version, column):
        return "-"
    faults = proof.of(version, column)
    return f"[red]{len(faults)} wrong[/]" if faults else "[green]right[/]"
