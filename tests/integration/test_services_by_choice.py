"""Services by choice, which staging does not have, applied on the embedded emulator.

The gate opens on them in production (`tests/commands/test_check.py`), and the preview of staging applies what is the
same here and there: the log archive and its trail.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from modules.runner.deploy import deploy
from modules.runner.outcome import Outcome
from modules.runner.plan import plan
from modules.workspaces.writing.synthesis import synthesize
from tests.support.emulator import emulated_staging
from tests.support.environments import environment_with

OF_THE_CHOICE = {"delegation", "security-us-east-1", "security-lake", "security-lake-members"}
"""Workspaces that hold something of the services."""
EMPTY = "security-eu-west-1-members"
"""What holds nothing, with all else off."""
WORKSPACES = ("organization", "accounts", "security-administrator", "security-eu-west-1", EMPTY, *OF_THE_CHOICE)
ACCOUNTS = {
    "log-archive": {"function": "log-archive", "unit": "Security", "owner": "security-operations"},
    "security-tooling": {"function": "security-tooling", "unit": "Security", "owner": "security-operations"},
    "sandbox-canary": {"function": "sandbox", "unit": "Sandbox", "owner": "cloud-platform"},
}
SECTIONS = ("catalog", "data", "machine_learning", "network", "observability", "pipelines")
ELSEWHERE: dict[str, Any] = {**dict.fromkeys(SECTIONS), "identity": {}, "stages": {}, "teams": {}}
"""What the preview of staging applies, and these services do without."""
OFF = ("guardduty", "macie", "inspector", "detective", "access_analyzer")
ON = ("firewall_manager", "security_lake", "incident_response")
SECURITY = {**{key: {"enabled": False} for key in OFF}, **{key: {"enabled": True} for key in ON}}


@pytest.mark.terraform
@pytest.mark.emulator
@pytest.mark.timeout(1200)
def test_what_is_chosen_applies_in_its_order_and_a_second_plan_is_empty(tmp_path: Path) -> None:
    output = tmp_path / "cdktf.out"
    synthesize([environment_with("staging", **ELSEWHERE, accounts=ACCOUNTS, security=SECURITY)], output)

    with emulated_staging(tmp_path / "emulator.log") as environ:
        deployed = deploy(output, "staging", WORKSPACES, environ=environ)
        assert deployed.ok, [result.error for result in deployed.results]
        outcomes = {result.workspace.removeprefix("staging-"): result.outcome for result in deployed.results}
        assert outcomes == {**dict.fromkeys(WORKSPACES, Outcome.APPLIED), EMPTY: Outcome.UNCHANGED}
        assert plan(output, "staging", WORKSPACES, environ=environ).no_changes
