"""The network's workspaces: what they hold, and what one account more changes in them."""

from __future__ import annotations

import filecmp
import json
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from modules.environment import Environment
from modules.network.plan.attachments import resources_in_the_fullest
from modules.network.plan.sizes import RESOURCES_IN_A_WORKSPACE
from modules.specification.errors import LandingZoneError
from modules.workspaces.writing.synthesis import synthesize
from tests.support.environments import addresses, document, environment, environment_with, smaller_staging
from tests.support.large import NAME, REGIONS, large
from tests.workspaces.test_synthesis import TEAM, same

MEMBERS = [f"staging-security-{region}-members" for region in ("eu-west-1", "us-east-1")]
ATTACHMENTS = "staging-network-eu-west-1-attachments"
ASSOCIATION = "aws_ec2_transit_gateway_route_table_association"
PROPAGATION = "aws_ec2_transit_gateway_route_table_propagation"


def staging(**sections: Any) -> dict[str, Any]:
    """One section of staging as it is, to put something into."""
    return environment("staging").zone.model_dump(mode="json", exclude_defaults=True, **sections)


def with_network(folder: Path, **said: Any) -> Path:
    """Synthesize staging with something else said about its network."""
    synthesize([smaller_staging(network={**staging()["network"], **said})], folder)
    return folder


