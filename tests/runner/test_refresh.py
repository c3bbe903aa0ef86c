from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from modules.runner.outcome import DriftReport, Outcome
from modules.runner.refresh import refresh
from tests.runner.landing_zone_folder import LandingZoneFolder
from tests.runner.recorder import Recorder

LOCKED = {
    "severity": "error",
    "summary": "Error acquiring the state lock",
    "detail": "ConditionalCheckFailed\n\nLock Info:\n  ID:        9\n  Path:      acme/accounts\n"
    "  Operation: OperationTypeApply\n  Who:       ada@laptop\n  Created:   2026-11-20 10:00:00 UTC\n",
}
UNREACHABLE = {"severity": "error", "summary": "error loading state: AccessDenied", "detail": ""}


def run(landing_zone: LandingZoneFolder, *anyway: str, noise: bool = False) -> DriftReport:
    def judge(_workspace: str, shown: Mapping[str, Any]) -> tuple[Any, ...]:
        return () if noise else (shown["found"],)

    environ = landing_zone.environ
    return refresh(
        landing_zone.outdir,
        "staging",
        judge=judge,
        judged_anyway=anyway,
        environ=environ,
        parallel=3,
        progress=Recorder(),
    )


def outcomes(report: DriftReport) -> dict[str, str]:
    return {result.workspace.removeprefix("staging-"): str(result.outcome) for result in report.results}


def untouched_but(landing_zone: LandingZoneFolder, **behaviours: dict[str, Any]) -> None:
    """Write workspaces of which none would change."""
    names = [name.replace("-", "_") for name in landing_zone.dependencies]
    nothing = {"resources": 0, "show_plan": {"found": "x"}}
    landing_zone.write(**{name: nothing | behaviours.get(name, {}) for name in names})


def test_what_was_changed_is_drift_and_nothing_is_applied(landing_zone: LandingZoneFolder) -> None:
    untouched_but(landing_zone, identity={"drifted": ["aws_iam_role.x"]})

    report = run(landing_zone)

    (drift,) = report.with_outcome(Outcome.DRIFT)
    assert (drift.workspace, drift.findings) == ("staging-identity", ("x",))
    assert len(report.with_outcome(Outcome.NO_DRIFT)) == 4
    assert report.exit_code == 2
    assert landing_zone.applied() == []
    assert not (landing_zone.root / "state").exists()


def test_what_the_judge_calls_noise_is_no_drift(landing_zone: LandingZoneFolder) -> None:
    untouched_but(landing_zone, identity={"drifted": ["aws_iam_role.x"]})

    assert run(landing_zone, noise=True).exit_code == 0


def test_what_differs_nowhere_is_judged_where_that_is_asked_for(landing_zone: LandingZoneFolder) -> None:
    untouched_but(landing_zone)

    report = run(landing_zone, "staging-organization")

    assert [result.workspace for result in report.with_outcome(Outcome.DRIFT)] == ["staging-organization"]
    assert run(landing_zone).exit_code == 0


def test_outputs_alone_are_no_drift(landing_zone: LandingZoneFolder) -> None:
    untouched_but(landing_zone, identity={"outputs_drifted": True})

    assert run(landing_zone).exit_code == 0


def test_a_lock_is_taken_only_where_something_differs(landing_zone: LandingZoneFolder) -> None:
    untouched_but(landing_zone, identity={"drifted": ["aws_iam_role.x"]})

    run(landing_zone)

    locking = [call["workspace"] for call in landing_zone.calls("plan") if "-lock=false" not in call["options"]]
    assert locking == ["staging-identity"]


def test_never_applied_locked_and_unreachable_are_told_apart(landing_zone: LandingZoneFolder) -> None:
    untouched_but(
        landing_zone,
        organization={"never_applied": True},
        accounts={"drifted": ["aws_organizations_account.x"], "plan_diagnostic": LOCKED},
        identity={"refresh_diagnostic": UNREACHABLE},
        account_network={"never_applied": True, "refresh_diagnostic": UNREACHABLE},
    )

    report = run(landing_zone)

    assert outcomes(report) == {
        "organization": "never applied",
        "accounts": "locked",
        "account-fraud-dev": "no drift",
        "account-network": "never applied",
        "identity": "failed",
    }
    errors = {result.workspace: result.error for result in report.results if result.error}
    assert errors["staging-accounts"].startswith("the state acme/accounts is locked: by ada@laptop, for apply")
    assert errors["staging-identity"] == "error loading state: AccessDenied"
    assert report.exit_code == 1


def test_drift_is_told_also_of_a_workspace_that_cannot_be_planned(landing_zone: LandingZoneFolder) -> None:
    waits = {"severity": "error", "summary": "Unsupported attribute", "detail": ""}
    untouched_but(landing_zone, identity={"drifted": ["aws_iam_role.x"], "plan_diagnostic": waits})

    report = run(landing_zone)

    assert [result.findings for result in report.with_outcome(Outcome.DRIFT)] == [("x",)]
    assert report.exit_code == 2


def test_an_environment_that_nobody_applied_has_no_drift(landing_zone: LandingZoneFolder) -> None:
    untouched_but(
        landing_zone, **{name.replace("-", "_"): {"never_applied": True} for name in landing_zone.dependencies}
    )

    report = run(landing_zone)

    assert set(outcomes(report).values()) == {"never applied"}
    assert report.exit_code == 0
