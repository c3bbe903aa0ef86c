"""What changes of one team concern in production."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from modules import environment as environments
from modules.changes.affected import AffectedWorkspace, affected
from modules.changes.revisions import read_revision
from modules.landing_zone.known_ids import known_ids
from modules.workspaces.writing.output_list import listed
from modules.workspaces.writing.synthesis import synthesize
from tests.support.environments import environment_with

NAME = "production"
MOST = 6


def concerned(outputs: dict[str, Path], tmp_path: Path, team: str, **said: Any) -> list[AffectedWorkspace]:
    zone = environments.load(NAME)
    teams = zone.model_dump(mode="json", exclude_defaults=True)["teams"]
    teams[team] |= said
    changed = environment_with(NAME, teams=teams)
    synthesize([changed], tmp_path / "cdktf.out")
    before, now = (
        read_revision(output, NAME, known_ids(zone), listed=listed(output) or (), locked=())
        for output in (outputs[NAME], tmp_path / "cdktf.out")
    )
    return affected(before, now)


@pytest.mark.parametrize(
    ("team", "said", "expected"),
    [
        pytest.param(
            "pricing",
            {"cost_center": "4799"},
            {
                "accounts",
                "account-pricing-dev",
                "account-pricing-test",
                "account-pricing-prod",
                "account-ml-deployments",
            },
            id="cost center",
        ),
        pytest.param(
            "contact-center",
            {"data_products": ["claims-history"]},
            {"account-contact-center-dev", "account-contact-center-prod", "data-products-claims"},
            id="data product",
        ),
    ],
)
def test_a_change_of_one_team_concerns_six_workspaces_at_most(
    outputs: dict[str, Path], tmp_path: Path, team: str, said: dict[str, Any], expected: set[str]
) -> None:
    found = concerned(outputs, tmp_path, team, **said)

    assert {one.workspace.removeprefix(f"{NAME}-") for one in found} == expected
    assert len(found) <= MOST
