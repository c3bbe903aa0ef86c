from __future__ import annotations

from io import StringIO
from typing import cast

from rich.console import Console

from modules.runner.deploy import deploy
from modules.runner.display.tables import print_report
from modules.runner.outcome import DeployReport
from tests.runner.landing_zone_folder import LandingZoneFolder
from tests.runner.recorder import Recorder


def deployed(landing_zone: LandingZoneFolder) -> DeployReport:
    return deploy(landing_zone.outdir, "staging", ["organization"], environ=landing_zone.environ, progress=Recorder())


def printed(report: DeployReport) -> str:
    console = Console(width=200, file=StringIO())
    print_report(console, report)
    return cast("StringIO", console.file).getvalue()


def test_what_was_run_again_and_waited_for_is_counted_in_the_summary(landing_zone: LandingZoneFolder) -> None:
    landing_zone.write(organization={"init_error": "no such provider", "locked": 1})
    (landing_zone.folder("organization") / ".terraform.lock.hcl").touch()

    report = deployed(landing_zone)

    assert report.results[0].repetitions == {"init again": 1, "wait for the state's lock": 2}
    assert "\nRepeated: init again (1), wait for the state's lock (2)." in printed(report)


def test_a_run_without_any_says_nothing_of_it(landing_zone: LandingZoneFolder) -> None:
    landing_zone.write()

    report = deployed(landing_zone)

    assert not report.results[0].repetitions
    assert "Repeated" not in printed(report)
