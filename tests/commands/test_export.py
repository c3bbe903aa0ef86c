"""`export aft`, as it is run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.test_main import run

VENDING = """\
vending:
  engine: aft
  access_user: {name: Cloud Platform, email: cloud-platform@acme.example}
  aft:
    management_account: aft-management
    unit_ids:
      Workloads/Production: ou-ab12-00000001
      Workloads/NonProduction: ou-ab12-00000002
      Workloads/DataLake: ou-ab12-00000003
"""
AFT_ACCOUNT = (
    '  aft-management: {function: workload, unit: Infrastructure, owner: cloud-platform, id: "555555555552"}\n'
)


@pytest.fixture
def project_of_aft(small_project: Path) -> Path:
    """A copy of the project in which AFT vends the accounts of staging."""
    folder = small_project / "environments" / "staging"
    deployment, accounts = folder / "deployment.yaml", folder / "accounts.yaml"
    deployment.write_text(deployment.read_text().replace("vending:\n  engine: organizations\n", VENDING))
    text = accounts.read_text()
    for number, key in enumerate(("log-archive", "security-tooling")):
        text = text.replace(f"  {key}: {{", f'  {key}: {{id: "55555555555{number}", ')
    accounts.write_text(text + AFT_ACCOUNT)
    return small_project


def test_an_environment_that_others_vend_is_refused_before_anything_is_synthesized(small_project: Path) -> None:
    refused = run(small_project, "export", "aft", "staging", "--to", "repositories")
    assert refused.returncode == 1
    assert "got: staging, whose vending.engine is organizations" in refused.stderr
    assert not (small_project / "cdktf.out").exists()
    assert not (small_project / "repositories").exists()


def test_what_changed_and_what_comes_next_is_said(project_of_aft: Path) -> None:
    first = run(project_of_aft, "export", "aft", "staging", "--to", "repositories")
    assert first.returncode == 0, first.stderr
    rows = {line.split("│")[1].strip(): line.split("│")[2].strip() for line in first.stdout.splitlines() if "│" in line}
    assert rows["new requests"] == rows["accounts"]
    assert rows["requests gone"] == "0"
    assert "push the repositories: all customizations first" in first.stdout
    again = run(project_of_aft, "export", "aft", "staging", "--to", "repositories")
    assert again.stdout.splitlines()[-1] == "Nothing changed in repositories."
    assert "Traceback" not in first.stderr + again.stderr


def test_help_says_what_is_written_and_what_is_refused(small_project: Path) -> None:
    shown = run(small_project, "export", "aft", "--help")
    assert shown.returncode == 0
    for word in ("aft-account-request/", "aft-invoke/", "--accept-moves", "landing-zone-aft.lock.json"):
        assert word in shown.stdout
