"""A state in HCP Terraform, over a stand-in that knows workspaces, locks and state versions."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

import pytest

from modules.deployment.spec import CloudBackendSpec
from modules.specification.errors import LandingZoneError
from modules.state.cloud_place import CloudPlace
from modules.state.decision import Step
from modules.state.hcp_api import HcpApi, token_of
from modules.state.migration import Move, migrate, survey
from modules.state.snapshot import Notice, State, snapshot
from tests.state.memory_place import MemoryPlace
from tests.state.states import LINEAGE, state

BACKEND = CloudBackendSpec(type="cloud", organization="acme", project="Landing Zone")
NAME = "staging-organization"
LOCK = "7a1f6f0e-0000-4e58-9f2e-7f7b5d5f3a11"


class StandIn(HcpApi):
    """Answers as HCP Terraform does, and refuses what it refuses."""

    def __init__(self) -> None:
        super().__init__("https://hcp.example", "token")
        self.workspaces: dict[str, dict[str, Any]] = {}
        self.versions: dict[str, bytes] = {}
        self.projects = ["prj-1"]

    def ask(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        match method, path.split("/"):
            case "GET", ["organizations", "acme", "workspaces", name]:
                return {"data": self.workspaces[name]} if name in self.workspaces else None
            case "GET", ["organizations", "acme", "projects?filter[names]=Landing%20Zone"]:
                return {"data": [{"id": id_} for id_ in self.projects]}
            case "POST", ["organizations", "acme", "workspaces"]:
                assert body is not None
                assert body["data"]["relationships"]["project"]["data"]["id"] == "prj-1"
                name = body["data"]["attributes"]["name"]
                self.workspaces[name] = {"id": name, "attributes": {"locked": False, "locked-reason": ""}}
                return {"data": self.workspaces[name]}
            case "GET", ["workspaces", id_, "current-state-version"]:
                url = {"attributes": {"hosted-state-download-url": id_}}
                return {"data": url} if id_ in self.versions else None
            case "POST", ["workspaces", id_, "state-versions"]:
                assert body is not None
                assert self.workspaces[id_]["attributes"]["locked"], "a state version needs the lock"
                assert id_ not in self.versions, "409 Conflict: the serial is that of the current version"
                self.versions[id_] = base64.b64decode(body["data"]["attributes"]["state"])
            case "POST", ["workspaces", id_, "actions", action]:
                attributes = self.workspaces[id_]["attributes"]
                assert attributes["locked"] is (action == "unlock"), f"409 Conflict: {action}"
                attributes["locked"] = action == "lock"
                attributes["locked-reason"] = body["reason"] if body else ""
            case _:
                raise AssertionError(f"{method} {path}")
        return None

    def fetch(self, url: str) -> bytes:
        return self.versions[url]


def run(move: Move) -> dict[str, Step]:
    done: dict[str, Step] = {}
    survey([move], LOCK)
    migrate([move], LOCK, done.__setitem__)
    return done


def test_a_state_moves_to_a_new_workspace_which_is_unlocked_afterwards() -> None:
    api = StandIn()
    move = Move(workspace=NAME, source=MemoryPlace("old", state(5)), target=CloudPlace(BACKEND, NAME, api))

    assert run(move) == {NAME: Step.MOVE}
    assert api.versions[NAME] == state(5)
    assert api.workspaces[NAME]["attributes"] == {"locked": False, "locked-reason": ""}


def test_a_workspace_that_a_state_has_left_stays_locked_with_a_notice_and_takes_it_back() -> None:
    api = StandIn()
    there = CloudPlace(BACKEND, NAME, api)
    run(Move(workspace=NAME, source=MemoryPlace("old", state(5)), target=there))
    away = Move(workspace=NAME, source=there, target=MemoryPlace("new"))

    run(away)

    assert api.workspaces[NAME]["attributes"]["locked"]
    assert snapshot(there.read(), "") == Notice(moved_to="new", lineage=LINEAGE, serial=5)
    assert run(away) == {NAME: Step.SETTLED}
    assert run(Move(workspace=NAME, source=away.target, target=there)) == {NAME: Step.MOVE}
    assert not api.workspaces[NAME]["attributes"]["locked"]
    assert isinstance(snapshot(there.read(), ""), State)


def test_a_workspace_that_awaits_its_state_is_locked() -> None:
    api = StandIn()
    move = Move(workspace=NAME, source=MemoryPlace("old", state(5)), target=CloudPlace(BACKEND, NAME, api))

    move.announce(LOCK)

    assert api.workspaces[NAME]["attributes"]["locked"]
    assert snapshot(move.target.read(), "") == Notice(awaited_from="old", lineage=LINEAGE, serial=5)
    assert move.run(LOCK) is Step.MOVE


def test_a_workspace_that_somebody_has_locked_is_refused_and_one_that_a_killed_move_has_locked_is_not() -> None:
    api = StandIn()
    place = CloudPlace(BACKEND, NAME, api)
    api.workspaces[NAME] = {"id": NAME, "attributes": {"locked": True, "locked-reason": "a run"}}
    with pytest.raises(LandingZoneError, match="locked because: a run"), place.hold(LOCK):
        pass
    api.workspaces[NAME]["attributes"]["locked-reason"] = f"state migrate {LOCK}"
    with place.hold(LOCK):
        assert api.workspaces[NAME]["attributes"]["locked"]
    assert not api.workspaces[NAME]["attributes"]["locked"]


def test_a_state_that_a_killed_move_has_sent_is_not_sent_again() -> None:
    api = StandIn()
    place = CloudPlace(BACKEND, NAME, api)
    with place.hold(LOCK):
        place.write_state(state(5))  # killed here, the old place still has the state
    move = Move(workspace=NAME, source=MemoryPlace("old", state(5)), target=place)

    assert run(move) == {NAME: Step.MOVE}
    assert isinstance(snapshot(move.source.read(), ""), Notice)


def test_no_workspace_is_made_for_a_state_that_there_is_not() -> None:
    api = StandIn()

    assert run(Move(workspace=NAME, source=MemoryPlace("old"), target=CloudPlace(BACKEND, NAME, api))) == {
        NAME: Step.ABSENT
    }
    assert api.workspaces == {}


def test_a_project_that_is_missing_is_told_with_what_makes_it() -> None:
    api = StandIn()
    api.projects.clear()

    with pytest.raises(LandingZoneError) as refused, CloudPlace(BACKEND, NAME, api).hold(LOCK):
        pass

    assert str(refused.value) == (
        "the project must be there before its workspaces are made\n"
        "  got: no project Landing Zone in the organization acme that the token may see\n"
        "  why: a workspace that is made for a state goes into the project that deployment.backend names\n"
        "  fix: apply what `main.py export hcp` writes, which makes the project and its workspaces, and run the "
        "command again"
    )


def test_the_token_is_the_one_that_terraform_has(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(LandingZoneError, match=r"none in TF_TOKEN_app_terraform_io"):
        token_of("app.terraform.io")
    folder = tmp_path / ".terraform.d"
    folder.mkdir()
    (folder / "credentials.tfrc.json").write_text('{"credentials": {"app.terraform.io": {"token": "kept"}}}')
    assert token_of("app.terraform.io") == "kept"
    monkeypatch.setenv("TF_TOKEN_app_terraform_io", "given")
    assert token_of("app.terraform.io") == "given"
