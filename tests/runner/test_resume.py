from __future__ import annotations

import json
from threading import Timer

import pytest

from modules.runner.deploy import deploy
from modules.runner.journal import Journal
from modules.runner.outcome import DeployReport, Outcome
from modules.specification.errors import LandingZoneError
from tests.runner.landing_zone_folder import LandingZoneFolder
from tests.runner.recorder import Recorder

DENIED = {"severity": "error", "summary": "AccessDenied", "detail": ""}


def run(landing_zone: LandingZoneFolder, *selection: str, fresh: bool = False) -> DeployReport:
    landing_zone.forget_calls()
    return deploy(
        landing_zone.outdir,
        "staging",
        selection,
        environ=landing_zone.environ,
        parallel=2,
        fresh=fresh,
        progress=Recorder(),
    )


@pytest.fixture
def failed(landing_zone: LandingZoneFolder) -> LandingZoneFolder:
    """A deploy in which `account-network` failed and all else was applied; its cause is mended."""
    behaviour = landing_zone.folder("account-network") / "behaviour.json"
    good = behaviour.read_text()
    behaviour.write_text(json.dumps({"resources": 2, "seconds": 0.02, "diagnostic": DENIED}))
    assert not run(landing_zone).ok
    behaviour.write_text(good)
    return landing_zone


def test_after_a_failure_only_the_rest_is_applied(failed: LandingZoneFolder) -> None:
    report = run(failed)

    assert failed.applied() == ["account-network"]
    assert len(report.with_outcome(Outcome.RESUMED)) == 4
    assert report.ok


def test_after_a_run_without_failures_everything_is_applied(landing_zone: LandingZoneFolder) -> None:
    run(landing_zone)

    run(landing_zone)

    assert len(landing_zone.applied()) == 5


def test_after_the_resumed_run_everything_is_applied(failed: LandingZoneFolder) -> None:
    run(failed)

    run(failed)

    assert len(failed.applied()) == 5


def test_fresh_applies_everything(failed: LandingZoneFolder) -> None:
    run(failed, fresh=True)

    assert len(failed.applied()) == 5


def test_a_workspace_whose_files_changed_is_applied_again_and_all_that_depends_on_it(failed: LandingZoneFolder) -> None:
    module = failed.folder("accounts") / "modules" / "baseline" / "main.tf.json"
    module.parent.mkdir(parents=True)
    module.write_text("{}")

    run(failed)

    assert sorted(failed.applied()) == ["account-fraud-dev", "account-network", "accounts"]


def test_what_depends_on_a_workspace_that_was_applied_again_without_changes_is_not(failed: LandingZoneFolder) -> None:
    (failed.folder("accounts") / "behaviour.json").write_text('{"resources": 0, "seconds": 0}')

    run(failed)

    assert failed.applied() == ["account-network"]


def test_a_line_torn_by_a_kill_costs_that_line_only(failed: LandingZoneFolder) -> None:
    journal = failed.root / "state/staging/deploy.journal"
    with journal.open("a") as file:
        file.write('{"event": "workspace fin')

    report = run(failed)

    assert failed.applied() == ["account-network"]
    assert report.ok
    assert '{"event": "workspace fin\n{"event": "run started"' in journal.read_text()


def test_two_deploys_of_one_environment_at_once_are_refused(landing_zone: LandingZoneFolder) -> None:
    with (
        Journal(landing_zone.root / "state", "staging"),
        pytest.raises(LandingZoneError, match="another deploy of staging is running"),
    ):
        run(landing_zone)

    assert landing_zone.applied() == []


def test_a_lock_that_a_killed_deploy_leaves_for_a_moment_is_waited_for(landing_zone: LandingZoneFolder) -> None:
    killed = Journal(landing_zone.root / "state", "staging")
    moment = Timer(0.2, killed.__exit__, (None, None, None))
    moment.start()

    report = run(landing_zone)

    moment.join()
    assert report.ok
