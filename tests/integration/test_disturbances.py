"""A few disturbed deploys of few workspaces. `make disturbances` has many, of every kind of workspace."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.integration.disturbances.deployment import Deployment, deployment
from tests.integration.disturbances.disturbance import Disturbance, Kind
from tests.integration.disturbances.environments import TINY
from tests.integration.disturbances.lost_states import lose_states
from tests.integration.disturbances.rounds import Inventory

pytestmark = [pytest.mark.terraform, pytest.mark.emulator, pytest.mark.timeout(900)]

SLOW_ACCOUNTS = "faults: [{service: organizations, operation: CreateAccount, kind: latency, every: 1, seconds: 2}]"
DURING_CREATE_ACCOUNT = Disturbance(Kind.KILL_ALL, "accounts", after_creations=5, and_seconds=0.5)
DURING_NETWORK_IPAM = Disturbance(Kind.KILL_ALL, "network-ipam", after_creations=2, and_seconds=0)


def test_what_interrupted_runs_created_is_imported_and_nothing_exists_twice(tmp_path: Path) -> None:
    with deployment(tmp_path / "undisturbed", TINY.files, TINY.selection) as undisturbed:
        deployed = undisturbed.run("deploy", resume=True)
        assert deployed.returncode == 0, deployed.stdout + deployed.stderr
        whole = undisturbed.aws.inventory()

        _accounts_that_no_state_and_no_record_has_are_imported(undisturbed, whole)
        _what_killed_deploys_were_creating_is_imported(tmp_path, undisturbed.project, whole)


def _accounts_that_no_state_and_no_record_has_are_imported(ours: Deployment, whole: Inventory) -> None:
    lost = lose_states(ours.project, recorded=False, only=["accounts"])
    again = ours.run("deploy", "accounts", resume=True)

    assert again.returncode == 0, again.stdout + again.stderr
    assert f"{len(lost)} imported" in again.stdout
    assert ours.aws.inventory() == whole


def _what_killed_deploys_were_creating_is_imported(tmp_path: Path, like: Path, whole: Inventory) -> None:
    faults = tmp_path / "faults.yaml"
    faults.write_text(SLOW_ACCOUNTS)

    with deployment(tmp_path / "project", TINY.files, TINY.selection, faults=faults, synthesized=like) as ours:
        for killed in (DURING_CREATE_ACCOUNT, DURING_NETWORK_IPAM):
            assert ours.disturbed(killed, resume=True), "the deploy ended before it could be killed"
        resumed = ours.run("deploy", resume=True)
        planned = ours.run("plan", resume=True)
        found = ours.aws.inventory()

    told = (tmp_path / "project" / "output.log").read_text() + resumed.stdout
    assert resumed.returncode == 0, told + resumed.stderr
    assert "accounts: an interrupted run created what no state has; importing aws_organizations_account" in (
        told.replace("\n", " ")
    )
    assert planned.returncode == 0, planned.stdout + planned.stderr
    assert found == whole
