"""Experiment tracking where it is asked for: in accounts of its stages, with the team's bucket and key."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def calls(output: Path, account: str) -> dict[str, Any]:
    document = json.loads((output / "stacks" / f"production-account-{account}" / "cdk.tf.json").read_text())
    modules: dict[str, Any] = document["module"]
    return modules


def test_the_server_is_of_the_account_s_team_and_stage_with_its_bucket_and_key(outputs: dict[str, Path]) -> None:
    call = calls(outputs["production"], "fraud-dev")["experiment-tracking"]

    assert (call["team"], call["stage"]) == ("fraud", "dev")
    assert call["bucket_name"] == "${module.team-account.bucket_name}"
    assert call["key_arn"] == "${module.team-account.key_arn}"


def test_no_other_stage_has_one(outputs: dict[str, Path]) -> None:
    for stage in ("test", "prod"):
        assert "experiment-tracking" not in calls(outputs["production"], f"fraud-{stage}")
