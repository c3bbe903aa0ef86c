"""The scripts that AFT runs around Terraform: the gate ahead of it, sourced and executed."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from modules.environment import PROJECT
from modules.exports.aft.files.api_helpers import gate
from tests.exports.aft.bench import Bench

EXECUTED = 'AFT_VARIABLE=1; "$HELPER"; echo "status $?"'
SOURCED = 'AFT_VARIABLE=1; . "$HELPER"; echo "status $?"; echo "$UNSET$PWD"; set -o | grep -E "nounset|errexit"'
GUARDED = 'set -e; . "$HELPER" || exit 1; echo "went on"'
UNROTATED = {"resource": {"aws_kms_key": {"key": {"enable_key_rotation": False}}}}


def run(script: str, helper: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a script as AFT's build does: in bash, with the Python that has what requirements.txt asks for."""
    helper.chmod(0o755)
    environ = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "HELPER": str(helper)}
    return subprocess.run(["bash", "-c", script], cwd=folder, env=environ, capture_output=True, text=True, check=False)


@pytest.fixture
def root(bench: Bench) -> Path:
    """A folder of account customizations."""
    bench.export()
    return bench.to / "aft-account-customizations" / "team-dev"


def break_rule(root: Path) -> None:
    (root / "terraform" / "modules" / "boundary" / "cdk.tf.json").write_text(json.dumps(UNROTATED))


def test_the_gate_is_open_for_what_is_exported(root: Path, tmp_path: Path) -> None:
    files = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    done = run(EXECUTED, root / "api_helpers" / "pre-api-helpers.sh", tmp_path)
    assert "The gate is open: 0 problems.\nstatus 0" in done.stdout, done.stderr
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == files


def test_a_finding_is_the_status_of_the_script_that_is_executed(root: Path, tmp_path: Path) -> None:
    break_rule(root)
    done = run(EXECUTED, root / "api_helpers" / "pre-api-helpers.sh", tmp_path)
    assert "status 1" in done.stdout
    assert re.search(r"CKV_AWS_7 .*modules/boundary/cdk\.tf\.json: aws_kms_key\.key", done.stderr)
    assert re.search(r"CKV_LZ_4 .*modules/boundary/cdk\.tf\.json: aws_kms_key\.key", done.stderr)


def test_a_gate_that_is_shut_ends_the_stage_that_sources_the_script(root: Path, tmp_path: Path) -> None:
    (root / "api_helpers" / "python" / "gate.py").write_text("raise SystemExit(1)")  # as with a finding
    done = run(GUARDED, root / "api_helpers" / "pre-api-helpers.sh", tmp_path)
    assert (done.returncode, "went on" in done.stdout) == (1, False)


def test_a_provider_is_looked_at_as_it_will_be_rendered(root: Path, tmp_path: Path) -> None:
    template = root / "terraform" / "aft-providers.jinja"
    template.write_text(template.read_text().replace("allowed_account_ids = [local.aft.account_id]", ""))
    done = run(EXECUTED, root / "api_helpers" / "pre-api-helpers.sh", tmp_path)
    assert "status 1" in done.stdout
    assert re.search(r"CKV_LZ_1 .*aft-providers\.tf: aws", done.stderr)


@pytest.mark.parametrize("name", ["pre-api-helpers.sh", "post-api-helpers.sh"])
def test_a_script_that_is_sourced_leaves_the_shell_as_it_was(root: Path, name: str, tmp_path: Path) -> None:
    (root / "api_helpers" / "python" / "gate.py").write_text("")  # what it finds is of no concern here
    done = run(SOURCED, root / "api_helpers" / name, tmp_path)
    assert done.stdout.splitlines()[0] == "status 0", done.stderr
    assert done.stdout.splitlines()[1:] == [str(tmp_path), "errexit        \toff", "nounset        \toff"]


OF_HCP = '{% if tf_distribution_type != "oss" %}' + gate.PLANTED + "{% endif %}"
SKIPPED = gate.PLANTED.replace("{\n", "{\n  # checkov:skip=CKV_AWS_7: we know\n  # checkov:skip=CKV_LZ_4: we know\n")


def test_a_finding_gets_past_neither_by_comment_nor_settings_nor_a_hidden_folder(root: Path, tmp_path: Path) -> None:
    terraform = root / "terraform"
    (terraform / "commented.tf").write_text(SKIPPED)
    (terraform / "set-aside.tf").write_text(gate.PLANTED)
    (terraform / ".checkov.yaml").write_text("skip-path: [set-aside.tf]\nskip-check: [CKV2_AWS_64]\n")
    (terraform / ".hidden").mkdir()
    (terraform / ".hidden" / "main.tf").write_text(gate.PLANTED)
    (terraform / "calls.tf").write_text('module "hidden" {\n  source = "./.hidden"\n}\n')
    (terraform / "of-hcp.jinja").write_text(OF_HCP)
    (terraform / "outside.tf").write_text('module "outside" {\n  source = "../../modules/outside"\n}\n')
    script = f"TF_DISTRIBUTION=tfc; {SOURCED}"
    done = run(script, root / "api_helpers" / "pre-api-helpers.sh", tmp_path)
    assert "status 1" in done.stdout
    for place in (r"commented\.tf", r"set-aside\.tf", r"\.hidden/main\.tf", r"of-hcp\.tf"):
        assert re.search(rf"^CKV_LZ_4 .*: {place}: ", done.stderr, re.MULTILINE), place
    assert "outside.tf calls ../../modules/outside, which is not in the folder terraform" in done.stderr


