from __future__ import annotations

import json
import re
from collections.abc import Callable
from io import StringIO
from typing import Any

from modules.environment import PROJECT
from modules.runner.deploy import deploy
from modules.runner.display.lines import LineProgress
from modules.runner.outcome import DeployReport, PlanReport
from modules.runner.plan import plan
from tests.runner.landing_zone_folder import LandingZoneFolder

PAGE = (PROJECT / "docs/reference/run-events.md").read_text()


def lines_of(landing_zone: LandingZoneFolder, verb: str) -> list[dict[str, Any]]:
    stream = StringIO()
    progress = LineProgress(stream, verb)
    run: Callable[..., DeployReport | PlanReport] = deploy if verb == "deploy" else plan
    progress.summary(run(landing_zone.outdir, "staging", environ=landing_zone.environ, parallel=2, progress=progress))
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_plan_is_told_from_its_start_to_its_summary(landing_zone: LandingZoneFolder) -> None:
    landing_zone.write(accounts={"planned": [["aws_kms_key.x", "aws_kms_key", "delete"]]})

    written = lines_of(landing_zone, "plan")

    assert written[0] == {
        "event": "started",
        "format": 1,
        "verb": "plan",
        "environment": "staging",
        "workspaces": 5,
        "parallel": 2,
    }
    (accounts,) = (each for each in written if each["event"] == "workspace" and each["workspace"] == "staging-accounts")
    assert accounts["losses"] == [{"address": "aws_kms_key.x", "action": "delete"}]
    (planned,) = accounts["planned"]
    assert planned == {
        "address": "aws_kms_key.x",
        "action": "delete",
        "type": "aws_kms_key",
        "kind": "KMS key",
        "name": "",
        "owner": "",
        "protected": "what it encrypted can never be read again",
        "because": "",
        "gone": False,
        "refused": True,
    }
    lost = [{"workspace": "staging-accounts", "address": "aws_kms_key.x", "action": "delete"}]
    assert (written[-1]["losses"], written[-1]["refused"]) == (lost, lost)
    assert written[-1]["next"] == "python main.py deploy staging --allow-destroy aws_kms_key.x"
    assert accounts["changes"] == {"added": 2, "changed": 0, "destroyed": 0, "imported": 0}
    assert {each["phase"] for each in written if each["event"] == "phase"} == {"init", "plan"}
    assert (written[-1]["event"], written[-1]["exit_code"], written[-1]["outcomes"]) == ("summary", 2, {"changes": 5})


def test_a_failure_of_a_deploy_is_told_with_its_log(landing_zone: LandingZoneFolder) -> None:
    landing_zone.write(accounts={"diagnostic": {"severity": "error", "summary": "denied", "detail": ""}})

    results = {each["workspace"]: each for each in lines_of(landing_zone, "deploy") if each["event"] == "workspace"}

    assert (results["staging-accounts"]["outcome"], results["staging-accounts"]["error"]) == ("failed", "denied")
    assert results["staging-accounts"]["log"].endswith("staging-accounts.log")
    assert results["staging-account-network"]["outcome"] == "blocked"


def test_every_key_and_event_is_on_the_page(landing_zone: LandingZoneFolder) -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| .*? \| (.*) \|$", PAGE, re.MULTILINE))

    written = lines_of(landing_zone, "deploy")

    assert {each["event"] for each in written} == rows.keys() - {"event", "note"}
    missing = {key for each in written for key in each.keys() - {"event"} if f"`{key}`" not in rows[each["event"]]}
    assert missing == set()
