"""What `affected` and `diff` say of changes of many kinds: `pytest tests/changes --snapshot-update` renews it.

Read the difference before you commit it.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from copy import deepcopy
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.text import Text
from syrupy.assertion import SnapshotAssertion

from modules.changes.affected import affected
from modules.changes.as_data import affected_data
from modules.changes.report import report_lines
from modules.changes.revisions import read_revision
from modules.commands.compared_sections import Side, compared
from modules.commands.two_steps import TwoSteps
from modules.landing_zone import LandingZone
from modules.landing_zone.known_ids import known_ids
from modules.runner.display.lines import LineProgress
from modules.runner.display.planned_changes import changes_in_words, deploy_command, refusals
from modules.workspaces.writing.output_list import listed
from modules.workspaces.writing.synthesis import synthesize
from tests.changes.planned import planned
from tests.support.environments import environment, environment_with
from tests.support.once import folder_of_all_workers

NAME = "staging"
WITHOUT = dict.fromkeys(("active_directory", "catalog", "observability"))
"""What no change here is about."""

_PACKAGES = re.compile(r"(package-names to )[\w.-]+")
"""What the firewall lets through to where packages come from: which domains these are is a list of its own."""

Said = dict[str, Any]


def put(*path: str, value: Any) -> Callable[[Said], None]:
    """Return a change that writes a value at a path of the YAML; None takes it away."""

    def change(said: Said) -> None:
        place = said
        for key in path[:-1]:
            place = place.setdefault(key, {})
        if value is None:
            del place[path[-1]]
        else:
            place[path[-1]] = value

    return change


def rename_the_team(said: Said) -> None:
    said["teams"] = {"scam": said["teams"]["fraud"]}


def rename_the_unit(said: Said) -> None:
    units = said["organization"]["units"]
    units["Playground"] = units.pop("Sandbox")
    said["accounts"]["sandbox-canary"]["unit"] = "Playground"


def swap_the_zones(said: Said) -> None:
    said["network"]["hubs"]["eu-west-1"]["zone_ids"].reverse()


def bind(unit: str, guardrail: str) -> Callable[[Said], None]:
    return lambda said: said["organization"]["units"][unit]["guardrails"].append(guardrail)


def loosen(said: Said) -> None:
    said["organization"]["guardrails"].remove("deny-iam-users")


def a_new_region(said: Said) -> None:
    said["organization"]["regions"].append("eu-central-1")


TEAM = {"lead": {"name": "Grace Example", "email": "grace@acme.example"}, "cost_center": "4712", "stages": ["dev"]}
OPENED = {"pre-production": {"talks_to": ["pre-production", "shared", "production"]}}
READERS = {"description": "Readers.", "access": [{"permission_set": "ReadOnly", "accounts": ["network"]}]}

CHANGES: dict[str, Callable[[Said], None]] = {
    "a new team": put("teams", "pricing", value=TEAM),
    "a removed account": put("accounts", "sandbox-canary", value=None),
    "a moved account": put("accounts", "sandbox-canary", "unit", value="Workloads/NonProduction"),
    "a renamed team": rename_the_team,
    "a guardrail added": bind("Sandbox", "deny-network-changes"),
    "a guardrail loosened": loosen,
    "an assignment added": put("identity", "groups", value={"Readers": READERS}),
    "a segment route opened": put("network", "segments", value=OPENED),
    "a firewall rule": put("network", "inspection", value={"domains": ["aws", "models"]}),
    "a new region": a_new_region,
    "a security service off": put("security", "detective", value={"enabled": False}),
    "a budget changed": put("accounts", "sandbox-canary", "monthly_budget_usd", value=100),
    "a data product no longer granted": put("teams", "fraud", "data_products", value=None),
    "a renamed unit": rename_the_unit,
    "a larger VPC": put("teams", "fraud", "vpc_prefix", value={"prod": 20}),
    "zones swapped": swap_the_zones,
    "an account's e-mail changed": put("accounts", "sandbox-canary", "email", value="canary@acme.example"),
    "an account's name changed": put("accounts", "sandbox-canary", "name", value="Sandbox (canary)"),
}
BACK = {"a new team": "a team removed", "an assignment added": "a group removed", "a segment route opened": "closed"}
"""Changes whose way back is planned, too."""


@pytest.fixture(scope="session")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def make(folder: Path) -> None:
        synthesize([environment_with(NAME, **WITHOUT)], folder / "cdktf.out")

    return folder_of_all_workers(tmp_path_factory, "changes", make) / "cdktf.out"


def side(output: Path, zone: LandingZone) -> Side:
    return Side(read_revision(output, NAME, known_ids(zone), listed=listed(output) or (), locked=()), zone)


def told(before: Side, now: Side) -> str:
    concerned = affected_data(NAME, affected(before.revision, now.revision))
    lines = [f"{one['name']}: {one['state']}" for one in concerned]
    report = (Text.from_markup(line).plain for line in report_lines(compared(NAME, before, now)))
    return _PACKAGES.sub(r"\1<a domain of the list>", "\n".join([*lines, "", *report]))


def changed_zone(change: Callable[[Said], None]) -> Any:
    said = deepcopy(environment().zone.model_dump(mode="json", exclude_defaults=True))
    change(said)
    return environment_with(NAME, **{**said, **WITHOUT})


@pytest.mark.parametrize("kind", CHANGES)
def test_is_told_as_before(before: Path, tmp_path: Path, kind: str, snapshot: SnapshotAssertion) -> None:
    now = changed_zone(CHANGES[kind])
    synthesize([now], tmp_path / "cdktf.out")
    was = side(before, environment_with(NAME, **WITHOUT).zone)
    is_ = side(tmp_path / "cdktf.out", now.zone)

    assert told(was, is_) == snapshot
    plan_told(was, is_, tmp_path / "cdktf.out", snapshot(name="plan"))
    if kind in BACK:
        plan_told(is_, was, before, snapshot(name=f"plan of {BACK[kind]}"))


def plan_told(before: Side, now: Side, output: Path, snapshot: SnapshotAssertion) -> None:
    """Compare what `plan` says of a change, in words and for programs: of what is created, the first of each type."""
    assert now.zone is not None
    owners = TwoSteps(name=NAME, zone=now.zone, output=output, profiles={}, environ={}).owners
    report = planned(before.revision, now.revision, output, NAME, owners)
    words = [line.plain for line in (*changes_in_words(report), *refusals(report, deploy_command(NAME)))]
    stream = StringIO()
    progress = LineProgress(stream, "plan")
    for result in report.results:
        progress.finished(result)
    progress.summary(report)
    lines = [json.loads(line) for line in stream.getvalue().splitlines()]
    shown = [
        {key: line[key] for key in ("workspace", "exit_code", "losses", "refused", "next", "planned") if key in line}
        for line in lines
    ]
    for line in shown:
        created = {each["type"]: each for each in reversed(line.get("planned", [])) if each["action"] == "create"}
        rest = [each for each in line.get("planned", []) if each["action"] != "create"]
        line["planned"] = [*rest, *reversed(created.values())]
    assert _PACKAGES.sub(r"\1<a domain of the list>", "\n".join([*words, *map(json.dumps, shown)])) == snapshot
    losses = [change for result in report.results for change in result.losses]
    assert not losses or words[0] == f"Destroyed or replaced ({len(losses)})"
    assert {change.address for change in losses} <= {line.strip().partition(": ")[2] for line in words}


def test_a_data_product_that_is_granted_is_told(before: Path, tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    without = changed_zone(CHANGES["a data product no longer granted"])
    synthesize([without], tmp_path / "cdktf.out")

    found = told(side(tmp_path / "cdktf.out", without.zone), side(before, environment_with(NAME, **WITHOUT).zone))

    assert found == snapshot


def test_a_permission_set_that_allows_more_is_told(before: Path, tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    def widen(document: Said) -> None:
        for policy in document["resource"]["aws_ssoadmin_permission_set_inline_policy"].values():
            policy["inline_policy"] = policy["inline_policy"].replace('"athena:', '"iam:CreateUser", "athena:', 1)

    assert patched(before, tmp_path, widen, "identity") == snapshot


def test_other_versions_of_the_provider_are_told(before: Path, tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    def take(document: Said) -> None:
        document["terraform"]["required_providers"]["aws"]["version"] = ">= 6.0.0, < 7.0.0"

    assert patched(before, tmp_path, take, "*") == snapshot


def patched(before: Path, tmp_path: Path, change: Callable[[Said], None], workspaces: str) -> str:
    """Return what is told of a change of what the code writes, and not of the YAML."""
    output = tmp_path / "cdktf.out"
    shutil.copytree(before, output)
    for path in output.glob(f"stacks/{NAME}-{workspaces}/cdk.tf.json"):
        document = json.loads(path.read_text())
        change(document)
        path.write_text(json.dumps(document))
    zone = environment_with(NAME, **WITHOUT).zone
    return told(side(before, zone), side(output, zone))


def test_nothing_is_told_where_nothing_changes(before: Path) -> None:
    zone = environment_with(NAME, **WITHOUT).zone

    assert told(side(before, zone), side(before, zone)) == ""