def test_a_folder_of_somebody_s_that_is_called_canary_is_looked_at(root: Path, tmp_path: Path) -> None:
    (root / "terraform" / "canary").mkdir()
    (root / "terraform" / "canary" / "main.tf").write_text(gate.PLANTED)
    done = run(EXECUTED, root / "api_helpers" / "pre-api-helpers.sh", tmp_path)
    assert re.search(r"^CKV_LZ_4 .*: canary/main\.tf: ", done.stderr, re.MULTILINE)


def test_a_gate_that_cannot_run_is_shut(root: Path, tmp_path: Path) -> None:
    (root / "api_helpers" / "python" / "accepted.json").unlink()
    assert "status 1" in run(EXECUTED, root / "api_helpers" / "pre-api-helpers.sh", tmp_path).stdout


def test_requirements_are_the_versions_that_the_project_itself_has() -> None:
    lock = json.loads((PROJECT / "Pipfile.lock").read_text())["default"]
    text = (PROJECT / "modules/exports/aft/files/api_helpers/requirements.txt").read_text()
    pinned = dict(line.split("==") for line in text.splitlines() if "==" in line)
    assert {name: f"=={version}" for name, version in pinned.items()} == {
        name: lock[name.lower()]["version"] for name in ("checkov", "Jinja2")
    }


RECORD = {
    "check_id": "CKV_AWS_7",
    "check_name": "Rotate",
    "file_path": "/modules/boundary/cdk.tf.json",
    "resource": "resource.key",
}
ACCEPTED = {"rule": "CKV_AWS_7", "place": "bound*", "address": "aws_kms_key.*", "expires": "9999-12-31"}


class TestAcceptances:
    """A finding counts as accepted where rule, module and resource fit, until a day."""

    def found(self, folder: Path, **accepted: str) -> list[str]:
        path = folder / "modules" / "boundary" / "cdk.tf.json"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(UNROTATED))
        reports: list[dict[str, Any]] = [{"results": {"failed_checks": [RECORD], "parsing_errors": []}}]
        return list(gate.findings(reports, [{**ACCEPTED, **accepted}], folder))

    def test_what_is_accepted_is_no_problem(self, tmp_path: Path) -> None:
        assert self.found(tmp_path) == []

    @pytest.mark.parametrize(
        "accepted", [{"rule": "CKV_AWS_8"}, {"place": "team"}, {"address": "aws_s3_bucket.*"}, {"address": "key"}]
    )
    def test_what_is_accepted_elsewhere_is_one(self, tmp_path: Path, accepted: dict[str, str]) -> None:
        assert self.found(tmp_path, **accepted) == ["CKV_AWS_7 Rotate: modules/boundary/cdk.tf.json: aws_kms_key.key"]

    def test_what_was_accepted_until_a_day_is_one_behind_it(self, tmp_path: Path) -> None:
        assert self.found(tmp_path, expires="2020-01-01") == [
            "CKV_AWS_7 Rotate: modules/boundary/cdk.tf.json: aws_kms_key.key (accepted until 2020-01-01)"
        ]

    def test_a_resource_of_two_types_must_be_accepted_as_both(self, tmp_path: Path) -> None:
        path = tmp_path / "cdk.tf.json"
        path.write_text(json.dumps({"resource": {"aws_kms_key": {"key": {}}, "aws_iam_role": {"key": {}}}}))
        names = gate.addresses("resource.key", path)
        assert names == ["aws_kms_key.key", "aws_iam_role.key"]
        assert not gate.covers(ACCEPTED, "CKV_AWS_7", "boundary", names)

    def test_only_those_of_modules_that_are_there_are_exported(self, bench: Bench) -> None:
        bench.export()
        path = bench.to / "aft-account-customizations/team-dev/api_helpers/python/accepted.json"
        accepted = json.loads(path.read_text())
        assert accepted  # of team-account
        assert not [entry for entry in accepted if entry["place"].startswith("ml-shared-services")]


class TestTrust:
    """A gate that cannot fail is a defect."""

    def planted(self, *rules: str, errors: list[str] | None = None) -> list[str]:
        records = [{"check_id": rule, "file_path": f"/{gate.CANARY}/main.tf"} for rule in rules]
        return list(gate.untrusted([{"results": {"failed_checks": records, "parsing_errors": errors or []}}]))

    def test_checkov_is_trusted_where_it_found_what_was_planted(self) -> None:
        assert self.planted(*gate.EXPECTED) == []

    def test_what_it_missed_shuts_the_gate(self) -> None:
        assert self.planted("CKV_AWS_7") == [
            "checkov missed what was planted for CKV_LZ_4: what it says cannot be trusted"
        ]

    def test_what_it_could_not_read_shuts_the_gate(self) -> None:
        assert self.planted(*gate.EXPECTED, errors=["/x.tf"]) == ["checkov could not read /x.tf"]

    def test_a_check_of_ours_that_does_not_load_shuts_the_gate(self, root: Path, tmp_path: Path) -> None:
        (root / "api_helpers" / "python" / "checks" / "kms_key_rotation.py").write_text("raise ValueError")
        done = run(EXECUTED, root / "api_helpers" / "pre-api-helpers.sh", tmp_path)
        assert "missed what was planted for CKV_LZ_4" in done.stderr
