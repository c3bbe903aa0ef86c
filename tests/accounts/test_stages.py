"""Stages are the user's own, and each is of one of three kinds."""

from __future__ import annotations

import pytest

from modules.accounts.stages import StageKind, StageSpec, kind_of, lowest_stage, stages_of_kind

OWN = {
    "dev": StageSpec(),
    "qa": StageSpec(production=False),
    "preproduction": StageSpec(production=False),
    "live": StageSpec(production=True),
    "prod": StageSpec(),
}


@pytest.mark.parametrize(
    ("stage", "kind"),
    [("dev", StageKind.DEV), ("qa", StageKind.TEST), ("live", StageKind.PROD), ("prod", StageKind.PROD)],
)
def test_a_stage_is_of_the_kind_that_it_says_or_that_its_name_is_known_for(stage: str, kind: StageKind) -> None:
    assert kind_of(stage, OWN) is kind


def test_what_a_stage_says_goes_before_what_its_name_is_known_for() -> None:
    assert kind_of("dev", {"dev": StageSpec(production=True)}) is StageKind.PROD
    assert kind_of("prod", {"prod": StageSpec(production=False)}) is StageKind.TEST


def test_a_stage_of_which_nothing_is_known_counts_as_production() -> None:
    assert kind_of("training", {"training": StageSpec()}) is StageKind.PROD


def test_stages_of_a_kind_are_in_the_order_written_and_never_none() -> None:
    assert stages_of_kind(StageKind.TEST, OWN) == ("qa", "preproduction")
    assert stages_of_kind(StageKind.PROD, OWN) == ("live", "prod")
    assert stages_of_kind(StageKind.TEST, {}) == ("test",)


def test_the_lowest_stage_is_dev_or_the_first_that_is_no_production() -> None:
    assert lowest_stage(OWN) == "dev"
    assert lowest_stage({"live": OWN["live"], "qa": OWN["qa"]}) == "qa"
    assert lowest_stage({"live": OWN["live"]}) == "dev"
