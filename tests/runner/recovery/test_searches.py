"""A search that finds something by what an earlier one has found."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import pytest

from modules.runner.recovery import recover
from modules.runner.recovery.planned import PlannedCreation
from modules.runner.terraform.run import CHANGES, TerraformResult, TerraformRun

OURS = {"ManagedBy": "aws-ml-landing-zone", "Environment": "staging"}
VPC, SUBNET = "aws_vpc.hub", "aws_subnet.hub"
CONTENT = {
    "provider": {"aws": [{"region": "eu-west-1", "default_tags": [{"tags": OURS}]}]},
    "resource": {"aws_vpc": {"hub": {}}, "aws_subnet": {"hub": {}}},
}


def change(address: str, action: str, **after: str) -> dict[str, Any]:
    changed = {"actions": [action], "before": {"tags_all": OURS} if action == "no-op" else None, "after": after}
    return {"address": address, "mode": "managed", "type": address.partition(".")[0], "change": changed}


PLANS = (
    [change(VPC, "create", name="hub"), change(SUBNET, "create")],
    [change(VPC, "no-op"), change(SUBNET, "create", vpc_id="vpc-1")],
    [change(VPC, "no-op"), change(SUBNET, "no-op")],
)


@dataclass
class Planning:
    """Stands in for Terraform: its plans follow one another."""

    folder: Path
    environ: dict[str, str] = field(default_factory=dict)
    plans: int = 0

    def plan(self) -> TerraformResult:
        self.plans += 1
        return TerraformResult(CHANGES)

    def shown(self, _plan_file: str) -> dict[str, Any]:
        return {"resource_changes": PLANS[self.plans]}


def test_what_was_found_first_stays_ours_when_more_is_found_by_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look_up(wanted: Sequence[PlannedCreation], _environ: object) -> list[Any]:
        answers = {VPC: {"ids": ["vpc-1"]}, SUBNET: {"error": "'vpc_id' is known only after apply"}}
        return [{"ids": ["subnet-1"]} if one.values.get("vpc_id") else answers[one.address] for one in wanted]

    (tmp_path / "cdk.tf.json").write_text(json.dumps(CONTENT))
    monkeypatch.setattr(recover, "look_up", look_up)
    run = cast("TerraformRun", Planning(tmp_path))
    recovery = recover.recover(run, TerraformResult(CHANGES), (), (VPC, SUBNET))

    assert recovery.imported == {VPC: "vpc-1", SUBNET: "subnet-1"}
    assert recovery.foreign == {}
