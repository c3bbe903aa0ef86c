"""Terraform validates one workspace of each kind: what differs in values only is one, what differs otherwise is not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from modules.runner.kinds import kinds

DOCUMENT: dict[str, Any] = {
    "//": {"outputs": {"first": {}}},
    "locals": {"id": '${data.accounts["one"].id}'},
    "resource": {"aws_vpc": {"one": {"cidr_block": "10.0.0.0/16"}}},
}


def write(folder: Path, document: dict[str, Any], module: str = "{}") -> Path:
    (folder / "modules" / "spoke").mkdir(parents=True)
    (folder / "cdk.tf.json").write_text(json.dumps(document))
    (folder / "modules" / "spoke" / "cdk.tf.json").write_text(module)
    return folder


@pytest.mark.parametrize(
    ("changed", "module", "alike"),
    [
        pytest.param({}, "{}", True, id="nothing"),
        pytest.param({"//": {"outputs": {"second": {}}}}, "{}", True, id="what Terraform takes for a comment"),
        pytest.param({"resource": {"aws_vpc": {"one": {"cidr_block": "10.1.0.0/16"}}}}, "{}", True, id="a value"),
        pytest.param({"resource": {"aws_vpc": {"one": {"ipv4_netmask_length": 22}}}}, "{}", False, id="an argument"),
        pytest.param({"resource": {"aws_vpc": {"two": {"cidr_block": "10.0.0.0/16"}}}}, "{}", False, id="a name"),
        pytest.param({"locals": {"id": '${data.accounts["two"].id}'}}, "{}", True, id="a text in an expression"),
        pytest.param({"locals": {"id": '${data.accounts["one"].arn}'}}, "{}", False, id="a reference"),
        pytest.param({}, '{"locals": {}}', False, id="a module"),
    ],
)
def test_are_told_apart_by_what_terraform_checks(
    tmp_path: Path, changed: dict[str, Any], module: str, *, alike: bool
) -> None:
    folders = {
        "first": write(tmp_path / "first", DOCUMENT),
        "second": write(tmp_path / "second", {**DOCUMENT, **changed}, module),
    }

    assert kinds(folders) == ([["first", "second"]] if alike else [["first"], ["second"]])


def test_teams_sandboxes_and_regions_of_production_share_kinds(outputs: dict[str, Path]) -> None:
    folders = {path.name: path for path in sorted((outputs["production"] / "stacks").iterdir())}

    found = kinds(folders)

    assert len(found) < 2 / 3 * len(folders)
    (of_a_team,) = (one for one in found if "production-account-churn-dev" in one)
    assert "production-account-claims-triage-dev" in of_a_team
