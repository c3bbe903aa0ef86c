"""`check`: open on production as it is, shut by each thing that is planted in staging."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.commands.test_main import run
from tests.support.project import BY_CHOICE, copy_project

PROVED_ELSEWHERE = """
import main
from modules.commands import check
check.data_is_kept_apart = lambda *_: True
check.names_are_made = lambda *_: True
main.main()
"""
"""`main.py` without the dearest proofs, which other tests make of what is synthesized for production:
`tests/across_accounts/` and `tests/names/test_real_environments.py`. With a fault in staging they are all run below."""


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text, f"{old} is not in {path.name}"
    path.write_text(text.replace(old, new, 1))


def unencrypted_bucket(project: Path) -> None:
    """In a blueprint, as somebody would write it."""
    blueprint = project / "modules" / "accounts" / "blueprints" / "account_baseline.py"
    replace(
        blueprint,
        "from cdktf_cdktf_provider_aws.account_alternate_contact",
        "from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket\n"
        "from cdktf_cdktf_provider_aws.account_alternate_contact",
    )
    replace(
        blueprint,
        "        policy = spec.password_policy",
        '        S3Bucket(self, "planted")\n        policy = spec.password_policy',
    )


def provider_without_account(project: Path) -> None:
    replace(project / "modules" / "workspaces" / "base" / "providers.py", "allowed_account_ids=[account_id],", "")


def expired_acceptance(project: Path) -> None:
    path = project / "policies" / "checkov" / "acceptances.yaml"
    path.write_text(
        f"{path.read_text()}"
        "  - rule: CKV_AWS_18\n"
        "    address: 'staging-account-*:aws_s3_bucket.*'\n"
        "    reason: planted\n"
        "    owner: somebody\n"
        "    expires: 2026-01-01\n"
    )


def file_that_checkov_cannot_parse(project: Path) -> None:
    """The list form, which Terraform reads and checkov drops: written after what makes it canonical."""
    replace(
        project / "modules" / "workspaces" / "writing" / "documents.py",
        "json.dumps(normal.document,",
        'json.dumps({**normal.document, "variable": {"planted": [{"default": "x"}]}}'
        ' if "aws_organizations_organization" in normal.document.get("resource", {}) else normal.document,',
    )


def test_opens_on_production_as_it_is(project: Path) -> None:
    command = [sys.executable, "-c", PROVED_ELSEWHERE, "check", "production"]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
    workspaces = json.loads((project / "cdktf.out" / "manifest.json").read_text())["stacks"]
    assert f"Valid for Terraform: production, {len(workspaces)} workspaces" in done.stdout
    assert "Linted: the guardrails" in done.stdout
    assert "Linted: the permission sets" in done.stdout
    assert "Proved: the network of production" in done.stdout
    assert "The gate is open" in done.stdout


def test_shuts_and_names_everything_that_is_planted(small_project: Path) -> None:
    unencrypted_bucket(small_project)
    expired_acceptance(small_project)
    file_that_checkov_cannot_parse(small_project)

    refused = run(small_project, "check", "staging")

    assert refused.returncode == 1, refused.stdout + refused.stderr
    assert "CKV_AWS_145" in refused.stdout
    assert "expired acceptance" in refused.stdout
    assert "parsing error" in refused.stdout
    assert "The gate is shut" in refused.stdout
    assert "Traceback" not in refused.stderr


def test_refuses_a_provider_that_works_in_any_account(small_project: Path) -> None:
    """Nothing can be said of resources whose account is not known, so that it ends before the gate."""
    provider_without_account(small_project)

    refused = run(small_project, "check", "staging")

    assert refused.returncode == 1, refused.stdout + refused.stderr
    assert "give the workspace's provider `allowed_account_ids`" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_refuses_a_network_that_is_not_as_the_policy_says(tmp_path: Path) -> None:
    project = copy_project(tmp_path, without=BY_CHOICE)
    policy = project / "policies" / "network" / "reachability.yaml"
    replace(policy, "  - why: Sandboxes, the development stage", "  - why: Sandboxes and once the development stage")
    replace(policy, "    from: [team/dev, workload, sandbox]", "    from: [workload, sandbox]")

    refused = run(project, "check", "staging")

    assert refused.returncode == 1, refused.stdout + refused.stderr
    assert "team/dev@eu-west-1 to internet" in refused.stdout
    assert "is reached, which no rule says, and everything gets through" in refused.stdout
    assert "Not proved: 1 difference in the network of staging" in refused.stdout
    assert "The gate is open" in refused.stdout
