"""Groups of the library may be left out, with all that stands on them."""

from __future__ import annotations

from typing import Any

import pytest

from modules.consistency.notices import notices
from modules.identity.directory import platform_groups, team_groups
from modules.landing_zone import LandingZone
from modules.landing_zone.guardrails import guardrail_parameters
from tests.support.environments import environment_with

OWN = {"description": "Operations.", "access": [{"permission_set": "ReadOnly", "everywhere": True}]}


def zone(identity: dict[str, Any] | str) -> LandingZone:
    """Staging without portfolios, which have notices of their own where nobody launches from them."""
    return environment_with("staging", catalog=None, identity=identity).zone


@pytest.mark.parametrize("said", ["none", {"source": "none"}])
def test_none_has_no_groups_and_no_assignments(said: dict[str, Any] | str) -> None:
    directory = zone(said).directory
    assert (directory.groups, directory.assignments) == ((), ())
    assert [notice.what for notice in notices(zone(said))] == ["IAM Identity Center"]


@pytest.mark.parametrize("said", [{"team_groups": {}}, {"without_team_groups": "all"}])
def test_teams_may_have_no_groups(said: dict[str, Any]) -> None:
    assert team_groups(zone(said).identity, zone(said).stages) == {}
    assert not [group for group in zone(said).directory.groups if group.team]
    assert [notice.what for notice in notices(zone(said))] == ["groups of teams"]


def test_teams_may_have_groups_of_one_s_own_alone() -> None:
    said = {"without_team_groups": "all", "team_groups": {"Builders": {"permission_sets": {"dev": ["ReadOnly"]}}}}
    assert list(team_groups(zone(said).identity, zone(said).stages)) == ["Builders"]


@pytest.mark.parametrize("said", [{"groups": {}}, {"without_groups": "all"}])
def test_the_platform_may_have_no_groups(said: dict[str, Any]) -> None:
    assert platform_groups(zone(said).identity) == {}


def test_the_platform_may_have_groups_of_one_s_own_alone() -> None:
    said = {"without_groups": "all", "groups": {"Operations": OWN}}
    assert list(platform_groups(zone(said).identity)) == ["Operations"]


def test_without_break_glass_nobody_approves_it_and_no_guardrail_exempts_it() -> None:
    without = zone({"without_groups": ["AWSBreakGlass"]})
    held = {assignment.permission_set for assignment in without.directory.assignments}
    roles = guardrail_parameters(without)["break_glass_roles"]

    assert not held & {"BreakGlass", "BreakGlassApprover"}
    assert not [role for role in roles if "AWSReservedSSO" in role]
    assert [notice.what for notice in notices(without)] == ["break glass"]
