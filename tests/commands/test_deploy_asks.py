"""A deploy at a terminal: what it plans, shows and asks, and that it then applies what it has shown."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from modules.commands import deploy as command
from modules.commands.console import out
from modules.commands.folders import Folders
from tests.runner.landing_zone_folder import LandingZoneFolder
from tests.support.environments import environment

KEY = "aws_kms_key.state"
Deploy = Callable[..., int]


@pytest.fixture
def landing_zone(tmp_path: Path) -> LandingZoneFolder:
    folder = LandingZoneFolder(tmp_path)
    write(folder)
    return folder


def write(folder: LandingZoneFolder, **behaviours: dict[str, Any]) -> None:
    names = {name.replace("-", "_") for name in folder.dependencies}
    folder.write(**{name: {"never_applied": True} | behaviours.get(name, {}) for name in names})


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def deploy(landing_zone: LandingZoneFolder, asked: list[str], monkeypatch: pytest.MonkeyPatch) -> Deploy:
    """Deploy what stands there already, as somebody at a terminal."""
    root = landing_zone.root
    monkeypatch.setattr(command, "project_folders", lambda: Folders(landing_zone.outdir))
    monkeypatch.setattr(command, "_ready", lambda *_, **__: {"staging": environment("staging").zone})
    monkeypatch.setattr(command, "write_if_stale", lambda *_: None)
    monkeypatch.setattr(command, "gate_opens", lambda *_, **__: True)
    monkeypatch.setattr(command, "can_ask", lambda: True)
    monkeypatch.setattr(tempfile, "tempdir", str(root))
    for name, value in landing_zone.environ.items():
        monkeypatch.setenv(name, value)

    def run(*workspaces: str, answer: str = "y", **options: Any) -> int:
        def read(prompt: str, **_: Any) -> str:
            assert landing_zone.applied() == []
            asked.append(prompt)
            return answer

        monkeypatch.setattr(out, "input", read)
        given: dict[str, Any] = {"fresh": False, "allow_destroy": (), "saved": None, "dry": False, "as_json": False}
        return command.deploy("staging", workspaces, parallel=2, **{**given, **options})

    return run


def test_after_a_yes_each_workspace_is_applied_as_it_was_planned_and_no_plan_is_left(
    deploy: Deploy, landing_zone: LandingZoneFolder, asked: list[str]
) -> None:
    assert deploy("account-network", "identity") == 0

    assert len(asked) == 1
    assert sorted(landing_zone.applied()) == ["account-network", "identity"]
    assert sorted(call["workspace"] for call in landing_zone.calls("plan")) == [
        "staging-account-network",
        "staging-identity",
    ]
    assert list(landing_zone.root.glob("landing-zone-*")) == []


def test_after_a_no_nothing_is_applied(
    deploy: Deploy, landing_zone: LandingZoneFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    with out.capture() as captured:
        assert deploy("identity", answer="n") == 1

    assert landing_zone.applied() == []
    assert "Nothing was applied. To be asked again: python main.py deploy staging identity." in captured.get()
    assert "Traceback" not in capsys.readouterr().err


def test_what_is_refused_is_not_asked_about_and_nothing_is_applied(
    deploy: Deploy, landing_zone: LandingZoneFolder, asked: list[str]
) -> None:
    write(landing_zone, identity={"planned": [[KEY, "aws_kms_key", "delete"]]})

    with out.capture() as captured:
        assert deploy("account-network", "identity") == 1

    assert (asked, landing_zone.applied()) == ([], [])
    assert f"  python main.py deploy staging account-network identity --allow-destroy {KEY}\n" in captured.get()
    assert deploy("account-network", "identity", allow_destroy=[KEY]) == 0


def test_with_dependencies_what_is_named_is_applied_after_all_that_it_depends_on(
    deploy: Deploy, landing_zone: LandingZoneFolder
) -> None:
    local = {"terraform": {"backend": {"local": {"path": str(landing_zone.root / "none.tfstate")}}}}
    for name in ("organization", "accounts"):  # whose states say which accounts and units there are
        (landing_zone.folder(name) / "cdk.tf.json").write_text(json.dumps(local))

    assert deploy("account-network", needed=True, yes=True) == 0

    assert landing_zone.applied() == ["organization", "accounts", "account-network"]


@pytest.mark.parametrize("option", ["yes", "as_json"])
def test_nobody_is_asked_who_said_so(
    deploy: Deploy, landing_zone: LandingZoneFolder, asked: list[str], option: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(out, "stderr", False)

    assert deploy("identity", **{option: True}) == 0

    assert (asked, landing_zone.applied()) == ([], ["identity"])
