from __future__ import annotations

from rich.console import Console

from modules.catalog_tests.fault import Column, Fault
from modules.catalog_tests.proof import CatalogProof
from modules.catalog_tests.tables import fault_lines, proof_table

RIGHT, BROKEN, UNREAD = "messages/queue 1.0", "messages/queue 1.1", "messages/topic 1.0"
FAULTS = (
    Fault(BROKEN, Column.SCAN, "Queue: CKV_AWS_27 no [key]"),
    Fault(UNREAD, Column.LINT, "line 3: no YAML"),
)


def rows(proof: CatalogProof) -> list[list[str]]:
    console = Console(width=120, record=True, file=None, no_color=True, force_terminal=False)
    with console.capture() as capture:
        console.print(proof_table(proof))
    return [line.split() for line in capture.get().splitlines() if line.strip().startswith("messages/")]


def test_every_version_has_a_row_with_how_it_stands_in_each_column() -> None:
    assert rows(CatalogProof((RIGHT, BROKEN, UNREAD), FAULTS, unread=(UNREAD,))) == [
        [*RIGHT.split(), *["right"] * 7],
        [*BROKEN.split(), "right", "1", "wrong", *["right"] * 5],
        [*UNREAD.split(), "1", "wrong", *["-"] * 6],
    ]


def test_what_was_not_launched_is_not_said_to_be_right() -> None:
    assert rows(CatalogProof((RIGHT,), (), unlaunched=(RIGHT,))) == [[*RIGHT.split(), *["right"] * 6, "-"]]


def test_each_fault_is_written_out_as_it_is_and_the_verdict_comes_last() -> None:
    assert list(fault_lines(CatalogProof((RIGHT, BROKEN, UNREAD), FAULTS))) == [
        "[red]messages/queue 1.1, scan[/]: Queue: CKV_AWS_27 no \\[key]",
        "[red]messages/topic 1.0, lint[/]: line 3: no YAML",
        "[red]Not proved[/]: something is wrong with 2 of 3 versions",
    ]


def test_where_nothing_is_wrong_the_verdict_says_so() -> None:
    (verdict,) = fault_lines(CatalogProof((RIGHT,), ()))
    assert verdict == "[green]Proved[/]: 1 version can be launched, and their launch roles do nothing else"
