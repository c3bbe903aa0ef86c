from __future__ import annotations

from pathlib import Path

import pytest

from modules.runner.deploy import deploy
from modules.runner.locked import locked_in_words
from modules.runner.terraform.events import Diagnostic
from tests.runner.landing_zone_folder import LandingZoneFolder
from tests.runner.recorder import Recorder

LOCK_ID = "5b1a3f0e-6f0d-5c53-0b4e-1d1f7b9a2c11"
DETAIL = f"""Error message: operation error S3: PutObject, https response error StatusCode: 412, PreconditionFailed
Lock Info:
  ID:        {LOCK_ID}
  Path:      acme-state/landing-zone/staging/staging-organization.tfstate
  Operation: OperationTypeApply
  Who:       runner@ci-7
  Version:   1.11.4
  Created:   2026-11-28 21:58:02.123456789 +0000 UTC
  Info:      


Terraform acquires a state lock to protect the state from being written
by multiple users at the same time."""  # noqa: W291 - Terraform's own
ERROR = Diagnostic("error", "Error acquiring the state lock", DETAIL)


def words(folder: Path) -> str:
    return (
        "the state acme-state/landing-zone/staging/staging-organization.tfstate is locked: by runner@ci-7, for apply, "
        "since 2026-11-28 21:58:02.123456789 +0000 UTC\n"
        f"Wait until that has ended. If it was killed, and only then: terraform -chdir={folder} force-unlock "
        f"{LOCK_ID}. Then run the same command again"
    )


def test_a_locked_state_says_whose_lock_it_is_since_when_and_how_to_remove_it(landing_zone: LandingZoneFolder) -> None:
    diagnostic = {"severity": "error", "summary": ERROR.summary, "detail": DETAIL}
    landing_zone.write(organization={"plan_diagnostic": diagnostic})

    report = deploy(landing_zone.outdir, "staging", ["organization"], environ=landing_zone.environ, progress=Recorder())

    assert report.results[0].error == words(landing_zone.folder("organization"))


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(Diagnostic("error", "creating VPC", DETAIL), id="another error"),
        pytest.param(Diagnostic("error", ERROR.summary, "Error message: AccessDenied"), id="no lock is told of"),
    ],
)
def test_other_errors_keep_the_words_of_terraform(error: Diagnostic) -> None:
    assert locked_in_words(error, Path("folder")) == ""


def test_a_folder_with_blanks_is_quoted_for_the_shell() -> None:
    assert "-chdir='/a folder' force-unlock" in locked_in_words(ERROR, Path("/a folder"))