def stacks(output: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((output / "manifest.json").read_text())["stacks"]
    return found


def changed(before: Path, after: Path) -> tuple[list[str], list[str]]:
    """Names of workspaces that are new, and of those that are not what they were."""
    compared = filecmp.dircmp(before / "stacks", after / "stacks")
    assert compared.left_only == []
    return sorted(compared.right_only), [name for name, below in compared.subdirs.items() if not same(below)]


class TestAddresses:
    """A changed address destroys and recreates something: write a `moved` block first."""

    @pytest.mark.parametrize("workspace", ["delegation", "network-ipam", "network-eu-west-1-attachments"])
    def test_are_a_contract(self, outputs: dict[str, Path], workspace: str, snapshot: SnapshotAssertion) -> None:
        assert addresses(document(outputs["staging"], f"staging-{workspace}")) == snapshot

    def test_of_the_hub_are_a_contract(self, outputs: dict[str, Path], snapshot: SnapshotAssertion) -> None:
        assert addresses(document(outputs["staging"], "staging-network-eu-west-1")) == snapshot

    @pytest.mark.parametrize("module", ["corporate-spoke-eu-west-1-22", "internet-spoke-eu-west-1"])
    def test_in_spokes_are_a_contract(self, outputs: dict[str, Path], module: str, snapshot: SnapshotAssertion) -> None:
        workspace = "staging-account-fraud-prod" if "corporate" in module else "staging-account-fraud-dev"
        assert addresses(document(outputs["staging"], workspace, module)) == snapshot


class TestWithoutANetwork:
    def test_nothing_of_it_is_there(self, tmp_path: Path) -> None:
        zone = environment("staging").zone
        synthesize([smaller_staging(network=None)], tmp_path)

        names = set(stacks(tmp_path))
        assert {f"staging-account-{one.key}" for one in zone.roster} < names
        assert not [name for name in names if name.startswith("staging-network")]
        # Features of models are shared within the organization, too.
        assert set(document(tmp_path, "staging-delegation")["resource"]) == {"aws_ram_sharing_with_organization"}
        for one in (tmp_path / "stacks").iterdir():
            assert not any("spoke" in name for name in document(tmp_path, one.name).get("module", {}))
        (organization,) = document(tmp_path, "staging-organization")["resource"][
            "aws_organizations_organization"
        ].values()
        assert "ipam.amazonaws.com" not in organization["aws_service_access_principals"]


class TestOrder:
    def test_leads_from_delegation_over_hubs_and_accounts_to_attachments(self, outputs: dict[str, Path]) -> None:
        after = {name: set(stack["dependencies"]) for name, stack in stacks(outputs["staging"]).items()}

        assert "staging-accounts" in after["staging-delegation"]
        assert "staging-delegation" in after["staging-network-ipam"]
        assert "staging-delegation" in after["staging-network-eu-west-1"]
        assert {"staging-network-ipam", "staging-network-eu-west-1"} <= after["staging-account-fraud-prod"]
        assert after[ATTACHMENTS] == {
            "staging-accounts",
            "staging-network-eu-west-1",
            "staging-account-shared-services",
            "staging-account-ml-platform",
            "staging-account-data-lake-claims",
            "staging-account-data-governance",
            "staging-account-fraud-test",
            "staging-account-fraud-prod",
        }

    def test_waits_for_no_hub_where_an_account_has_no_vpc(self, outputs: dict[str, Path]) -> None:
        after = stacks(outputs["staging"])

        for key in ("log-archive", "security-tooling", "network"):
            dependencies = after[f"staging-account-{key}"]["dependencies"]
            assert "staging-accounts" in dependencies
            assert not [name for name in dependencies if "-network-" in name]

    def test_trusts_ipam_in_the_organization(self, outputs: dict[str, Path]) -> None:
        organization = document(outputs["staging"], "staging-organization")["resource"]
        (one,) = organization["aws_organizations_organization"].values()

        assert {"ipam.amazonaws.com", "ram.amazonaws.com"} <= set(one["aws_service_access_principals"])


class TestAttachments:
    def test_associate_each_corporate_account_once_with_the_table_of_its_segment(
        self, outputs: dict[str, Path]
    ) -> None:
        found = document(outputs["staging"], ATTACHMENTS)["resource"][ASSOCIATION].values()

        said = {
            one["transit_gateway_attachment_id"].partition("account-")[2].partition(".outputs")[0]: one[
                "transit_gateway_route_table_id"
            ].partition("route_table_ids")[2]
            for one in found
        }
        assert len(found) == len(said)
        assert said == {
            "shared-services": '["shared"]}',
            "ml-platform": '["shared"]}',
            "data-lake-claims": '["production"]}',
            "data-governance": '["production"]}',
            "fraud-prod": '["production"]}',
            "fraud-test": '["pre-production"]}',
        }

    def test_announce_production_to_nothing_of_pre_production(self, outputs: dict[str, Path]) -> None:
        found = document(outputs["staging"], ATTACHMENTS)["resource"][PROPAGATION].items()

        learning = {body["transit_gateway_route_table_id"] for name, body in found if name.startswith("production_")}
        assert learning
        assert not any("pre-production" in one for one in learning)

    def test_refer_to_nothing_that_is_not_written_elsewhere(self, outputs: dict[str, Path]) -> None:
        """Every remote state that is read, and every output of it, is there."""
        text = (outputs["staging"] / "stacks" / ATTACHMENTS / "cdk.tf.json").read_text()
        states = document(outputs["staging"], ATTACHMENTS)["data"]["terraform_remote_state"]

        for name in states:
            if name.startswith("account-"):
                producer = document(outputs["staging"], f"staging-{name}")
                assert set(producer["output"]) - {"directory_site", "retirement"} == {"attachment_ids"}
                assert f"data.terraform_remote_state.{name}.outputs.attachment_ids" in text

    def test_are_spread_over_workspaces_without_losing_any(self, outputs: dict[str, Path], tmp_path: Path) -> None:
        with_network(tmp_path, attachment_workspaces=4)
        parts = [name for name in stacks(tmp_path) if name.startswith(f"{ATTACHMENTS}-")]
        spread = [one for name in parts for one in addresses(document(tmp_path, name)) if "route_table" in one]

        assert len(parts) > 1
        assert sorted(spread) == [
            one for one in addresses(document(outputs["staging"], ATTACHMENTS)) if "route_table" in one
        ]


class TestOneMore:
    def test_team_touches_its_own_workspaces_the_accounts_and_the_attachments(
        self, outputs: dict[str, Path], tmp_path: Path
    ) -> None:
        synthesize([environment_with("staging", teams={**staging()["teams"], "robotics": TEAM})], tmp_path)
        new, other = changed(outputs["staging"], tmp_path)

        accounts = [f"staging-account-robotics-{stage}" for stage in ("dev", "prod", "test")]
        assert new == [*accounts, "staging-identity-robotics", "staging-models-robotics"]
        # The tag policy of the organization names the teams, and what they cost is looked at for each.
        assert sorted(other) == sorted(
            ["staging-accounts", ATTACHMENTS, "staging-cost", "staging-organization", *MEMBERS]
        )

    def test_team_written_first_only_adds_attachments(self, outputs: dict[str, Path], tmp_path: Path) -> None:
        synthesize([environment_with("staging", teams={"robotics": TEAM, **staging()["teams"]})], tmp_path)
        before, after = document(outputs["staging"], ATTACHMENTS), document(tmp_path, ATTACHMENTS)

        for kind in (ASSOCIATION, PROPAGATION):
            assert before["resource"][kind].items() < after["resource"][kind].items()
        added = set(after["resource"][ASSOCIATION]) - set(before["resource"][ASSOCIATION])
        assert sorted(name.split("_")[1] for name in added) == ["robotics-prod", "robotics-test"]

    def test_sandbox_touches_no_workspace_of_the_network(self, outputs: dict[str, Path], tmp_path: Path) -> None:
        sandbox = {"function": "sandbox", "unit": "Sandbox", "owner": "grace-example"}
        accounts = {**staging()["accounts"], "sandbox-grace": sandbox}
        synthesize([environment_with("staging", accounts=accounts)], tmp_path)

        new, other = changed(outputs["staging"], tmp_path)

        assert new == ["staging-account-sandbox-grace", "staging-identity-sandbox-grace"]
        assert sorted(other) == ["staging-accounts", *MEMBERS]

    def test_account_that_changes_sides_changes_itself_and_its_attachment(
        self, outputs: dict[str, Path], tmp_path: Path
    ) -> None:
        """What the platform team decides: one word."""
        teams = staging()["teams"]
        teams["fraud"]["connectivity"] = {"dev": "corporate"}
        synthesize([environment_with("staging", teams=teams)], tmp_path)

        assert changed(outputs["staging"], tmp_path) == ([], [ATTACHMENTS, "staging-account-fraud-dev"][::-1])


class TestAThousandAccountsInThreeRegions:
    def test_are_refused_where_a_workspace_would_have_more_than_five_hundred_resources(self) -> None:
        with pytest.raises(LandingZoneError, match="632 resources in one of 2\n") as refused:
            large(1000, attachment_workspaces=2)

        assert "fix: write attachment_workspaces: 4 " in str(refused.value)

    @pytest.mark.timeout(300)
    def test_make_no_workspace_of_the_network_with_more(self, tmp_path: Path) -> None:
        zone = large(1000)
        assert len(zone.roster) == 1000
        assert zone.network is not None
        synthesize([Environment(NAME, zone)], tmp_path)

        sizes = {
            name: sum(map(len, document(tmp_path, name)["resource"].values()))
            for name in stacks(tmp_path)
            if "-network-" in name
        }
        attachments = {name: size for name, size in sizes.items() if "attachments" in name}
        assert len(stacks(tmp_path)) > 1000
        assert attachments.keys() == {
            f"{NAME}-network-{region}-attachments-{number}" for region in REGIONS for number in range(4)
        }
        assert max(attachments.values()) == resources_in_the_fullest(zone.network, zone.roster, 4)
        assert max(sizes.values()) <= RESOURCES_IN_A_WORKSPACE, max(sizes, key=lambda name: sizes[name])


@pytest.mark.parametrize("mode", ["none", "egress", "east-west"])
def test_a_workspace_of_attachments_has_as_many_resources_as_validate_counts(tmp_path: Path, mode: str) -> None:
    network = {**staging()["network"], "inspection": {"mode": mode}}
    one = smaller_staging(network=network)
    assert one.zone.network is not None
    synthesize([one], tmp_path)

    written = sum(map(len, document(tmp_path, ATTACHMENTS)["resource"].values()))
    assert written == resources_in_the_fullest(one.zone.network, one.zone.roster, 1)
