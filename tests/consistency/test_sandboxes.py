"""Sandboxes end on a day and are stopped by what they cost; what time makes of them is told, and fails nothing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from modules import environment as environments
from modules.consistency.notices import notices, notices_of_the_day
from modules.landing_zone.guardrails import guardrail_packings, quota_of
from modules.landing_zone.sandboxes import notice_days, stopped_by_budget
from modules.organization.spec import PolicyType
from tests.support.environments import environment, environment_with

LAST_DAY = date(2027, 9, 30)


def accounts(**sandbox: Any) -> dict[str, Any]:
    """Return staging's accounts with a sandbox that is said so."""
    said: dict[str, Any] = environment("staging").zone.model_dump(mode="json", exclude_defaults=True)["accounts"]
    said["sandbox-canary"] = {"function": "sandbox", "unit": "Sandbox", "owner": "cloud-platform", **sandbox}
    return said


@pytest.mark.parametrize(("days", "told"), [(0, []), (1, ["sandbox-canary has expired, its last day was 2027-09-30"])])
def test_a_sandbox_is_told_of_from_the_day_after_its_last(days: int, told: list[str]) -> None:
    found = notices_of_the_day(environment("staging").zone, LAST_DAY + timedelta(days=days))
    assert [notice.what for notice in found] == told


def test_an_environment_with_an_expired_sandbox_is_still_right() -> None:
    zone = environments.load("staging", today=LAST_DAY + timedelta(days=3650))
    assert any(account.expires == LAST_DAY for account in zone.roster)


def test_a_sandbox_that_nothing_ends_or_stops_is_told_of() -> None:
    zone = environment_with("staging", accounts=accounts(), catalog=None).zone
    assert [notice.what for notice in notices(zone)] == ["a last day of sandbox-canary", "a budget of sandbox-canary"]


def test_people_are_told_a_month_and_a_week_before() -> None:
    assert notice_days(LAST_DAY) == (date(2027, 8, 31), date(2027, 9, 23))


def test_a_sandbox_without_a_budget_is_not_stopped() -> None:
    zone = environment_with("staging", accounts=accounts(expires="2027-09-30")).zone
    assert stopped_by_budget(zone) == ()


def test_room_is_kept_for_the_policy_that_the_budget_attaches() -> None:
    own = accounts(monthly_budget_usd=200, guardrails=["sagemaker-network-isolation"])
    without = accounts(guardrails=["sagemaker-network-isolation"])
    free = []
    for said in (own, without):
        zone = environment_with("staging", accounts=said).zone
        (packing,) = (
            each
            for each in guardrail_packings(zone)
            if each.binding.account and each.kind is PolicyType.SERVICE_CONTROL_POLICY
        )
        free.append(quota_of(zone, packing).free)
    assert free[0] == free[1] - 1
