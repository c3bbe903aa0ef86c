"""What one account more changes in production, whose network has everything: every file and every block is compared."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from modules.synthesized.retirement import RETIREMENT
from modules.workspaces.writing.synthesis import synthesize
from tests.support.environments import document, environment, environment_with
from tests.workspaces.test_synthesis import every_file

Blocks = dict[tuple[str, ...], str]

LAKE = {"function": "data-lake", "domain": "policies", "unit": "Workloads/DataLake", "owner": "data-platform"}
SANDBOX = {"function": "sandbox", "unit": "Sandbox", "owner": "emmy-example"}
DUBLIN = "production-network-eu-west-1-attachments"
VIRGINIA = "production-network-us-east-1-attachments"
OF_REGIONS = {f"production-security-{region}-members" for region in ("eu-west-1", "us-east-1")}
GOVERNANCE = "production-data-governance"
OF_LAKE = "production-security-lake-members"
MEMBERS = {*OF_REGIONS, OF_LAKE}
ASSOCIATION = "aws_ec2_transit_gateway_route_table_association"
PROPAGATION = "aws_ec2_transit_gateway_route_table_propagation"
ALL_STAGES = ["dev", "test", "prod"]


def section(name: str) -> dict[str, Any]:
    """One section of production as it is, to put something into."""
    said: dict[str, Any] = environment("production").zone.model_dump(mode="json", exclude_defaults=True)[name]
    return said


def with_sections(folder: Path, **sections: Any) -> Path:
    synthesize([environment_with("production", **sections)], folder)
    return folder


@pytest.fixture(scope="module")
def before(outputs: dict[str, Path]) -> Path:
    return outputs["production"]


@pytest.fixture(scope="module")
def with_lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corporate account of one hub, written before all others."""
    accounts = {"data-lake-policies": LAKE, **section("accounts")}
    return with_sections(tmp_path_factory.mktemp("lake"), accounts=accounts)


@pytest.fixture(scope="module")
def with_stage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corporate account of both hubs: the last stage of a team that had none."""
    teams = section("teams")
    teams["climate-risk"]["stages"] = ALL_STAGES
    return with_sections(tmp_path_factory.mktemp("stage"), teams=teams)


@pytest.fixture(scope="module")
def with_sandbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sandbox, written before all others."""
    accounts = {"sandbox-emmy": SANDBOX, **section("accounts")}
    return with_sections(tmp_path_factory.mktemp("sandbox"), accounts=accounts)


def workspaces(output: Path) -> dict[str, dict[str, bytes]]:
    """Every file of every workspace, copies of modules included."""
    return {folder.name: every_file(folder) for folder in (output / "stacks").iterdir()}


def touched(before: Path, after: Path) -> tuple[set[str], set[str]]:
    """Workspaces that are new, and those in which a byte of any file is another."""
    old, new = workspaces(before), workspaces(after)
    assert old.keys() <= new.keys()
    return new.keys() - old.keys(), {name for name in old if old[name] != new[name]}


def blocks(output: Path, workspace: str) -> Blocks:
    """Texts of all that a workspace says: of resources and data sources one by one, by address."""
    return dict(_blocks(document(output, workspace)))


def _blocks(document: dict[str, Any]) -> Iterator[tuple[tuple[str, ...], str]]:
    for part, said in document.items():
        if part in {"resource", "data"}:
            yield from (
                ((part, kind, name), json.dumps(body)) for kind, named in said.items() for name, body in named.items()
            )
        elif part == "output":  # how it is retired says whom it reads from, which is one more: nothing is made of it
            yield from (((part, name), json.dumps(body)) for name, body in said.items() if name != RETIREMENT)
        else:
            yield (part,), json.dumps(said)


def added(before: Path, after: Path, workspace: str) -> list[str]:
    """Kinds of the resources that a workspace has more. Everything else in it is, byte for byte, as it was."""
    old, new = blocks(before, workspace), blocks(after, workspace)
    assert old.items() <= new.items()
    return sorted(address[1] for address in new.keys() - old.keys() if address[0] == "resource")


def dependencies(output: Path, workspace: str) -> list[str]:
    """Which workspaces it waits for."""
    manifest = json.loads((output / "manifest.json").read_text())
    found: list[str] = manifest["stacks"][workspace]["dependencies"]
    return found


class TestACorporateAccount:
    def test_touches_accounts_itself_who_gets_in_and_the_attachments_of_its_hub(
        self, before: Path, with_lake: Path
    ) -> None:
        new, other = touched(before, with_lake)

        assert new == {"production-account-data-lake-policies"}
        # A data lake is a domain more, which costs are told apart by, and one more that auditors ask about.
        asking = {"production-cost", "production-audit"}
        assert other == {"production-accounts", "production-identity", GOVERNANCE, DUBLIN, *asking, *MEMBERS}

    def test_of_a_lake_is_linked_into_governance_beside_the_others(self, before: Path, with_lake: Path) -> None:
        assert added(before, with_lake, GOVERNANCE) == ["aws_glue_catalog_database"] * 2

    def test_of_a_team_touches_nothing_more_but_the_team_s_access_and_its_models(
        self, before: Path, with_stage: Path
    ) -> None:
        new, other = touched(before, with_stage)

        assert new == {"production-account-climate-risk-prod"}
        own = {f"production-{what}-climate-risk" for what in ("identity", "models")}
        assert other == {"production-accounts", *own, DUBLIN, VIRGINIA, *MEMBERS}

    def test_adds_its_attachment_and_leaves_every_other_as_it_is(
        self, before: Path, with_lake: Path, with_stage: Path
    ) -> None:
        assert added(before, with_lake, DUBLIN) == [ASSOCIATION, PROPAGATION]
        for workspace in (DUBLIN, VIRGINIA):
            assert added(before, with_stage, workspace) == [ASSOCIATION, PROPAGATION]

    def test_is_enrolled_and_read_as_a_data_lake_and_changes_no_other_member(
        self, before: Path, with_lake: Path
    ) -> None:
        for workspace in OF_REGIONS:
            assert added(before, with_lake, workspace) == [
                "aws_detective_member",
                "aws_inspector2_enabler",
                "aws_inspector2_member_association",
                "aws_macie2_classification_job",
                "aws_macie2_member",
            ]

    def test_is_one_entry_more_of_those_whose_logs_the_lake_takes_in(self, before: Path, with_lake: Path) -> None:
        old, new = (document(output, OF_LAKE) for output in (before, with_lake))
        old_ids, new_ids = (written["locals"].pop("account-ids") for written in (old, new))

        assert old == new
        assert old_ids.items() < new_ids.items()
        assert new_ids.keys() - old_ids.keys() == {"data-lake-policies"}

    def test_is_waited_for_by_its_attachment_beside_the_others(self, before: Path, with_lake: Path) -> None:
        old, new = dependencies(before, DUBLIN), dependencies(with_lake, DUBLIN)

        assert sorted(new) == sorted([*old, "production-account-data-lake-policies"])


class TestASandbox:
    def test_touches_no_workspace_of_the_network(self, before: Path, with_sandbox: Path) -> None:
        new, other = touched(before, with_sandbox)

        assert new == {"production-account-sandbox-emmy", "production-identity-sandbox-emmy"}
        assert other == {"production-accounts", *MEMBERS}

    def test_is_waited_for_by_nothing_of_the_network(self, before: Path, with_sandbox: Path) -> None:
        of_network = [name for name in workspaces(before) if "-network-" in name]

        assert {DUBLIN, VIRGINIA} < set(of_network)
        for name in of_network:
            assert dependencies(with_sandbox, name) == dependencies(before, name)
