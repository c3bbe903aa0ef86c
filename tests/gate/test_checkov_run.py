"""What checkov prints, read back; no run of checkov itself."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path, PurePosixPath

import pytest

from modules.gate.checkov_run import parsed, run
from modules.specification.errors import LandingZoneError


def _printed(**results: object) -> dict[str, object]:
    empty: dict[str, object] = {"passed_checks": [], "failed_checks": [], "parsing_errors": []}
    return {"check_type": "terraform_json", "results": {**empty, **results}}


ENTRY = {
    "check_id": "CKV_AWS_7",
    "check_name": "rotate",
    "guideline": None,
    "file_path": "/one/cdk.tf.json",
    "file_line_range": [4, 6],
    "resource": "resource.logs",
}


def test_reads_one_report_and_a_list_of_reports_alike(tmp_path: Path) -> None:
    failed, passed = _printed(failed_checks=[ENTRY]), _printed(passed_checks=[ENTRY])

    assert parsed(json.dumps(failed), "", tmp_path).records == parsed(json.dumps([failed]), "", tmp_path).records
    assert [record.passed for record in parsed(json.dumps([failed, passed]), "", tmp_path).records] == [False, True]


def test_names_a_file_that_checkov_dropped_below_the_folder(tmp_path: Path) -> None:
    output = json.dumps(_printed(parsing_errors=[str(tmp_path.resolve() / "one" / "cdk.tf.json")]))

    assert parsed(output, "", tmp_path).parsing_errors == (PurePosixPath("one/cdk.tf.json"),)


def test_counts_a_check_that_crashed_on_a_resource_as_failed(tmp_path: Path) -> None:
    logged = (
        "2026-11-23 [MainThread] [ERROR]  Failed to run check CKV_AWS_7 on /one/cdk.tf.json:aws_kms_key.logs\nTrace"
    )

    (crash,) = parsed(json.dumps(_printed()), logged, tmp_path).records

    assert (crash.check_id, crash.file, crash.resource, crash.passed) == (
        "CKV_AWS_7",
        PurePosixPath("one/cdk.tf.json"),
        "aws_kms_key.logs",
        False,
    )


@pytest.mark.parametrize("stdout", ["", "Traceback", "[{}]", "null"])
def test_a_run_without_a_report_is_an_error_and_not_a_pass(tmp_path: Path, stdout: str) -> None:
    with pytest.raises(LandingZoneError) as caught:
        parsed(stdout, "Traceback\nMemoryError", tmp_path)

    assert str(caught.value) == (
        "checkov broke off\n"
        "  got: MemoryError\n"
        "  why: without its report nothing is known to be checked\n"
        "  fix: run the command again; if it stays, set up the project again"
    )


def test_a_missing_checkov_is_said_plainly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)

    with pytest.raises(LandingZoneError, match="checkov is not installed"):
        run(tmp_path, frameworks=["terraform_json"], checks=tmp_path)
