"""A few disturbed deploys of few workspaces. `make disturbances` has many, of every kind of workspace."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Undisturbed:
    """A deploy that nobody disturbed, and what existed after it."""

    deployment: Deployment
    inventory: Inventory


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Undisturbed]:
    """Deploy once."""
    folder = tmp_path_factory.mktemp("undisturbed") / "project"
    with deployment(folder, TINY.files, TINY.selection) as ours:
        deployed = ours.run("deploy", resume=True)
        assert deployed.returncode == 0, deployed.stdout + deployed.stderr
        yield Undisturbed(ours, ours.aws.inventory())


def test_what_killed_deploys_were_creating_is_imported_and_nothing_exists_twice(
    tmp_path: Path, undisturbed: Undisturbed
) -> None:
    faults = tmp_path / "faults.yaml"
    faults.write_text(SLOW_ACCOUNTS)
    like = undisturbed.deployment.project

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
    assert found == undisturbed.inventory


def test_accounts_of_which_state_and_record_were_lost_are_imported_as_they_are(undisturbed: Undisturbed) -> None:
    ours = undisturbed.deployment
    lost = lose_states(ours.project, recorded=False, only=["accounts"])
    again = ours.run("deploy", resume=True)
    found = ours.aws.inventory()

    assert again.returncode == 0, again.stdout + again.stderr
    assert f"{len(lost)} imported" in again.stdout
    assert found == undisturbed.inventory
