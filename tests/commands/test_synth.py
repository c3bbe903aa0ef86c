from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from modules.commands.folders import Folders
from modules.commands.synth import write
from modules.runner.terraform.import_file import write_imports
from modules.workspaces.writing import synthesis


def test_imports_that_a_killed_deploy_left_are_removed_before_anything_is_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = Folders(tmp_path / "cdktf.out")
    workspace = folders.output / "stacks" / "staging-accounts"
    workspace.mkdir(parents=True)
    write_imports(workspace, {"aws_organizations_account.a": "123456789012"})
    written = SimpleNamespace(workspaces=("staging-accounts",))
    monkeypatch.setattr(synthesis, "synthesize", lambda *_, **__: written)

    assert write({}, folders) == ("staging-accounts",)

    assert list(workspace.iterdir()) == []
