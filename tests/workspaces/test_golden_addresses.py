"""The addresses of every kind of workspace: a changed one destroys and recreates something (docs/decisions/0003)."""

from __future__ import annotations

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.template import Template
from modules.workspaces.order import define_workspaces
from modules.workspaces.writing.documents import new_app
from tests.support.environments import addresses, document, environment


@pytest.mark.parametrize("name", ["production", "staging"])
def test_of_everything_that_is_constructed_are_a_contract(
    name: str, outputs: dict[str, Path], tmp_path: Path, snapshot: SnapshotAssertion
) -> None:
    """Of a family's shape the first member's; a new workspace is among them as soon as it is on the page."""
    deployment = Deployment(environment(name), new_app(tmp_path))
    define_workspaces(deployment)
    representatives = [
        Template(addition.constructed.node.id).filled_in(addition.members[0]) for addition in deployment.additions
    ]

    written = {workspace: addresses(document(outputs[name], workspace)) for workspace in representatives}
    assert written == snapshot
