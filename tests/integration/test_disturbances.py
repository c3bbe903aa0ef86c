"""A few disturbed deploys of few workspaces. `make disturbances` has many, of every kind of workspace."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.integration.disturbances.deployment import deployment
from tests.integration.disturbances.disturbance import Disturbance, Kind
from tests.integration.disturbances.environments import SMALL
from tests.integration.disturbances.lost_states import lose_states
from tests.integration.disturbances.rounds import Inventory, undisturbed

pytestmark = [pytest.mark.terraform, pytest.mark.emulator, pytest.mark.timeout(900)]

SLOW_ACCOUNTS = "faults: [{service: organizations, operation: CreateAccount, kind: latency, every: 1, seconds: 2}]"


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> Inventory:
    """What exists after a deploy that nobody disturbs."""
    return undisturbed(tmp_path_factory.mktemp("undisturbed") / "project", SMALL)


@pytest.mark.parametrize("with_logs", [True, False], ids=["with the logs of the killed run", "without them"])
def test_accounts_that_a_killed_deploy_was_creating_are_imported_and_none_exists_twice(
    tmp_path: Path, expected: Inventory, *, with_logs: bool
) -> None:
    faults = tmp_path / "faults.yaml"
    faults.write_text(SLOW_ACCOUNTS)
    killed = Disturbance(Kind.KILL_ALL, "accounts", after_creations=5, and_seconds=0.5)

    with deployment(tmp_path / "project", SMALL.files, SMALL.selection, faults=faults) as ours:
        assert ours.disturbed(killed), "the deploy ended before it could be killed"
        if not with_logs:
            shutil.rmtree(ours.project / "logs")
        resumed = ours.run("deploy")
        planned = ours.run("plan")
        found = ours.aws.inventory()

    assert resumed.returncode == 0, resumed.stdout + resumed.stderr
    assert "accounts: an interrupted run created what no state has; importing aws_organizations_account" in (
        resumed.stdout.replace("\n", " ")
    )
    assert "accounts: an interrupted run had created what no state had; it was imported" in resumed.stdout
    assert planned.returncode == 0, planned.stdout + planned.stderr
    assert found == expected


def test_an_organization_of_which_every_state_was_lost_is_imported_as_it_is(
    tmp_path: Path, expected: Inventory
) -> None:
    with deployment(tmp_path / "project", SMALL.files, SMALL.selection) as ours:
        assert ours.run("deploy").returncode == 0
        lost = lose_states(ours.project)
        again = ours.run("deploy")
        planned = ours.run("plan")
        found = ours.aws.inventory()

    assert again.returncode == 0, again.stdout + again.stderr
    assert f"{len(lost)} imported" in again.stdout
    assert planned.returncode == 0, planned.stdout + planned.stderr
    assert found == expected
