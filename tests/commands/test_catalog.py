"""`catalog test` as somebody runs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.test_main import run

ATHENA = "analytics/athena-workgroup"
GLUE = "analytics/glue-database"
TEMPLATE = Path("modules/catalog/products") / ATHENA / "1.0/template.yaml"


def test_products_that_are_right_are_proved(synthesized_project: Path) -> None:
    done = run(synthesized_project, "catalog", "test", ATHENA, "--environment", "staging", "--no-launch")

    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{ATHENA} 1.0 right right right right right right -" in " ".join(done.stdout.split())
    assert "Proved: 1 version can be launched, and their launch roles do nothing else" in done.stdout


@pytest.mark.emulator
def test_a_fault_is_shown_with_its_reason_and_launches_go_on(project: Path) -> None:
    template = project / TEMPLATE
    template.write_text(template.read_text().replace("            KmsKey: !Ref KeyArn\n", ""))

    done = run(project, "catalog", "test", ATHENA, GLUE, "--environment", "staging")

    assert done.returncode == 1, done.stdout + done.stderr
    assert "Not proved: something is wrong with 1 of 2" in done.stdout
    assert f"{ATHENA} 1.0, scan: Workgroup: not encrypted with a key" in done.stdout
    assert f"{ATHENA} 1.0, launch: " not in done.stdout


def test_a_product_that_there_is_not_is_refused_with_those_that_there_are(synthesized_project: Path) -> None:
    done = run(synthesized_project, "catalog", "test", "analytics/athena")

    assert done.returncode == 1
    assert "there must be a product of this name" in done.stderr
    assert ATHENA in done.stderr
