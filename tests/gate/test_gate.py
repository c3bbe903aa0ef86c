"""The whole gate on planted violations. Each fixture is one run of checkov, which takes seconds."""

from __future__ import annotations

from pathlib import Path

import pytest

from modules.gate.gate import check
from modules.gate.report import FailureKind, GateReport
from modules.specification.errors import LandingZoneError
from modules.workspaces.writing.normalise import normalise
from tests.gate.synthesized import PROVIDER, PROVIDERS, TODAY, Document, copy_policies, write_output

PLANTED: Document = {"resource": {"aws_kms_key": {"planted": {"description": "does not rotate"}}}}
CLEAN: Document = {"resource": {"terraform_data": {"clean": {}}}}

TRAPS: dict[str, Document] = {
    "required-version": {"terraform": {"required_version": ">= 1.6"}},
    "import": {"import": [{"id": "1234", "to": "aws_kms_key.planted"}]},
    "moved": {"moved": [{"from": "aws_kms_key.old", "to": "aws_kms_key.planted"}]},
    "removed": {"removed": [{"from": "aws_kms_key.gone", "lifecycle": {"destroy": False}}]},
    "listed-variable": {"variable": {"name": [{"type": "string"}]}},
    "listed-output": {"output": {"arn": [{"value": "${aws_kms_key.planted.arn}"}]}},
}
"""What makes checkov 3.3.30 drop a file and exit 0."""

MODULE: Document = {"resource": {"aws_sqs_queue": {"planted": {"name": "a", "sqs_managed_sse_enabled": False}}}}
CALL: Document = {**PROVIDERS, "module": {"queue": {"source": "./modules/queue"}}}


def _normalised(name: str, trap: Document) -> dict[str, Document | str]:
    workspace = normalise({**PROVIDERS, **PLANTED, **trap})
    return {
        f"{name}/cdk.tf.json": workspace.document,
        **{f"{name}/{file}": text for file, text in workspace.side_files.items()},
    }


def _where(report: GateReport, kind: FailureKind) -> set[str]:
    return {failure.where for failure in report.failures if failure.kind is kind}


def _places(report: GateReport, rule: str) -> set[str]:
    return {finding.place for finding in report.findings if finding.check_id == rule}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> GateReport:
    """One run over one output folder with every trap in it."""
    files: dict[str, Document | str] = {
        "unreadable/cdk.tf.json": "{ nope",
        "toplist/cdk.tf.json": {"resource": [PLANTED["resource"]]},
        "no-file/readme.txt": "",
        "no-provider/cdk.tf.json": PLANTED,
        "hcl/cdk.tf.json": PROVIDERS,
        "hcl/main.tf": 'resource "aws_kms_key" "planted" {\n  description = "does not rotate"\n}\n',
        "one/cdk.tf.json": CALL,
        "one/modules/queue/cdk.tf.json": MODULE,
        "two/cdk.tf.json": CALL,
        "two/modules/queue/cdk.tf.json": MODULE,
        "test-accounts/cdk.tf.json": CALL,
        "test-accounts/modules/queue/cdk.tf.json": MODULE,
        "provider-in-module/cdk.tf.json": CALL,
        "provider-in-module/modules/queue/cdk.tf.json": {"provider": {"aws": PROVIDER}, **CLEAN},
        "registry/cdk.tf.json": {**PROVIDERS, "module": {"vpc": {"source": "terraform-aws-modules/vpc/aws"}}},
        "lost/cdk.tf.json": {**PROVIDERS, "module": {"queue": {"source": "./modules/queue"}}},
        "cache/cdk.tf.json": {**PROVIDERS, **CLEAN},
        "cache/.terraform/modules/x/cdk.tf.json": "{ Terraform's own copy",
    }
    for name, trap in TRAPS.items():
        files |= _normalised(name, trap)
        files[f"raw-{name}/cdk.tf.json"] = {**PROVIDERS, **PLANTED, **trap}
    folder = tmp_path_factory.mktemp("gate")
    (folder / ".checkov.yaml").write_text("skip-check: [CKV_AWS_7]\n")
    with pytest.MonkeyPatch.context() as patch:  # ways to turn rules off that must not reach the gate
        patch.setenv("CKV_SKIP_CHECK", "CKV_AWS_7")
        patch.setenv("HOME", str(folder))
        patch.chdir(folder)
        return check(write_output(folder / "out", files), today=TODAY, policies=copy_policies(folder))


@pytest.mark.parametrize("trap", TRAPS)
def test_a_violation_beside_a_normalised_trap_is_found(report: GateReport, trap: str) -> None:
    assert f"{trap}:aws_kms_key.planted" in _places(report, "CKV_AWS_7")


def test_files_that_checkov_drops_and_files_that_are_no_json_fail_the_gate(report: GateReport) -> None:
    raw = {f"stacks/raw-{trap}/cdk.tf.json" for trap in TRAPS}

    assert _where(report, FailureKind.PARSING_ERROR) == raw | {
        "stacks/unreadable/cdk.tf.json",
        "stacks/toplist/cdk.tf.json",
    }


