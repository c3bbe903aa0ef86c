"""Who administers production for good is refused, unless somebody answers for it, for a time."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from modules import environment
from modules.consistency.notices import notices
from modules.specification.problems import InvalidEnvironmentError
from tests.specification.overlay import staging_with

LAST_DAY = date(2027, 6, 30)
SAID = """\
identity:
  groups:
    Operations: {description: Operations., access: [{permission_set: AdministratorAccess, units: [Workloads]}]}
  accepted_administrators:
    - group: Operations
      permission_set: AdministratorAccess
      units: [Workloads]
      reason: Until the pipelines are there.
      owner: head-of-cloud
      expires: 2027-06-30
"""


def told(folder: Path, said: str, today: date) -> list[str]:
    environments = staging_with(folder)
    (environments / "staging" / "identity.yaml").write_text(said)
    accounts = environments / "staging" / "accounts.yaml"  # a sandbox's own end has its own year
    accounts.write_text(re.sub(r", expires: [^}]+", "", accounts.read_text()))
    try:
        environment.load("staging", environments, today=today)
    except InvalidEnvironmentError as refused:
        return sorted({problem.what for problem in refused.problems})
    return []


@pytest.mark.parametrize("today", [LAST_DAY, LAST_DAY - timedelta(days=366)])
def test_one_is_accepted_to_the_last_day(tmp_path: Path, today: date) -> None:
    assert told(tmp_path, SAID, today) == []


@pytest.mark.parametrize(
    ("today", "what"),
    [
        (LAST_DAY + timedelta(days=1), "the acceptance of an administrator no longer counts"),
        (LAST_DAY - timedelta(days=367), "the acceptance of an administrator must end within a year"),
    ],
)
def test_one_is_refused_after_it_and_too_far_ahead(tmp_path: Path, today: date, what: str) -> None:
    assert told(tmp_path, SAID, today) == [what]


@pytest.mark.parametrize(
    "other", ["group: TeamLead", "permission_set: ReadOnly", "units: [Workloads/Production]", "accounts: [fraud-prod]"]
)
def test_one_covers_what_it_names_and_nothing_else(tmp_path: Path, other: str) -> None:
    key = other.partition(":")[0]
    old = {"group": "group: Operations", "permission_set": "permission_set: AdministratorAccess\n      units"}
    narrow = SAID.replace("- group: Operations", f"- {other}") if key == "group" else SAID
    if key == "permission_set":
        narrow = SAID.replace(old[key], f"{other}\n      units")
    if key in {"units", "accounts"}:
        narrow = SAID.replace("\n      units: [Workloads]\n", f"\n      {other}\n")
    assert "a group must not administer production for good" in told(tmp_path, narrow, LAST_DAY)


def test_an_environment_with_one_says_so(tmp_path: Path) -> None:
    environments = staging_with(tmp_path)
    (environments / "staging" / "identity.yaml").write_text(SAID)
    zone = environment.load("staging", environments, today=LAST_DAY)

    assert "production free of standing administrators, until 2027-06-30" in [notice.what for notice in notices(zone)]
