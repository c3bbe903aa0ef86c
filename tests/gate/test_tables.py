from __future__ import annotations

from pathlib import PurePosixPath

from rich.console import Console

from modules.gate.report import CheckedFile, Failure, FailureKind, Finding, GateReport
from modules.gate.tables import SHOWN_ADDRESSES, tables

ACCOUNTS = [f"test-account-{name}" for name in ("a", "b", "c", "d", "e", "f", "g")]


def _file(location: str, *, is_module: bool = False) -> CheckedFile:
    return CheckedFile(location, PurePosixPath(location), is_module, resources=2, checks_passed=3)


def _finding(location: str, guideline: str = "because; do this") -> Finding:
    return Finding("CKV_LZ_1", location, "provider.aws", "Ensure accounts", guideline, PurePosixPath(location))


def _shown(report: GateReport) -> str:
    console = Console(width=160)
    with console.capture() as captured:
        console.print(tables(report))
    return captured.get()


def _row(text: str, name: str) -> list[str]:
    (line,) = (line for line in text.splitlines() if line.strip().startswith(name))
    return line.split()


def test_account_workspaces_share_a_row_and_modules_have_their_own() -> None:
    files = (*map(_file, ACCOUNTS), _file("test-organization"), _file("baseline", is_module=True))
    shown = _shown(GateReport(files, (_finding(ACCOUNTS[0]),), (_finding(ACCOUNTS[1]), _finding("baseline")), ()))

    assert _row(shown, "test-account-*") == ["test-account-*", "7", "14", "21", "1", "1"]
    assert _row(shown, "test-organization") == ["test-organization", "1", "2", "3", "0", "0"]
    assert _row(shown, "module") == ["module", "baseline", "1", "2", "3", "0", "1"]


def test_findings_of_one_rule_stand_together_with_addresses_why_and_fix() -> None:
    findings = tuple(map(_finding, ACCOUNTS))
    shown = _shown(GateReport(tuple(map(_file, ACCOUNTS)), findings, (), ()))

    assert shown.count("CKV_LZ_1") == 1
    assert shown.count(":provider.aws") == SHOWN_ADDRESSES
    assert f"and {len(ACCOUNTS) - SHOWN_ADDRESSES} more" in shown
    assert "because; do this" in shown


def test_a_rule_without_guideline_says_how_to_mend_or_accept() -> None:
    shown = _shown(GateReport((_file("a"),), (_finding("a", guideline=""),), (), ()))

    assert "policies/checkov/acceptances.yaml" in shown


def test_other_failures_and_the_verdict_are_shown() -> None:
    failure = Failure(FailureKind.PARSING_ERROR, "stacks/[a]/cdk.tf.json", "cannot be parsed", "normalise it")
    shown = _shown(GateReport((_file("a"),), (), (), (failure,)))

    assert all(
        text in shown for text in ("parsing error", "stacks/[a]/cdk.tf.json", "cannot be parsed", "normalise it")
    )
    assert "The gate is shut (failures: 1)" in shown


def test_an_open_gate_says_so() -> None:
    assert "The gate is open (files: 1, accepted findings: 0)" in _shown(GateReport((_file("a"),), (), (), ()))
