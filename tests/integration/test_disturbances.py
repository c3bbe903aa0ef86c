"""A few disturbed deploys of few workspaces. `make disturbances` has many, of every kind of workspace."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.integration.disturbances.deployment import Deployment, deployment
from tests.integration.disturbances.disturbance import Disturbance, Kind
from tests.integration.disturbances.environments import TINY
from tests.integration.disturbances.lost_states import lose_states
from tests.integration.disturbances.moments import Moment, When
from tests.integration.disturbances.rounds import Inventory

pytestmark = [pytest.mark.terraform, pytest.mark.emulator, pytest.mark.timeout(900)]

SLOW_ACCOUNTS = "faults: [{service: organizations, operation: CreateAccount, kind: latency, every: 1, seconds: 2}]"
FOUNDATION = ("organization", "accounts")
ALL = TINY.workspaces
DURING_CREATE_ACCOUNT = Disturbance(Kind.KILL_ALL, When(Moment.CREATING, "accounts", 5, 0.5), FOUNDATION)
DURING_NETWORK_IPAM = Disturbance(Kind.KILL_ALL, When(Moment.CREATING, "network-ipam", 2), ALL)


def test_what_interrupted_runs_created_is_imported_and_nothing_exists_twice(tmp_path: Path) -> None:
    with deployment(tmp_path / "undisturbed", TINY.files, ALL) as undisturbed:
        deployed = undisturbed.run("deploy")
        assert deployed.returncode == 0, deployed.stdout + deployed.stderr
        whole = undisturbed.aws.inventory()

        _accounts_that_no_state_and_no_record_has_are_imported(undisturbed, whole)
        _what_killed_deploys_were_creating_is_imported(tmp_path, undisturbed.project, whole)


def _accounts_that_no_state_and_no_record_has_are_imported(ours: Deployment, whole: Inventory) -> None:
    lost = lose_states(ours.project, recorded=False, only=["accounts"])
    again = ours.run("deploy", "accounts")

    assert again.returncode == 0, again.stdout + again.stderr
    assert f"{len(lost)} imported" in again.stdout
    assert ours.aws.inventory() == whole


def _what_killed_deploys_were_creating_is_imported(tmp_path: Path, like: Path, whole: Inventory) -> None:
    faults = tmp_path / "faults.yaml"
    faults.write_text(SLOW_ACCOUNTS)

    with deployment(tmp_path / "project", TINY.files, ALL, faults=faults, synthesized=like) as ours:
        for killed in (DURING_CREATE_ACCOUNT, DURING_NETWORK_IPAM):
            assert ours.disturbed(killed), "the deploy ended before it could be killed"
        resumed = ours.run("deploy")
        planned = ours.run("plan")
        found = ours.aws.inventory()

    told = ours.output.read_text()
    assert resumed.returncode == 0, told + resumed.stderr
    assert "accounts: an interrupted run created what no state has; importing aws_organizations_account" in (
        told.replace("\n", " ")
    )
    assert planned.returncode == 0, planned.stdout + planned.stderr
    assert found == whole
