"""Attachments are spread over workspaces by their own accounts' keys."""

from __future__ import annotations

from modules.accounts.spec import Function
from modules.network.plan.attachments import (
    attachments,
    enough_workspaces,
    resources_in_the_fullest,
    workspace_number,
)
from modules.network.plan.sizes import RESOURCES_IN_A_WORKSPACE
from tests.network.specimens import account, network

TEAMS = [account(Function.TEAM, "prod", key=f"team-{number}-prod") for number in range(700)]
SANDBOX = account(Function.SANDBOX)
HUB = "eu-west-1"


def test_a_sandbox_has_none() -> None:
    assert attachments(network(), [SANDBOX], HUB) == ()


def test_a_range_is_announced_to_every_table_that_may_lead_to_it() -> None:
    (egress,) = attachments(network(), TEAMS[:1], HUB)
    (east_west,) = attachments(network(inspection={"mode": "east-west"}), TEAMS[:1], HUB)

    assert egress.segment == east_west.segment == "production"
    assert egress.announced_to == ("production", "shared", "inspection", "endpoints")
    assert east_west.announced_to == ("inspection",)


def test_an_account_more_moves_no_other() -> None:
    before = {one.key: workspace_number(one, 8) for one in TEAMS}
    more = [account(Function.TEAM, "prod", key="another-prod"), *TEAMS]
    after = {one.key: workspace_number(one, 8) for one in more}

    assert before.items() <= after.items()


def test_every_workspace_gets_about_the_same() -> None:
    counts = [sum(workspace_number(one, 8) == number for one in TEAMS) for number in range(8)]

    assert min(counts) > 0.7 * 700 / 8
    assert max(counts) < 1.3 * 700 / 8


def test_enough_is_the_least_number_in_which_none_is_too_full() -> None:
    spec = network()
    enough = enough_workspaces(spec, TEAMS)

    assert resources_in_the_fullest(spec, TEAMS, 1) == 700 * 5
    assert enough == 8  # 437 each on average
    assert resources_in_the_fullest(spec, TEAMS, enough) <= RESOURCES_IN_A_WORKSPACE
    assert resources_in_the_fullest(spec, TEAMS, enough // 2) > RESOURCES_IN_A_WORKSPACE


def test_one_is_enough_for_few() -> None:
    assert enough_workspaces(network(), TEAMS[:90]) == 1
