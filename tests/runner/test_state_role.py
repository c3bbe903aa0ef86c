"""The file that has a workspace planned as another role, and what Terraform remembers of the former one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from modules.runner.terraform.state_role import forget_former_role, forget_state_role, write_state_role

PLACE = {"bucket": "acme-states", "key": "landing-zone/staging/staging-a.tfstate", "region": "eu-west-1"}
WRITER, READER = ({"role_arn": f"arn:aws:iam::111111111111:role/{name}"} for name in ("writer", "reader"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "cdk.tf.json").write_text(json.dumps(_backend({**PLACE, "assume_role": WRITER})))
    (tmp_path / ".terraform").mkdir()
    return tmp_path


def _backend(config: dict[str, Any]) -> dict[str, Any]:
    return {"terraform": {"backend": {"s3": config}}}


def initialized(folder: Path, config: dict[str, Any]) -> Path:
    path = folder / ".terraform" / "terraform.tfstate"
    path.write_text(json.dumps({"version": 3, "backend": {"type": "s3", "config": config}}))
    return path


def test_the_file_says_the_same_backend_with_another_role_until_it_is_forgotten(folder: Path) -> None:
    write_state_role(folder, READER)
    (written,) = folder.glob("*_override.tf.json")
    assert json.loads(written.read_text()) == _backend({**PLACE, "assume_role": READER})

    forget_state_role(folder)
    forget_state_role(folder)
    assert not written.exists()


def test_terraform_forgets_the_former_role_for_the_same_state(folder: Path) -> None:
    remembered = initialized(folder, {**PLACE, "assume_role": None, "encrypt": True})
    forget_former_role(folder)
    assert not remembered.exists()


@pytest.mark.parametrize("other", [{"key": "another.tfstate"}, {"bucket": "another"}, {"region": "us-east-1"}])
def test_terraform_still_refuses_another_place(folder: Path, other: dict[str, str]) -> None:
    remembered = initialized(folder, {**PLACE, **other})
    forget_former_role(folder)
    assert remembered.exists()


def test_what_was_initialized_with_another_kind_of_backend_is_left(folder: Path) -> None:
    remembered = initialized(folder, {"path": "state/a.tfstate"})
    forget_former_role(folder)
    assert remembered.exists()
    remembered.unlink()
    forget_former_role(folder)
