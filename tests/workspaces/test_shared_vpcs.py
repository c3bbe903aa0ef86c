"""The workspaces of shared VPCs and of VPCs that accounts describe themselves: what they hold, and what they do not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from modules.environment import Environment
from modules.workspaces.writing.synthesis import synthesize
from tests.reachability.test_shared_and_existing import all_by_id, ranges_of_their_own, units_that_share
from tests.support.environments import addresses, document

WORKSPACE = "staging-network-vpc-"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(units_that_share(), tmp_path_factory)


@pytest.fixture(scope="module")
def ranges(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(ranges_of_their_own(), tmp_path_factory)


@pytest.fixture(scope="module")
def existing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(all_by_id(), tmp_path_factory)


def written(one: Environment, folders: pytest.TempPathFactory) -> Path:
    folder = folders.mktemp("output") / "out"
    synthesize([one], folder)
    return folder


def resources(said: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return list(said.get("resource", {}).get(kind, {}).values())


class TestASharedVpc:
    def test_is_shared_with_those_that_are_named_and_with_nobody_else(self, shared: Path) -> None:
        by_account = document(shared, f"{WORKSPACE}retail-prod")
        by_unit = document(shared, f"{WORKSPACE}retail-test")

        principals = [one["principal"] for one in resources(by_account, "aws_ram_principal_association")]
        assert sorted(principals) == [
            f'${{data.terraform_remote_state.accounts.outputs.account_ids["{key}"]}}' for key in ("crm", "pos")
        ]
        (unit,) = resources(by_unit, "aws_ram_principal_association")
        assert "organizational_unitunits_Sandbox" in unit["principal"]
        for said in (by_account, by_unit):
            assert [one["allow_external_principals"] for one in resources(said, "aws_ram_resource_share")] == [False]

    def test_shares_its_subnets_for_workloads_and_not_those_of_the_attachment(self, shared: Path) -> None:
        said = document(shared, f"{WORKSPACE}retail-prod")
        module = document(shared, f"{WORKSPACE}retail-prod", "shared-vpc-eu-west-1-20")

        arns = {one["resource_arn"] for one in resources(said, "aws_ram_resource_association")}

        assert arns == {"${module.vpc.subnet_arn_euw1-az1}", "${module.vpc.subnet_arn_euw1-az2}"}
        outputs = {name: value["value"] for name, value in module["output"].items() if name.startswith("subnet_arn")}
        assert all("aws_subnet.vpc_private_" in value for value in outputs.values())

    def test_is_as_closed_as_the_vpc_of_an_account(self, shared: Path) -> None:
        module = document(shared, f"{WORKSPACE}retail-prod", "shared-vpc-eu-west-1-20")["resource"]
        spoke = document(shared, "staging-account-fraud-prod", "corporate-spoke-eu-west-1-22")["resource"]

        assert set(spoke) - set(module) == {"aws_ssm_parameter"}
        assert set(module) <= set(spoke)

    def test_puts_its_attachment_into_no_default_table_where_only_its_own_account_can_say_so(
        self, shared: Path
    ) -> None:
        kind = "aws_ec2_transit_gateway_vpc_attachment"
        own = document(shared, f"{WORKSPACE}retail-prod", "shared-vpc-eu-west-1-20")
        foreign = document(shared, f"{WORKSPACE}bank-prod", "foreign-shared-range-vpc-eu-west-1-22")

        switch = "transit_gateway_default_route_table_association"
        assert [one[switch] for one in resources(own, kind)] == [False]
        assert [switch in one for one in resources(foreign, kind)] == [False]

    def test_of_another_account_is_let_in_by_the_network_account(self, shared: Path) -> None:
        said = document(shared, f"{WORKSPACE}bank-prod")

        own, network = said["provider"]["aws"]
        kinds = ("aws_ec2_transit_gateway_route_table_association", "aws_ec2_transit_gateway_route_table_propagation")
        assert ("shared-services" in own["allowed_account_ids"][0], network["alias"]) == (True, "network")
        assert {one["provider"] for kind in kinds for one in resources(said, kind)} == {"aws.network"}
        assert said["module"]["vpc"]["providers"] == {"aws": "aws"}

    def test_is_found_by_the_accounts_that_share_in_it_and_they_have_no_other(self, shared: Path) -> None:
        modules = document(shared, "staging-account-pos")["module"]

        spoke = modules["shared-spoke-eu-west-1"]
        assert spoke["vpc_id"] == "${data.terraform_remote_state.network-vpc-retail-prod.outputs.vpc_id}"
        assert not [name for name in modules if name.startswith("spoke-")]

    @pytest.mark.parametrize("module", [None, "shared-vpc-eu-west-1-22"])
    def test_has_addresses_that_are_a_contract(
        self, shared: Path, module: str | None, snapshot: SnapshotAssertion
    ) -> None:
        """A changed address here destroys and recreates a live VPC: write a `moved` first."""
        assert addresses(document(shared, f"{WORKSPACE}retail-test", module)) == snapshot


class TestARangeOfItsOwn:
    def test_is_kept_by_ipam_before_the_vpc_is_there_where_it_is_a_part_of_a_pool(self, ranges: Path) -> None:
        allocations = resources(document(ranges, "staging-network-ipam"), "aws_vpc_ipam_pool_cidr_allocation")

        assert {one["cidr"]: one["description"] for one in allocations} == {"10.130.4.0/24": "account inside"}

    def test_is_the_vpc_s_own_and_asked_of_no_pool(self, ranges: Path) -> None:
        module = document(ranges, "staging-account-outside", "corporate-range-spoke-eu-west-1-24")
        (vpc,) = resources(module, "aws_vpc")

        assert document(ranges, "staging-account-outside")["module"]["spoke-eu-west-1"]["vpc_range"] == "172.20.0.0/24"
        assert (vpc["cidr_block"], vpc.get("ipv4_ipam_pool_id")) == ("${var.vpc_range}", None)

    def test_is_a_value_so_that_accounts_of_one_size_share_a_module(self, ranges: Path) -> None:
        first = document(ranges, "staging-account-outside", "corporate-range-spoke-eu-west-1-24")

        assert first == document(ranges, "staging-account-alone", "corporate-range-spoke-eu-west-1-24")

    def test_may_use_the_endpoints_and_is_inside_for_the_firewall(self, ranges: Path) -> None:
        said = document(ranges, "staging-network-eu-west-1")

        admitted = {one["cidr_ipv4"] for one in resources(said, "aws_vpc_security_group_ingress_rule")}
        assert {"10.128.0.0/14", "172.20.0.0/16", "172.22.0.0/24"} <= admitted


class TestWhatExists:
    def test_is_looked_at_and_refused_where_it_routes_by_itself(self, existing: Path) -> None:
        said = document(existing, "staging-network-eu-west-1")

        gateway = said["data"]["aws_ec2_transit_gateway"]["transit-gateway"]
        assert gateway["id"] == "tgw-0123456789abcdef0"
        assert [one["condition"] for one in gateway["lifecycle"]["postcondition"]] == [
            '${self.default_route_table_association == "disable"}',
            '${self.default_route_table_propagation == "disable"}',
        ]
        assert not resources(said, "aws_ec2_transit_gateway")

    def test_is_not_made_again(self, existing: Path) -> None:
        said = document(existing, "staging-network-eu-west-1")
        names = {one["tags"]["Name"] for one in resources(said, "aws_ec2_transit_gateway_route_table")}
        into = {one["transit_gateway_route_table_id"] for one in resources(said, "aws_ec2_transit_gateway_route")}

        assert "eu-west-1-production" not in names
        assert "eu-west-1-shared" in names
        assert "tgw-rtb-0123456789abcdef0" in into

    def test_a_vpc_to_attach_gets_an_attachment_and_nothing_else(self, existing: Path) -> None:
        module = document(existing, "staging-account-joining", "existing-spoke-euw1-az1-euw1-az2")

        assert addresses(module) == ["aws_ec2_transit_gateway_vpc_attachment.spoke"]

    def test_a_vpc_that_is_attached_gets_nothing_in_its_account(self, existing: Path) -> None:
        said = document(existing, "staging-account-old")

        assert not [name for name in said["module"] if name.startswith("spoke")]
        assert said["output"]["attachment_ids"]["value"] == {"eu-west-1": "tgw-attach-00000000000000001"}

    def test_is_let_in_by_the_network_account_like_every_other_spoke(self, existing: Path) -> None:
        said = document(existing, "staging-network-eu-west-1-attachments")
        kind = "aws_ec2_transit_gateway_route_table_association"

        attached = {one["transit_gateway_attachment_id"] for one in resources(said, kind)}

        for key in ("old", "joining"):
            assert f'${{data.terraform_remote_state.account-{key}.outputs.attachment_ids["eu-west-1"]}}' in attached
