"""Names of stages: those that organizations have, in capitals too."""

from __future__ import annotations

from pathlib import Path

from modules.workspaces.writing.synthesis import synthesize
from tests.support.environments import document, environment, smaller_staging


def test_a_stage_of_workloads_may_have_capitals(tmp_path: Path) -> None:
    zone = environment("staging").zone.model_dump(mode="json", exclude_defaults=True)
    shop = {"function": "workload", "stage": "SDLC", "unit": "Workloads/NonProduction", "owner": "shop"}
    written = smaller_staging(
        stages={"SDLC": {"production": False}, "Prod": {"production": True}},
        teams={},
        accounts={**zone["accounts"], "shop": shop},
        identity={"source": "built-in"},
    )

    synthesize([written], tmp_path)

    (tags,) = document(tmp_path, "staging-account-shop")["provider"]["aws"][0]["default_tags"]
    assert tags["tags"]["Stage"] == "SDLC"
