"""A region that is taken out: workspaces keep its provider, and have nothing there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from modules.synthesized.applied_regions import regions_written
from modules.workspaces.writing.synthesis import synthesize
from tests.support.environments import environment, environment_with

LEAVING, HOME = "us-east-1", "eu-west-1"


@pytest.fixture(scope="module")
def leaving(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Staging, which leaves a region."""
    organization = environment().zone.model_dump(mode="json", exclude_defaults=True)["organization"]
    said = {"organization": {**organization, "regions": [HOME]}, "removed": {"regions": [LEAVING]}}
    folder = tmp_path_factory.mktemp("leaving")
    synthesize([environment_with("staging", **said)], folder)
    return folder


def documents(output: Path) -> dict[str, dict[str, Any]]:
    return {path.parent.name: json.loads(path.read_text()) for path in output.glob("stacks/staging-*/cdk.tf.json")}


def of_region(document: dict[str, Any], region: str) -> Iterator[str]:
    """Give the addresses of what a workspace makes with the provider of a region."""
    for kind, named in document.get("resource", {}).items():
        yield from (f"{kind}.{name}" for name, body in named.items() if body.get("provider") == f"aws.{region}")
    for call, body in document.get("module", {}).items():
        if body.get("providers") == {"aws": f"aws.{region}"}:
            yield f"module.{call}"


def test_every_workspace_that_stays_can_destroy_what_it_had_there(outputs: dict[str, Path], leaving: Path) -> None:
    before, now = documents(outputs["staging"]), documents(leaving)
    had = {name for name, document in before.items() if any(of_region(document, LEAVING))}

    assert {"staging-delegation", "staging-security-administrator", "staging-observability"} < had
    assert [name for name in had & now.keys() if LEAVING not in regions_written(now[name])] == []


def test_nothing_stays_there_but_what_aws_has_in_that_region_alone(leaving: Path) -> None:
    left = {name for name, document in documents(leaving).items() if any(of_region(document, LEAVING))}

    assert left <= {"staging-cost"}


def test_the_organization_says_that_it_is_there_until_its_line_goes(leaving: Path) -> None:
    organization = documents(leaving)["staging-organization"]

    assert organization["output"]["regions"]["value"] == [HOME, LEAVING]
