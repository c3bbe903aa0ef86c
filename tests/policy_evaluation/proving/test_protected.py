"""A guardrail that is bound beside what it protects."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from modules.policy_evaluation.proving.protected import unprotected
from modules.policy_evaluation.reading.inputs import Guardrail
from tests.policy_evaluation.small_organization import deny, environment, guardrail, policy


def protecting(folder: Path, function: str) -> Guardrail:
    return replace(guardrail(folder, "example", policy(deny("Example", "s3:DeleteObject"))), protects=(function,))


def test_an_account_that_it_does_not_reach_is_told(tmp_path: Path) -> None:
    beside = protecting(tmp_path, "log-archive")
    assert list(unprotected(environment(tmp_path / "out", {"Workloads": [beside]}), beside)) == [
        "it protects log-archive, and does not reach the account log-archive in Security"
    ]


def test_one_above_the_account_is_right(tmp_path: Path) -> None:
    above = protecting(tmp_path, "log-archive")
    assert list(unprotected(environment(tmp_path / "out", {"Root": [above]}), above)) == []


def test_the_management_account_is_reached_by_none(tmp_path: Path) -> None:
    of_management = protecting(tmp_path, "management")
    assert list(unprotected(environment(tmp_path / "out", {"Security": [of_management]}), of_management)) == []
