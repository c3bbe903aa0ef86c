from __future__ import annotations

import signal
import subprocess
import time

from modules.runner.deploy import deploy
from modules.runner.outcome import DeployReport, Outcome
from modules.runner.terraform.events import EarlierRunAwaited
from modules.runner.terraform.interruption import Interruption
from tests.runner.deploy_process import deploying, press_ctrl_c
from tests.runner.landing_zone_folder import LandingZoneFolder
from tests.runner.recorder import Recorder
from tests.support.waiting import wait_until


def resume(landing_zone: LandingZoneFolder, recorder: Recorder) -> DeployReport:
    return deploy(landing_zone.outdir, "staging", environ=landing_zone.environ, parallel=2, progress=recorder)


class TestCtrlC:
    def test_stops_terraform_after_the_resource_at_hand_and_starts_nothing_new(
        self, landing_zone: LandingZoneFolder
    ) -> None:
        landing_zone.write(accounts={"resources": 10, "seconds": 10})

        with deploying(landing_zone.outdir, landing_zone.environ) as process:
            wait_until(
                lambda: "accounts" in landing_zone.applied() and "apply_complete" in landing_zone.log("accounts")
            )
            press_ctrl_c(process)
            output, _ = process.communicate(timeout=20)

        assert process.returncode == 1
        assert "stopping: nothing new is started" in output
        assert "accounts interrupted" in output
        assert "account-network not started" in output
        assert "account-network" not in landing_zone.applied()
        assert len(landing_zone.calls("apply", "end")) == len(landing_zone.calls("apply", "start"))
        assert landing_zone.log("accounts").count('"type": "apply_start"') < 10

    def test_a_second_one_says_what_is_waited_for_and_does_not_reach_terraform(
        self, landing_zone: LandingZoneFolder
    ) -> None:
        landing_zone.write(accounts={"resources": 1, "seconds": 3}, identity={"resources": 0})

        with deploying(landing_zone.outdir, landing_zone.environ) as process:
            wait_until(lambda: "accounts" in landing_zone.applied() and "apply_start" in landing_zone.log("accounts"))
            for _ in range(2):
                press_ctrl_c(process)
                time.sleep(0.6)  # two that come at once are one to the kernel
            output, _ = process.communicate(timeout=20)

        assert "still waiting: Terraform finishes the resource at hand in 1 workspace" in output
        assert [call["workspace"] for call in landing_zone.calls("apply", "end")].count("staging-accounts") == 1

    def test_the_next_deploy_goes_on_where_it_stopped(self, landing_zone: LandingZoneFolder) -> None:
        landing_zone.write(accounts={"resources": 10, "seconds": 10}, identity={"seconds": 0})
        with deploying(landing_zone.outdir, landing_zone.environ) as process:
            journal = landing_zone.root / "state" / "staging" / "deploy.journal"
            wait_until(lambda: journal.exists() and journal.read_text().count("workspace finished") == 2)
            wait_until(lambda: "accounts" in landing_zone.applied())
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=20)
        landing_zone.forget_calls()

        landing_zone.write(identity={"seconds": 0})
        report = resume(landing_zone, Recorder())

        assert report.ok
        assert sorted(landing_zone.applied()) == ["account-fraud-dev", "account-network", "accounts"]
        assert len(report.with_outcome(Outcome.RESUMED)) == 2


class TestKilledRunner:
    def test_terraform_outlives_it_and_the_next_deploy_waits_for_that(self, landing_zone: LandingZoneFolder) -> None:
        landing_zone.write(accounts={"resources": 2, "seconds": 2})
        with deploying(landing_zone.outdir, landing_zone.environ) as process:
            wait_until(lambda: "accounts" in landing_zone.applied() and "apply_start" in landing_zone.log("accounts"))
            process.kill()
            process.communicate(timeout=20)

        recorder = Recorder()
        report = resume(landing_zone, recorder)

        assert report.ok
        first, second = (call for call in landing_zone.calls() if call["workspace"] == "staging-accounts")
        (orphan_end,) = [call["at"] for call in landing_zone.calls("apply", "end") if call["pid"] == first["pid"]]
        assert orphan_end < second["at"]
        assert ("staging-accounts", EarlierRunAwaited(first["pid"])) in recorder.events

    def test_applies_again_what_was_under_way_and_nothing_that_was_finished(
        self, landing_zone: LandingZoneFolder
    ) -> None:
        landing_zone.write(accounts={"resources": 2, "seconds": 1})
        with deploying(landing_zone.outdir, landing_zone.environ) as process:
            wait_until(lambda: "accounts" in landing_zone.applied())
            process.kill()
            process.communicate(timeout=20)
        landing_zone.forget_calls()

        report = resume(landing_zone, Recorder())

        assert report.ok
        assert "organization" not in landing_zone.applied()
        assert "accounts" in landing_zone.applied()
        assert {"account-fraud-dev", "account-network"} <= set(landing_zone.applied())


def test_what_was_being_started_while_all_else_was_killed_is_killed_too() -> None:
    interruption = Interruption(notify=lambda _: None)
    interruption.abandon()

    with (
        subprocess.Popen(["sleep", "600"], start_new_session=True) as process,
        interruption.watch(process),
    ):
        assert process.wait(timeout=60) == -signal.SIGKILL
