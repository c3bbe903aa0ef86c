from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from modules.runner.terraform.begun_creations import begun_creations, remember, remembered


def hook(type_: str, address: str, action: str = "create") -> dict[str, Any]:
    return {"type": type_, "hook": {"resource": {"addr": address}, "action": action}}


def error(address: str, detail: str) -> dict[str, Any]:
    return {"type": "diagnostic", "diagnostic": {"severity": "error", "address": address, "detail": detail}}


def applied() -> dict[str, Any]:
    return {"type": "change_summary", "changes": {"operation": "apply", "add": 1}}


def log(path: Path, *messages: dict[str, Any], rest: str = "") -> Path:
    file = path / "workspace.log"
    file.write_text("# 2026-11-28 terraform apply\n" + "".join(f"{json.dumps(one)}\n" for one in messages) + rest)
    return file


class TestBegunCreations:
    def test_a_creation_that_was_begun_counts_whether_or_not_it_ended(self, tmp_path: Path) -> None:
        written = log(tmp_path, hook("apply_start", "a.x"), hook("apply_start", "a.y"), hook("apply_complete", "a.x"))

        assert begun_creations(written) == ["a.x", "a.y"]

    def test_changes_and_deletions_do_not_count(self, tmp_path: Path) -> None:
        written = log(tmp_path, hook("apply_start", "a.x", "update"), hook("apply_start", "a.y", "delete"))

        assert begun_creations(written) == []

    @pytest.mark.parametrize(
        "detail",
        [
            "operation error KMS: CreateKey, StatusCode: 400, RequestID: 1, LimitExceededException: no",
            "operation error SQS: CreateQueue, StatusCode: 403, RequestID: 1, api error AccessDenied: no",
            "AccessDenied: no\n\tstatus code: 403, request id: 1",
        ],
    )
    def test_what_aws_refused_does_not_count(self, detail: str, tmp_path: Path) -> None:
        written = log(tmp_path, hook("apply_start", "a.x"), hook("apply_errored", "a.x"), error("a.x", detail))

        assert begun_creations(written) == []

    @pytest.mark.parametrize(
        "detail",
        [
            "The plugin returned an unexpected error from plugin.(*GRPCProvider).ApplyResourceChange: rpc error",
            "timeout while waiting for state to become 'ready' (last state: 'pending', timeout: 10m0s)",
            "operation error KMS: CreateKey, StatusCode: 503, RequestID: 1, api error SlowDown: later",
        ],
    )
    def test_what_failed_otherwise_counts_for_it_may_be_there(self, detail: str, tmp_path: Path) -> None:
        written = log(tmp_path, hook("apply_start", "a.x"), hook("apply_errored", "a.x"), error("a.x", detail))

        assert begun_creations(written) == ["a.x"]

    def test_what_failed_and_says_no_more_counts(self, tmp_path: Path) -> None:
        assert begun_creations(log(tmp_path, hook("apply_start", "a.x"), hook("apply_errored", "a.x"))) == ["a.x"]

    def test_what_failed_because_its_provider_was_stopped_counts(self, tmp_path: Path) -> None:
        cut_off = error("a.x", "https response error StatusCode: 0, canceled, context canceled")
        written = log(tmp_path, hook("apply_start", "a.x"), hook("apply_errored", "a.x"), cut_off)

        assert begun_creations(written) == ["a.x"]

    def test_after_an_apply_that_ended_well_nothing_counts(self, tmp_path: Path) -> None:
        assert begun_creations(log(tmp_path, hook("apply_start", "a.x"), applied())) == []

    def test_a_line_that_was_cut_off_costs_that_line_only(self, tmp_path: Path) -> None:
        written = log(tmp_path, hook("apply_start", "a.x"), rest='{"type": "apply_sta')

        assert begun_creations(written) == ["a.x"]

    def test_without_a_log_nothing_was_begun(self, tmp_path: Path) -> None:
        assert begun_creations(tmp_path / "none.log") == []


def test_what_was_begun_is_remembered_over_several_interrupted_runs_once(tmp_path: Path) -> None:
    record = tmp_path / "workspace.begun"

    for addresses in (["a.x", "a.y"], ["a.y", 'a.z["k"]']):
        remember(record, log(tmp_path, *(hook("apply_start", address) for address in addresses)))

    assert remembered(record) == ["a.x", "a.y", 'a.z["k"]']