def test_workspaces_and_modules_without_a_file_to_check_fail_the_gate(report: GateReport) -> None:
    assert _where(report, FailureKind.UNCHECKED_FILE) == {
        "stacks/no-file/cdk.tf.json",
        "stacks/registry/cdk.tf.json",
        "stacks/lost/cdk.tf.json",
    }


def test_a_violation_in_hcl_is_found_too(report: GateReport) -> None:
    assert "hcl:aws_kms_key.planted" in _places(report, "CKV_AWS_7")


def test_a_workspace_without_provider_and_a_module_with_one_are_found(report: GateReport) -> None:
    assert _places(report, "CKV_LZ_1") == {"no-provider:provider.aws", "queue:provider.aws"}


def test_a_module_that_many_workspaces_carry_is_checked_once(report: GateReport) -> None:
    assert [f.file.as_posix() for f in report.findings if f.check_id == "CKV_AWS_27"] == [
        "stacks/test-accounts/modules/queue/cdk.tf.json"
    ]


def test_a_module_that_the_management_account_calls_too_is_held_to_its_rules(report: GateReport) -> None:
    assert _places(report, "CKV_LZ_2") == {"queue:aws_sqs_queue.planted"}


def test_every_finding_is_a_failure(report: GateReport) -> None:
    assert not report.ok
    assert _where(report, FailureKind.FINDING) == {finding.place for finding in report.findings}


def test_the_planted_canary_stays_out_of_the_report(report: GateReport) -> None:
    assert not _where(report, FailureKind.SELF_TEST)
    assert not any("canary" in finding.place for finding in report.findings)


def test_opens_for_a_clean_output_and_counts_it(tmp_path: Path) -> None:
    files: dict[str, Document | str] = {
        "test-account-team/cdk.tf.json": {**PROVIDERS, "module": {"clean": {"source": "./modules/clean"}}},
        "test-account-team/modules/clean/cdk.tf.json": CLEAN,
    }

    elsewhere = """acceptances:
      - {rule: CKV_AWS_7, address: "production-security:aws_kms_key.a", reason: r, owner: o, expires: 2027-01-01}
    """
    policies = copy_policies(tmp_path, elsewhere)

    report = check(write_output(tmp_path, files), today=TODAY, policies=policies, partial=True)

    assert report.failures == ()
    assert {file.location: (file.resources, file.checks_passed > 0) for file in report.files} == {
        "test-account-team": (0, True),
        "clean": (1, True),
    }


@pytest.mark.parametrize(("address", "unused"), [("test-*:aws_ec2_*.hub", 0), ("*:terraform_data.gone", 1)])
def test_an_acceptance_of_a_type_that_some_environments_lack_is_unused_only_where_there_is_one(
    tmp_path: Path, address: str, unused: int
) -> None:
    """A transit gateway that exists already is not there to be found fault with; a key is."""
    entry = f'{{rule: CKV_AWS_7, address: "{address}", reason: r, owner: o, expires: 2027-01-01}}'
    policies = copy_policies(tmp_path, f"acceptances:\n  - {entry}\n")
    outdir = write_output(tmp_path, {"test-one/cdk.tf.json": {**PROVIDERS, **CLEAN}})

    report = check(outdir, today=TODAY, policies=policies, partial=True)

    assert len(_where(report, FailureKind.UNUSED_ACCEPTANCE)) == unused


def test_stays_shut_when_its_own_checks_are_broken_or_gone(tmp_path: Path) -> None:
    """checkov logs a check that does not load, runs the others, and says nothing in its report."""
    policies = copy_policies(tmp_path)
    (policies / "checks" / "kms_key_rotation.py").write_text("raise RuntimeError")
    (policies / "checks" / "management_account_types.py").unlink()
    outdir = write_output(tmp_path, {"one/cdk.tf.json": {**PROVIDERS, **CLEAN}})

    report = check(outdir, today=TODAY, policies=policies)

    assert _where(report, FailureKind.BROKEN_CHECK) == {"kms_key_rotation.py"}
    silent = {failure.what.split()[0] for failure in report.failures if failure.kind is FailureKind.SELF_TEST}
    assert silent == {"CKV_LZ_2", "CKV_LZ_4"}
    assert _where(report, FailureKind.UNCHECKED_FILE) == {"stacks/one/cdk.tf.json"}


@pytest.mark.parametrize("manifest", [None, "", "[]", '{"stacks": {}}', '{"stacks": {"one": {}}}'])
def test_refuses_a_folder_without_workspaces(tmp_path: Path, manifest: str | None) -> None:
    if manifest is not None:
        (tmp_path / "manifest.json").write_text(manifest)

    with pytest.raises(LandingZoneError) as caught:
        check(tmp_path, today=TODAY)

    assert caught.value.what == "the environment is not synthesized"
    assert str(tmp_path) in str(caught.value.got)
    assert caught.value.fix == "run `python main.py synth`"
