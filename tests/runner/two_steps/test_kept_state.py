"""The backend that the state of a workspace is reached by, where access to states is limited."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from modules.runner.terraform.state_role import write_state_role
from modules.runner.two_steps.kept_state import open_state
from modules.synthesized.documents import DOCUMENT

NOW, FORMER = "staging-account-claims", "staging-account-portal"
WRITER, READER = (f"arn:aws:iam::111111111111:role/{name}" for name in ("writer", "reader"))


def backend(workspace: str, role: str) -> dict[str, Any]:
    place = {"bucket": "acme-states", "key": f"landing-zone/staging/{workspace}.tfstate", "region": "eu-west-1"}
    return {"s3": {**place, "assume_role": {"role_arn": role, "tags": {"Workspace": workspace}}}}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace that writes its state, which a plan works with as the role that reads it."""
    folder = tmp_path / NOW
    folder.mkdir()
    (folder / DOCUMENT).write_text(json.dumps({"terraform": {"backend": backend(NOW, WRITER)}}))
    return folder


@pytest.fixture
def terraform(tmp_path: Path) -> Path:
    script = tmp_path / "terraform"
    script.write_text("#!/bin/sh\nexit 0\n")
    script.chmod(0o755)
    return script


@pytest.mark.parametrize("role", [WRITER, READER])
def test_a_former_workspaces_state_is_reached_as_the_role_of_now_for_that_workspace(
    role: str, folder: Path, terraform: Path
) -> None:
    if role == READER:
        write_state_role(folder, backend(NOW, READER)["s3"]["assume_role"])

    with open_state(folder, terraform=terraform, environ={}, former=FORMER) as kept:
        written = json.loads((kept.folder / "backend.tf.json").read_text())

    assert written == {"terraform": {"backend": backend(FORMER, role)}}
