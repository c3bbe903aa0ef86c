"""Which checks are asked of an environment, and which are waived."""

from __future__ import annotations

from dataclasses import replace

import pytest

from modules.coverage.proof import State
from modules.coverage.spec import Accounts, EvidenceSpec
from modules.coverage.tables import details, summary
from modules.specification.errors import LandingZoneError
from tests.coverage.planted import FACTS, HOME, OTHER, check, coverage, outcome, workspace

DETECTOR = EvidenceSpec(type="aws_guardduty_detector", account=Accounts.SECURITY_TOOLING)
ASKED = check(DETECTOR, accounts=Accounts.SECURITY_TOOLING, service="guardduty")
HOME_ONLY = workspace("tooling", {"aws_guardduty_detector": {"x": {}}})


def test_a_service_is_asked_about_in_the_regions_that_it_runs_in() -> None:
    narrow = replace(FACTS, regions={"guardduty": (HOME,)})

    assert outcome(ASKED, HOME_ONLY).state is State.NOT_COVERED
    assert outcome(ASKED, HOME_ONLY, facts=narrow).state is State.COVERED


def test_a_service_that_is_off_is_waived_with_its_own_reason_or_that_of_the_check() -> None:
    off = replace(FACTS, off={"guardduty": "security.guardduty is off"})
    explained = check(DETECTOR, service="guardduty", waived="it costs too much")

    assert outcome(ASKED, facts=off).reason == "security.guardduty is off"
    assert outcome(explained, facts=off).reason == "it costs too much"
    assert outcome(explained).state is State.NOT_COVERED


def test_what_is_there_counts_though_the_service_is_off() -> None:
    off = replace(FACTS, off={"guardduty": "security.guardduty is off"}, regions={"guardduty": ()})
    whole = (HOME_ONLY, workspace("tooling", {"aws_guardduty_detector": {"x": {}}}, OTHER))

    assert outcome(ASKED, *whole, facts=off).state is State.COVERED
    assert outcome(ASKED, HOME_ONLY, facts=off).state is State.WAIVED


def test_a_check_without_anything_to_look_for_is_waived() -> None:
    found = outcome(check(waived="no resource makes it"))

    assert (found.state, found.reason) == (State.WAIVED, "no resource makes it")


def test_an_environment_waives_what_it_does_not_cover() -> None:
    waiving = replace(FACTS, waived={"SRA-DEMO-01": "not there yet"})

    found = outcome(ASKED, HOME_ONLY, facts=waiving)

    assert (found.state, found.reason) == (State.WAIVED, "not there yet")


def test_a_waiver_of_what_is_covered_is_refused() -> None:
    waiving = replace(FACTS, waived={"SRA-DEMO-01": "not there yet"}, regions={"guardduty": (HOME,)})

    with pytest.raises(LandingZoneError, match="must not name a check that is covered"):
        outcome(ASKED, HOME_ONLY, facts=waiving)


def test_a_waiver_of_what_is_no_check_is_refused() -> None:
    with pytest.raises(LandingZoneError, match=r"is unknown\n  got: SRA-DEMO-02\n  .*\n  fix: write SRA-DEMO-01"):
        outcome(ASKED, facts=replace(FACTS, waived={"SRA-DEMO-02": "x"}))


def test_what_is_not_covered_is_told_with_place_and_remedy() -> None:
    found = coverage(ASKED, HOME_ONLY)

    assert not found.ok
    assert summary(found) == "[red]demo: 0 of 1 published checks covered, 0 waived, 1 not covered[/]"
    assert list(details(found, everything=False)) == [
        "[red]SRA-DEMO-01 is not covered[/]: Something is on",
        f"  got: no aws_guardduty_detector in security-tooling (of tooling, in {OTHER})",
        "  why: demo.yaml:1 says what must be there",
        "  fix: change the specification so that it is; or waive the check with a reason under security.waived_checks",
    ]


def test_what_is_covered_is_told_with_its_resource_on_demand() -> None:
    found = coverage(ASKED, HOME_ONLY, workspace("tooling", {"aws_guardduty_detector": {"x": {}}}, OTHER))

    assert found.ok
    assert list(details(found, everything=False)) == []
    assert list(details(found, everything=True)) == [
        "SRA-DEMO-01 covered: Something is on",
        f"  demo-tooling-{HOME}:aws_guardduty_detector.x",
        f"  demo-tooling-{OTHER}:aws_guardduty_detector.x",
    ]
