"""What endpoints run on has to be admitted where models are deployed, and nowhere else."""

from __future__ import annotations

import json
from typing import Any

import pytest

from modules import environment
from modules.consistency.deployments import endpoints_run_on_types_that_guardrails_admit
from modules.consistency.dropped import Dropped
from modules.landing_zone import LandingZone


def staging(**guardrails: list[str]) -> dict[str, Any]:
    """Staging, whose guardrails admit other types."""
    written: dict[str, Any] = json.loads(environment.load("staging").model_dump_json(exclude_defaults=True))
    written["guardrails"] = {**written.get("guardrails", {}), **guardrails}
    return written


def refused(written: dict[str, Any]) -> int:
    zone = LandingZone.model_validate_json(json.dumps(written))
    return len([*endpoints_run_on_types_that_guardrails_admit(zone, Dropped([]))])


@pytest.mark.parametrize(
    ("setting", "stage"), [("development_instance_types", "test"), ("production_instance_types", "prod")]
)
def test_a_stage_in_which_no_team_deploys_asks_nothing_of_the_type(setting: str, stage: str) -> None:
    written = staging(**{setting: ["ml.t3.*"]})
    assert refused(written) == 1

    for team in written["teams"].values():
        team["stages"] = [name for name in team.get("stages") or written["stages"] if name != stage]

    assert refused(written) == 0
