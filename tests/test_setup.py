"""What set-up does to the project's folder, short of installing anything."""

from __future__ import annotations

import importlib.util
import sys
from contextlib import nullcontext
from pathlib import Path
from types import ModuleType

import pytest

from modules.environment import PROJECT


@pytest.fixture
def setup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script, for a project in a folder of its own."""
    spec = importlib.util.spec_from_file_location("setup_script", PROJECT / "scripts" / "setup.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in module.INPUTS:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("locked")
    places = {"PROJECT": tmp_path, "TOOLS": tmp_path / ".tools", "VENV": tmp_path / ".venv"}
    for name, path in {**places, "STAMP": tmp_path / ".tools" / "set-up.sha256"}.items():
        monkeypatch.setattr(module, name, path)
    for name in ("install_python_packages", "install_cdktf_cli", "install_terraform", "install_aft_renderer"):
        monkeypatch.setattr(module, name, lambda: "installed")
    return module


@pytest.mark.parametrize("name", [".venv", ".tools", "node_modules"])
def test_nothing_is_installed_behind_a_link(setup: ModuleType, tmp_path: Path, name: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / name).symlink_to("elsewhere")

    with pytest.raises(setup.SetUpError) as refused:
        setup.main()

    assert str(refused.value) == f"{name} is a link to elsewhere. Remove it, so that set-up makes a folder."
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_it_is_done_once(
    setup: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup, "packages_compiled_meanwhile", nullcontext)
    (tmp_path / ".venv").mkdir()
    setup.main()
    assert "set-up: Terraform: installed" in capsys.readouterr().out

    setup.main()

    assert capsys.readouterr().out == ""
    assert [path.name for path in (tmp_path / ".tools").iterdir()] == ["set-up.sha256"]


def test_packages_are_compiled_beside_the_steps_behind_them(setup: ModuleType, tmp_path: Path) -> None:
    python, package = tmp_path / ".venv" / "bin" / "python", tmp_path / ".venv" / "lib" / "package.py"
    for path in (python, package):
        path.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    package.write_text("")
    package.with_name("template.py").write_text("no Python")

    setup.main()

    assert [path.name.partition(".")[0] for path in package.parent.glob("__pycache__/*.pyc")] == ["package"]
