"""Names of permission sets outlive being bound to stages: AWS deletes none that an account still has.

Workspace `identity` is applied before those of teams, which still assign the name that there was.
"""

from __future__ import annotations

from typing import Any

import pytest

from modules.landing_zone import LandingZone
from modules.landing_zone.permission_sets import used_permission_sets
from tests.support.environments import environment, environment_with

LOWER, UPPER = "Workloads/NonProduction", "Workloads/Production"
QA: dict[str, Any] = {"unit": LOWER, "production": False}
LIVE: dict[str, Any] = {"unit": UPPER, "production": True}

STAGES: dict[str, dict[str, Any]] = {
    "none is called dev": {"qa": QA, "live": LIVE},
    "production comes first": {"live": LIVE, "qa": QA, "dev": {"unit": LOWER}},
    "production alone": {"prod": {"unit": UPPER}},
    "development alone": {"dev": {"unit": LOWER}},
    "dev is production": {"dev": LIVE, "qa": QA},
    "two of production": {"dev": {"unit": LOWER}, "live-eu": LIVE, "live-us": LIVE},
}
ZONES = {name: environment(name).zone for name in ("staging", "production")} | {
    name: environment_with(stages=stages).zone for name, stages in STAGES.items()
}


def names(zone: LandingZone) -> set[str]:
    return set(used_permission_sets(zone))


@pytest.mark.parametrize("zone", ZONES.values(), ids=ZONES)
def test_every_name_from_before_permission_sets_were_bound_to_stages_is_still_there(zone: LandingZone) -> None:
    before = {assignment.folder for assignment in zone.directory.assignments}

    assert before <= names(zone)


def test_leads_and_approvers_names_are_there_though_nobody_has_them_in_development() -> None:
    before = {"DataEngineering", "DataScientist", "MLEngineering", "MLOpsApprover", "TeamLead"}

    assert before <= names(ZONES["staging"]) & names(ZONES["production"])


@pytest.mark.parametrize("zone", ZONES.values(), ids=ZONES)
def test_what_is_there_for_its_name_alone_allows_nothing(zone: LandingZone) -> None:
    held = {assignment.permission_set for assignment in zone.directory.assignments}
    for name, known in used_permission_sets(zone).items():
        if name not in held:
            assert known.inline_policy is None
            assert known.resources == 1
            assert known.name == known.folder == name


@pytest.mark.parametrize("stage", ["lab", "dev"])
def test_a_stage_that_is_added_in_front_renames_nothing(stage: str) -> None:
    stages = STAGES["none is called dev"]
    before = environment_with(stages=stages).zone
    after = environment_with(stages={stage: {"unit": LOWER, "production": False}, **stages}).zone

    def held(zone: LandingZone) -> set[tuple[str, str, str]]:
        found = zone.directory.assignments
        return {(one.group.name, one.account.key, one.permission_set) for one in found}

    assert held(before) <= held(after)
    assert names(before) <= names(after)


def test_permission_sets_that_nobody_has_in_any_stage_are_not_made() -> None:
    zone = environment_with(identity={"without_team_groups": "all"}).zone

    assert "TeamLead" not in names(zone)
