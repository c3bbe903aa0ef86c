"""The state of a workspace that is called otherwise now, taken over by the real Terraform."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from modules.runner.terraform.cli import find_terraform, terraform_environment
from modules.runner.two_steps.kept_state import KeptState
from modules.runner.two_steps.moves import StateMove, take_over, waiting
from modules.specification.errors import LandingZoneError
from tests.runner.test_real_terraform import write_workspace

pytestmark = pytest.mark.terraform

NEW, FORMER = "staging-account-claims", "staging-account-portal"


@pytest.fixture
def move(tmp_path: Path) -> StateMove:
    write_workspace(tmp_path, "account-claims")
    put(tmp_path, FORMER, state("one", 7))
    environ = terraform_environment(os.environ, tools=tmp_path / ".tools")
    folder = tmp_path / "cdktf.out" / "stacks" / NEW
    return StateMove(folder=folder, former=FORMER, terraform=find_terraform(environ), environ=environ)


def state(lineage: str, serial: int, *, resources: int = 1) -> dict[str, Any]:
    provider = 'provider["terraform.io/builtin/terraform"]'
    resource = {
        "mode": "managed",
        "type": "terraform_data",
        "provider": provider,
        "instances": [{"schema_version": 0, "attributes": {"id": "4711"}}],
    }
    return {
        "version": 4,
        "terraform_version": "1.6.0",
        "serial": serial,
        "lineage": lineage,
        "outputs": {"account_id": {"value": "4711", "type": "string"}} if resources else {},
        "resources": [{**resource, "name": f"n{number}"} for number in range(resources)],
        "check_results": None,
    }


def put(root: Path, workspace: str, content: dict[str, Any]) -> None:
    path = root / "state" / "staging" / f"{workspace}.tfstate"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content))


def found(move: StateMove, workspace: str) -> dict[str, Any]:
    root = move.folder.parents[2]
    loaded: dict[str, Any] = json.loads((root / "state" / "staging" / f"{workspace}.tfstate").read_text())
    return loaded


def test_a_state_goes_on_where_it_is_looked_for_now_and_manages_nothing_where_it_was(move: StateMove) -> None:
    told: list[str] = []

    assert waiting({NEW: move}) == {NEW: f"waits for the state of {FORMER}, which a deploy takes over first"}
    take_over({NEW: move}, told.append)

    taken, left = found(move, NEW), found(move, FORMER)
    (resource,) = taken["resources"]
    assert (taken["lineage"], resource["instances"][0]["attributes"]) == ("one", {"id": "4711"})
    assert taken["outputs"] == state("one", 7)["outputs"]
    assert (left["lineage"], left["resources"], left["outputs"]) == ("one", [], {})
    assert told == [f"{NEW} goes on with the state of {FORMER}"]
    assert waiting({NEW: move}) == {}
    take_over({NEW: move}, told.append)
    assert (found(move, NEW), found(move, FORMER), len(told)) == (taken, left, 1)


def test_what_was_killed_between_the_two_goes_on(move: StateMove, monkeypatch: pytest.MonkeyPatch) -> None:
    push = KeptState.push

    def killed(kept: KeptState, content: dict[str, Any]) -> None:
        if kept.workspace == FORMER:
            raise KeyboardInterrupt
        push(kept, content)

    with monkeypatch.context() as patched:
        patched.setattr(KeptState, "push", killed)
        with pytest.raises(KeyboardInterrupt):
            move.make()
    assert found(move, NEW)["resources"]
    assert found(move, FORMER)["resources"]

    assert move.make()

    assert found(move, NEW)["resources"]
    assert found(move, FORMER)["resources"] == []


def test_what_the_former_workspace_made_meanwhile_is_taken_over_too(move: StateMove) -> None:
    put(move.folder.parents[2], NEW, state("one", 7))
    put(move.folder.parents[2], FORMER, state("one", 8, resources=2))

    move.make()

    assert len(found(move, NEW)["resources"]) == 2
    assert found(move, FORMER)["resources"] == []


def test_two_states_of_different_accounts_are_not_made_one(move: StateMove) -> None:
    put(move.folder.parents[2], NEW, state("another", 1))

    with pytest.raises(LandingZoneError) as refused:
        move.make()

    assert str(refused.value).startswith(
        f"a state must be taken over by a workspace that has none\n  got: {FORMER} and {NEW}, which have a state each\n"
    )
    assert found(move, FORMER)["resources"]


def test_a_former_workspace_without_a_state_is_waited_for_by_nobody(move: StateMove) -> None:
    (move.folder.parents[2] / "state" / "staging" / f"{FORMER}.tfstate").unlink()

    assert not move.is_due()
    assert not move.make()


def test_a_state_that_terraform_cannot_read_is_told_and_left(move: StateMove) -> None:
    path = move.folder.parents[2] / "state" / "staging" / f"{FORMER}.tfstate"
    path.write_text("{")

    with pytest.raises(LandingZoneError, match=f"got: {FORMER}: terraform init: .*could not be parsed"):
        move.make()

    assert path.read_text() == "{"


def test_an_empty_state_of_no_lineage_is_as_good_as_none(move: StateMove, monkeypatch: pytest.MonkeyPatch) -> None:
    """The CLI of HCP Terraform gives one for a workspace that was never applied."""
    pull = KeptState.pull

    def pulled(kept: KeptState) -> dict[str, Any] | None:
        return pull(kept) or state("", 0, resources=0)

    monkeypatch.setattr(KeptState, "pull", pulled)

    assert move.make()
    assert found(move, NEW)["resources"]
