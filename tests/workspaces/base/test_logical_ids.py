"""Logical ids worked out from paths are those that CDKTF gives: they are addresses, and so state."""

from __future__ import annotations

from pathlib import Path

import pytest
from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.vpc import Vpc
from constructs import Construct

from modules.workspaces.base.logical_ids import logical_id
from modules.workspaces.writing.documents import new_app

PATHS = [
    ["accounts"],
    ["accounts", "fraud-dev"],
    ["accounts", "fraud-dev-id"],
    ["hub", "Default"],
    ["Default", "hub"],
    ["hub", "Resource"],
    ["hub", "Resource", "Default", "route"],
    ["team", "team"],
    ["my-team", "team", "x"],
    ["a.b", "c d"],
    ["\ue000key\ue001", "association"],
    ["x" * 130, "y" * 130],
    ["z" * 250],
    ["z" * 260],
    ["umlaut-ä", "e"],
]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: "/".join(path)[:40])
def test_the_logical_id_of_a_path_is_the_one_that_cdktf_gives(path: list[str], tmp_path: Path) -> None:
    stack = TerraformStack(new_app(tmp_path), "stack")
    scope: Construct = stack
    for id_ in path[:-1]:
        scope = Construct(scope, id_)
    assert logical_id(*path) == Vpc(scope, path[-1]).friendly_unique_id
