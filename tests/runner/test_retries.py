from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from modules.runner import retries
from modules.runner.outcome import DeployReport, WorkspaceResult
from modules.runner.terraform.begun_creations import begun_creations
from modules.runner.terraform.events import Diagnostic
from modules.runner.terraform.run import TerraformResult
from modules.runner.terraform.tally import Tally
from tests.runner.landing_zone_folder import LandingZoneFolder
from tests.runner.test_deploy import run

BUSY = "operation error SSO Admin: CreatePermissionSet, https response error StatusCode: 400, api error ThrottlingException: Rate exceeded"  # noqa: E501 - AWS's words
BROKEN = "operation error EC2: CreateVpc, https response error StatusCode: 503, RequestID: 1, api error Unavailable: x"
BUSY_BY_THE_MODEL = "operation error SSO Admin: AttachManagedPolicyToPermissionSet, exceeded maximum number of attempts, 3, https response error StatusCode: 400, RequestID: , ThrottlingException: Rate exceeded"  # noqa: E501 - AWS's words
QUOTA_BY_THE_MODEL = "operation error Organizations: CreateAccount, https response error StatusCode: 400, RequestID: 1, ConstraintViolationException: ThrottlingException is no part of it"  # noqa: E501 - AWS's words
QUOTA = "operation error KMS: CreateKey, https response error StatusCode: 400, api error LimitExceededException: x"
DENIED = "operation error S3: CreateBucket, https response error StatusCode: 403, api error AccessDenied: x"

LOST = 'operation error IAM: CreateRole, exceeded maximum number of attempts, 3, https response error StatusCode: 0, RequestID: , request send failed, Post "https://iam.amazonaws.com/": EOF'  # noqa: E501 - AWS's words
NOBODY = 'operation error IAM: CreateRole, https response error StatusCode: 0, RequestID: , request send failed, Post "https://iam.amazonaws.com/": dial tcp: connection refused'  # noqa: E501 - AWS's words


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retries, "PAUSES_SECONDS", (0.0, 0.0))


@pytest.mark.parametrize(
    ("errors", "is_of_a_moment"),
    [
        ([BUSY], True),
        ([BUSY, BROKEN], True),
        ([BUSY_BY_THE_MODEL], True),
        ([QUOTA_BY_THE_MODEL], False),
        ([BUSY, DENIED], False),
        ([QUOTA], False),
        ([DENIED], False),
        ([], False),
        ([LOST], True),
        ([NOBODY], False),
    ],
)
def test_only_throttling_faults_of_services_and_lost_answers_are_of_a_moment(
    errors: list[str], *, is_of_a_moment: bool
) -> None:
    tally = Tally(errors=[Diagnostic("error", "creating", detail) for detail in errors])

    assert retries.is_of_a_moment(TerraformResult(1, tally)) is is_of_a_moment


def identity(report: DeployReport) -> WorkspaceResult:
    (result,) = (each for each in report.results if each.workspace == "staging-identity")
    return result


def failing(detail: str) -> dict[str, Any]:
    return {"severity": "error", "summary": "creating", "detail": detail}


def test_a_workspace_that_met_throttling_is_applied_again_and_that_is_counted(landing_zone: LandingZoneFolder) -> None:
    landing_zone.write(identity={"fails_at_first": failing(BUSY)})

    report = run(landing_zone)

    assert report.ok
    waited = "wait for AWS, which was busy or broken"
    assert identity(report).repetitions == {"plan again": 1, "apply again": 1, waited: 1}


def test_any_other_failure_is_not_tried_again(landing_zone: LandingZoneFolder) -> None:
    landing_zone.write(identity={"fails_at_first": failing(DENIED)})

    report = run(landing_zone)

    assert not report.ok
    assert landing_zone.applied().count("identity") == 1


def test_tries_are_bounded(landing_zone: LandingZoneFolder) -> None:
    landing_zone.write(identity={"resources": 2, "diagnostic": failing(BROKEN)})

    assert not run(landing_zone).ok
    assert landing_zone.applied().count("identity") == 3


def test_a_pause_ends_when_somebody_asks_to_stop() -> None:
    assert not retries.paused(3600, lambda: True)
    assert retries.paused(0, lambda: False)


@pytest.mark.parametrize(
    ("error", "begun"),
    [(BROKEN, ["aws_vpc.x"]), (LOST, ["aws_vpc.x"]), (BUSY, ["aws_vpc.x"]), (DENIED, []), (NOBODY, [])],
)
def test_what_a_service_was_asked_to_create_and_did_not_answer_may_exist(
    tmp_path: Path, error: str, begun: list[str]
) -> None:
    hook = {"resource": {"addr": "aws_vpc.x"}, "action": "create"}
    lines = [
        {"type": "apply_start", "hook": hook},
        {"type": "apply_errored", "hook": hook},
        {"type": "diagnostic", "diagnostic": {**failing(error), "address": "aws_vpc.x"}},
    ]
    log = tmp_path / "log"
    log.write_text("\n".join(map(json.dumps, lines)))

    assert begun_creations(log) == begun
