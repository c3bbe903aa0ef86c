"""The platform's assignments are spread over workspaces where one would be too large."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from modules.consistency import contradictions
from modules.consistency.notices import notices
from modules.identity.assignment_workspaces import RESOURCES_IN_A_WORKSPACE
from modules.identity.directory import Assignment
from modules.landing_zone import LandingZone
from modules.landing_zone.platform_access import platform_access
from tests.support.environments import environment_with

STAGING = environment_with("staging").zone


def large(accounts: int, groups: int, **more: Any) -> LandingZone:
    """Staging with many data lakes, in each of which every group has one permission set."""
    own = STAGING.model_dump(mode="json", exclude_defaults=True)
    lake = {"function": "data-lake", "unit": "Workloads/DataLake", "owner": "data-platform"}
    lakes = {f"lake-{number:04d}": {**lake, "domain": f"domain-{number:04d}"} for number in range(accounts)}
    access = [{"permission_set": "ReadOnly", "functions": ["data-lake"]}]
    named = {f"Group{number}": {"description": "A group.", "access": access} for number in range(groups)}
    network = {**own["network"], "hubs": {"eu-west-1": {**own["network"]["hubs"]["eu-west-1"], "range": "10.0.0.0/9"}}}
    network["connectivity"] = {"data-lake": {"to": "none"}}
    identity = {"groups": named, "without_groups": "all", **more}
    said = {**own, "accounts": {**own["accounts"], **lakes}, "identity": identity, "network": network}
    return LandingZone.model_validate_json(json.dumps(said))


def numbered(parts: dict[str, tuple[Assignment, ...]]) -> dict[str, str]:
    return {one.account.key: name for name, several in parts.items() for one in several}


def test_they_stay_in_identity_where_they_fit() -> None:
    platform = platform_access(STAGING)
    assert (platform.workspaces, platform.parts) == (1, {})
    assert platform.own.assignments


def test_two_thousand_are_spread_and_no_workspace_is_more_than_half_full() -> None:
    zone = large(accounts=380, groups=5)
    platform = platform_access(zone)

    assert platform.workspaces > 1
    assert not platform.own.assignments
    spread = Counter(id(one) for several in platform.parts.values() for one in several)
    assert set(spread.values()) == {1}
    assert len(spread) == 5 * 381
    assert max(map(len, platform.parts.values())) <= RESOURCES_IN_A_WORKSPACE // 2
    assert "a fixed number of workspaces of assignments" in [notice.what for notice in notices(zone)]


def test_an_account_more_moves_no_other_s_assignments() -> None:
    few = numbered(dict(platform_access(large(accounts=300, groups=5)).parts))
    many = numbered(dict(platform_access(large(accounts=301, groups=5)).parts))
    assert few.items() <= many.items()


def test_a_number_that_is_written_down_is_kept() -> None:
    zone = large(accounts=300, groups=5, assignment_workspaces=16)
    assert platform_access(zone).workspaces == 16
    assert "a fixed number of workspaces of assignments" not in [notice.what for notice in notices(zone)]


def test_a_number_that_is_too_small_is_refused_with_one_that_suffices() -> None:
    zone = large(accounts=300, groups=5, assignment_workspaces=2)
    found = [one for one in contradictions(zone) if one.what == "a workspace of access is too large"]
    assert found
    assert all("write assignment_workspaces: 8" in one.fix for one in found)
