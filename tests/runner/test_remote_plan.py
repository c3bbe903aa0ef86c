from __future__ import annotations

from typing import Any

from modules.runner.terraform.events import ChangeSummary, OutputsPlanned, ResourceDrifted, ResourcePlanned
from modules.runner.terraform.remote_plan import planned_events


def change(name: str, *actions: str, mode: str = "managed", **more: Any) -> dict[str, Any]:
    address = f"aws_vpc.{name}"
    return {"address": address, "type": "aws_vpc", "mode": mode, "change": {"actions": list(actions), **more}}


def test_a_plan_is_told_as_terraform_tells_its_own() -> None:
    plan = {
        "resource_changes": [
            change("made", "create"),
            change("changed", "update"),
            change("lost", "delete"),
            change("renewed", "create", "delete"),
            change("found", "no-op", importing={"id": "vpc-1"}),
            change("same", "no-op"),
            change("left", "forget"),
            change("read", "read", mode="data"),
        ],
        "resource_drift": [change("made", "delete"), change("same", "update")],
        "output_changes": {"a": {"actions": ["no-op"]}, "b": {"actions": ["update"]}},
    }

    assert list(planned_events(plan)) == [
        ResourceDrifted("aws_vpc.made", "delete"),
        ResourceDrifted("aws_vpc.same", "update"),
        ResourcePlanned("aws_vpc.made", "create", "aws_vpc"),
        ResourcePlanned("aws_vpc.changed", "update", "aws_vpc"),
        ResourcePlanned("aws_vpc.lost", "delete", "aws_vpc"),
        ResourcePlanned("aws_vpc.renewed", "replace", "aws_vpc"),
        ResourcePlanned("aws_vpc.found", "import", "aws_vpc"),
        ResourcePlanned("aws_vpc.left", "remove", "aws_vpc"),
        ChangeSummary("plan", added=2, changed=1, destroyed=2, imported=1),
        OutputsPlanned(changed=True),
    ]


def test_a_plan_without_changes_has_none() -> None:
    plan = {"resource_changes": [change("same", "no-op")], "output_changes": {"a": {"actions": ["no-op"]}}}

    assert list(planned_events(plan)) == [ChangeSummary("plan", 0, 0, 0, 0), OutputsPlanned(changed=False)]
