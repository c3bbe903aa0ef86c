"""`security` as a user runs it."""

from __future__ import annotations

import re
from pathlib import Path

from tests.commands.test_main import run


def test_coverage_shows_each_family_and_on_demand_each_resource(synthesized_project: Path) -> None:
    done = run(synthesized_project, "security", "coverage", "staging", "--all")

    rows = [re.split(r"\s{2,}", row.strip()) for row in done.stdout.splitlines()]
    assert ["GUARDDUTY", "25", "0", "0", "25"] in rows
    assert "SRA-GUARDDUTY-15 covered: Accounts get it by themselves, those that exist and those to come" in done.stdout
    assert re.search(
        r"^  staging-security-us-east-1:aws_guardduty_organization_configuration\.", done.stdout, re.MULTILINE
    )


def test_coverage_ends_with_an_error_where_a_check_is_not_covered_any_more(project: Path) -> None:
    (project / "environments" / "staging" / "security.yaml").write_text(
        "security: {guardduty: {features: [S3_DATA_EVENTS]}}\n"
    )

    done = run(project, "security", "coverage", "staging")

    assert done.returncode == 1
    assert "SRA-GUARDDUTY-12 is not covered" in done.stdout
    assert "status is DISABLED and must be ENABLED (of security-tooling, in eu-west-1)" in done.stdout


def test_an_environment_without_security_services_is_told_so_without_a_traceback(project: Path) -> None:
    (project / "environments" / "staging" / "security.yaml").unlink()

    done = run(project, "security", "coverage", "staging")

    assert done.returncode == 1
    assert "staging has no security services" in done.stderr
    assert "Traceback" not in done.stderr
