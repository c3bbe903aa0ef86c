"""The root module that makes workspaces in HCP Terraform: attributes that the provider has, and what follows from data.

The provider itself is not at hand: its attributes are those of `tfe_schema.json`.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hcl2.api import loads

from modules.exports.hcp.bootstrap import FOLDER, bootstrap_files, cloud_backend
from modules.exports.hcp.runs import Runs
from modules.runner.terraform.cli import find_terraform, terraform_environment
from modules.specification.errors import LandingZoneError
from tests.support.environments import smaller_staging

_HERE = Path(__file__).parent
_SCHEMA = json.loads((_HERE / "tfe_schema.json").read_text())
_META = {"for_each", "count", "lifecycle", "depends_on"}
_BACKEND = {"type": "cloud", "organization": "acme", "project": "landing-zone-staging"}
_RUNS = {
    "staging-organization": Runs((), (), ()),
    "staging-accounts": Runs(("staging-organization",), ("staging-organization",), ()),
    "staging-network": Runs(("staging-organization", "staging-accounts"), ("staging-accounts",), ()),
}


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    environment = smaller_staging(deployment={"backend": _BACKEND})
    return bootstrap_files(environment, cloud_backend(environment), _RUNS)


def _blocks(files: Mapping[str, str]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for path, text in files.items():
        if not path.endswith(".tf"):
            continue
        parsed = loads(text)
        for part in ("resource", "data"):
            for block in parsed.get(part, []):
                for kind, named in block.items():
                    yield from ((part, kind, _values(body)) for body in named.values())
        for block in parsed.get("provider", []):
            yield from (("provider", kind, _values(body)) for kind, body in block.items())


def _values(body: Mapping[str, Any]) -> dict[str, Any]:
    """Return attributes with their values, and blocks, which the reader has in a list each."""
    return {name: value[0] if isinstance(value, list) else value for name, value in body.items()}


def _variable(files: Mapping[str, str], name: str) -> dict[str, Any]:
    variables = loads(files[f"{FOLDER}/variables.tf"])["variable"]
    (variable,) = (each[name] for each in variables if name in each)
    return _values(variable)


def test_every_attribute_is_one_that_the_provider_has_and_none_that_it_needs_is_missing(files: dict[str, str]) -> None:
    seen = set()
    for part, kind, body in _blocks(files):
        if kind == "terraform_data":
            continue
        known, given = _SCHEMA[part][kind], {*body} - _META - {"__start_line__", "__end_line__"}
        assert given <= {*known["required"], *known["optional"]}, (kind, given)
        assert {*known["required"]} <= given, (kind, given)
        seen.add(kind)
    assert {"tfe_workspace", "tfe_workspace_settings", "tfe_run_trigger", "tfe_organization_run_task"} <= seen


def test_the_files_are_in_the_form_that_terraform_writes(files: dict[str, str], tmp_path: Path) -> None:
    for path, text in files.items():
        (tmp_path / Path(path).name).write_text(text)
    command = [str(find_terraform()), "fmt", "-check", "-diff", str(tmp_path)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")


def test_only_readers_are_given_a_state_and_runs_start_those_that_come_next(
    files: dict[str, str], tmp_path: Path
) -> None:
    main = files[f"{FOLDER}/main.tf"]
    (tmp_path / "main.tf").write_text(
        main[: main.index("resource ")] + 'output "readers" {\n  value = local.readers\n}\n'
        'output "triggers" {\n  value = local.triggers\n}\n'
    )
    (tmp_path / "workspaces.json").write_text(files[f"{FOLDER}/workspaces.json"])
    shown = _applied(tmp_path)
    assert shown["readers"] == {
        "staging-organization": ["staging-accounts", "staging-network"],
        "staging-accounts": ["staging-network"],
        "staging-network": [],
    }
    assert sorted(shown["triggers"]) == ["staging-accounts:staging-network", "staging-organization:staging-accounts"]
    assert shown["triggers"]["staging-accounts:staging-network"] == {
        "source": "staging-accounts",
        "started": "staging-network",
    }


def _applied(folder: Path) -> dict[str, Any]:
    environ = terraform_environment()
    for arguments in (["init"], ["apply", "-auto-approve"]):
        command = [str(find_terraform()), *arguments, "-input=false"]
        subprocess.run(command, cwd=folder, env=environ, check=True, capture_output=True)
    command = [str(find_terraform()), "output", "-json"]
    done = subprocess.run(command, cwd=folder, env=environ, check=True, capture_output=True)
    return {name: output["value"] for name, output in json.loads(done.stdout).items()}


def test_what_has_the_only_state_is_kept_and_nothing_is_applied_without_approval(
    files: dict[str, str],
) -> None:
    (workspace,) = (body for _, kind, body in _blocks(files) if kind == "tfe_workspace")
    assert _values(workspace["lifecycle"])["prevent_destroy"] is True
    assert (workspace["force_delete"], workspace["allow_destroy_plan"]) == (False, False)
    (settings,) = (body for _, kind, body in _blocks(files) if kind == "tfe_workspace_settings")
    assert settings["global_remote_state"] is False
    assert _variable(files, "auto_apply")["default"] is False


def test_the_key_of_the_run_task_is_in_no_state(files: dict[str, str]) -> None:
    (task,) = (body for _, kind, body in _blocks(files) if kind == "tfe_organization_run_task")
    assert "hmac_key" not in task
    assert "var.run_task_hmac_key" in task["hmac_key_wo"]
    key = _variable(files, "run_task_hmac_key")
    assert (key["ephemeral"], key["sensitive"]) == (True, True)


def test_the_gate_is_mandatory_and_comes_before_the_plan(files: dict[str, str]) -> None:
    (task,) = (body for _, kind, body in _blocks(files) if kind == "tfe_workspace_run_task")
    assert (task["enforcement_level"], task["stages"]) == ("mandatory", ["pre_plan"])


def test_its_own_state_is_in_a_workspace_beside_those_that_it_makes(files: dict[str, str]) -> None:
    cloud = json.loads(files[f"{FOLDER}/backend.tf.json"])["terraform"]["cloud"]
    assert cloud == {
        "hostname": "app.terraform.io",
        "organization": "acme",
        "workspaces": {"name": "staging-bootstrap-hcp"},
    }


@pytest.mark.parametrize(
    ("backend", "what"),
    [
        ({"type": "local"}, "must have its state there"),
        ({"type": "cloud", "organization": "acme"}, "must be in a project of their own"),
    ],
)
def test_an_environment_that_is_elsewhere_is_refused(backend: dict[str, str], what: str) -> None:
    with pytest.raises(LandingZoneError, match=what):
        cloud_backend(smaller_staging(deployment={"backend": backend}))
