"""What a spoke gives, and what it withholds."""

from __future__ import annotations

import json
from dataclasses import replace
from ipaddress import IPv4Network
from pathlib import Path
from typing import Any

import pytest

from modules.network.spokes.corporate_spoke import CorporateSpoke
from modules.network.spokes.corporate_vpc import HubConnection, SpokeSite
from modules.network.spokes.internet_spoke import InternetSpoke
from tests.network.hub_site import ZONES, resources
from tests.support.synthesis import only, synthesize_one

SPOKES = SpokeSite(region="eu-west-1", zone_ids=ZONES, trusted_accounts=())
CONNECTION = HubConnection(
    pool_id="ipam-pool-1",
    transit_gateway_id="tgw-1",
    organization_id="o-acme",
    flow_log_destination="arn:aws:s3:::logs",
    profile_id="rp-1",
)
WAYS_OUT = ("aws_internet_gateway", "aws_nat_gateway", "aws_eip", "aws_vpn_gateway", "aws_vpc_peering_connection")


def corporate(tmp_path: Path, hub: HubConnection = CONNECTION) -> dict[str, Any]:
    return synthesize_one(
        tmp_path,
        lambda stack: CorporateSpoke(stack, "spoke", segment="production", site=SPOKES, vpc_prefix=22, hub=hub),
    )


def internet(tmp_path: Path, *, in_each_zone: bool = False) -> dict[str, Any]:
    return synthesize_one(
        tmp_path,
        lambda stack: InternetSpoke(
            stack,
            "spoke",
            site=SPOKES,
            network=IPv4Network("192.168.0.0/20"),
            nat_gateway_in_each_zone=in_each_zone,
            organization_id="o-acme",
            flow_log_destination="arn:aws:s3:::logs",
        ),
    )


def address(document: dict[str, Any], kind: str, path: str, attribute: str = "id") -> str:
    """Return the expression of an attribute of the resource at this path."""
    (found,) = (
        name
        for name, one in document["resource"][kind].items()
        if one["//"]["metadata"]["path"].split("/", 2)[2] == path
    )
    return f"${{{kind}.{found}.{attribute}}}"


def associated(document: dict[str, Any], table: str) -> set[str]:
    """Return the subnets of a route table."""
    table_id = address(document, "aws_route_table", table)
    return {
        one["subnet_id"]
        for one in document["resource"]["aws_route_table_association"].values()
        if one["route_table_id"] == table_id
    }


def subnets(document: dict[str, Any], tier: str) -> set[str]:
    return {address(document, "aws_subnet", f"Default/{tier}/{zone_id}") for zone_id in ZONES}


class TestCorporateSpoke:
    def test_takes_its_range_from_the_pool_and_parts_it_by_zone(self, tmp_path: Path) -> None:
        document = corporate(tmp_path)
        vpc, whole = only(document, "aws_vpc"), address(document, "aws_vpc", "Default/Default", "cidr_block")[2:-1]

        assert (vpc["ipv4_ipam_pool_id"], vpc["ipv4_netmask_length"]) == ("ipam-pool-1", 22)
        assert "cidr_block" not in vpc
        assert {path: one["cidr_block"] for path, one in resources(document, "aws_subnet").items()} == {
            "Default/private/euw1-az1": f"${{cidrsubnet({whole}, 2, 0)}}",
            "Default/private/euw1-az2": f"${{cidrsubnet({whole}, 2, 1)}}",
            "Default/private/euw1-az3": f"${{cidrsubnet({whole}, 2, 2)}}",
            "Default/attachment/euw1-az1": f"${{cidrsubnet({whole}, 6, 48)}}",
            "Default/attachment/euw1-az2": f"${{cidrsubnet({whole}, 6, 49)}}",
            "Default/attachment/euw1-az3": f"${{cidrsubnet({whole}, 6, 50)}}",
        }

    def test_leads_everything_to_the_hub_once_it_is_attached(self, tmp_path: Path) -> None:
        document = corporate(tmp_path)
        route = only(document, "aws_route")

        assert route["destination_cidr_block"] == "0.0.0.0/0"
        assert route["transit_gateway_id"] == address(
            document, "aws_ec2_transit_gateway_vpc_attachment", "attachment", "transit_gateway_id"
        )
        assert associated(document, "private-routes/Default") == subnets(document, "private")

    def test_attaches_its_small_subnets_and_lets_itself_into_no_table(self, tmp_path: Path) -> None:
        document = corporate(tmp_path)

        attached = only(document, "aws_ec2_transit_gateway_vpc_attachment")["subnet_ids"]
        assert set(attached) == subnets(document, "attachment")
        assert not [kind for kind in document["resource"] if kind.startswith("aws_ec2_transit_gateway_route")]

    def test_has_no_way_out_of_its_own(self, tmp_path: Path) -> None:
        assert not set(WAYS_OUT) & set(corporate(tmp_path)["resource"])

    def test_resolves_what_the_hub_shares(self, tmp_path: Path) -> None:
        document = corporate(tmp_path)
        association = only(document, "aws_route53profiles_association")

        assert association["profile_id"] == "rp-1"
        assert association["resource_id"] == address(document, "aws_vpc", "Default/Default")

    def test_does_without_a_profile_where_the_hub_has_none(self, tmp_path: Path) -> None:
        document = corporate(tmp_path, replace(CONNECTION, profile_id=None))

        assert "aws_route53profiles_association" not in document["resource"]

    def test_reads_and_writes_the_organization_s_buckets_only(self, tmp_path: Path) -> None:
        document = corporate(tmp_path)
        endpoints = resources(document, "aws_vpc_endpoint")

        assert set(endpoints) == {"gateway-endpoint/s3", "gateway-endpoint/dynamodb"}
        for endpoint in endpoints.values():
            assert endpoint["route_table_ids"] == [address(document, "aws_route_table", "private-routes/Default")]
            assert "WhatIsPublishedIsRead" not in endpoint["policy"]

    def test_tells_products_where_it_is(self, tmp_path: Path) -> None:
        said = corporate(tmp_path)["resource"]["aws_ssm_parameter"].values()
        parameters = {one["name"].removeprefix("/landing-zone/network/"): one["value"] for one in said}

        assert set(parameters) == {"vpc-id", "vpc-cidr", "private-subnet-ids", "connectivity"}
        assert parameters["connectivity"] == "production"
        assert parameters["private-subnet-ids"].count("aws_subnet.spoke_private") == len(ZONES)

    def test_closes_what_aws_leaves_open_and_records_traffic(self, tmp_path: Path) -> None:
        document = corporate(tmp_path)

        assert not {"ingress", "egress"} & set(only(document, "aws_default_security_group"))
        assert only(document, "aws_default_route_table")["route"] == []
        assert only(document, "aws_flow_log")["log_destination"] == "arn:aws:s3:::logs"


class TestInternetSpoke:
    def test_is_attached_to_nothing(self, tmp_path: Path) -> None:
        kinds = set(internet(tmp_path)["resource"])

        assert not [kind for kind in kinds if "transit_gateway" in kind or "route53" in kind or "peering" in kind]

    def test_has_one_nat_gateway_for_all_zones(self, tmp_path: Path) -> None:
        document = internet(tmp_path)

        assert set(resources(document, "aws_nat_gateway")) == {f"nat-gateway/{ZONES[0]}"}
        assert associated(document, f"private-routes/{ZONES[0]}/Default") == subnets(document, "private")

    def test_or_one_in_each_zone(self, tmp_path: Path) -> None:
        document = internet(tmp_path, in_each_zone=True)
        routes = resources(document, "aws_route")

        for zone_id in ZONES:
            gateway = address(document, "aws_nat_gateway", f"nat-gateway/{zone_id}")
            assert routes[f"private-routes/{zone_id}/internet"]["nat_gateway_id"] == gateway
            private = address(document, "aws_subnet", f"Default/private/{zone_id}")
            assert associated(document, f"private-routes/{zone_id}/Default") == {private}

    def test_lets_only_the_subnets_of_nat_gateways_out_directly(self, tmp_path: Path) -> None:
        document = internet(tmp_path)
        direct = [one for one in document["resource"]["aws_route"].values() if "gateway_id" in one]

        assert [one["route_table_id"] for one in direct] == [
            address(document, "aws_route_table", "public/routes/Default")
        ]
        assert associated(document, "public/routes/Default") == subnets(document, "public")
        ranges = {
            one["cidr_block"].partition("/")[2]
            for path, one in resources(document, "aws_subnet").items()
            if "/public/" in path
        }
        assert ranges == {"28"}

    def test_has_the_same_range_everywhere(self, tmp_path: Path) -> None:
        vpc = only(internet(tmp_path), "aws_vpc")

        assert vpc["cidr_block"] == "192.168.0.0/20"
        assert "ipv4_ipam_pool_id" not in vpc

    @pytest.mark.parametrize("in_each_zone", [True, False])
    def test_reads_what_others_publish_and_writes_the_organization_s_buckets_only(
        self,
        tmp_path: Path,
        in_each_zone: bool,  # noqa: FBT001 - a parameter
    ) -> None:
        document = internet(tmp_path, in_each_zone=in_each_zone)
        endpoint = resources(document, "aws_vpc_endpoint")["gateway-endpoint/s3"]
        said = {one["Sid"]: one for one in json.loads(endpoint["policy"])["Statement"]}

        assert "s3:GetObject" in said["WhatIsPublishedIsRead"]["Action"]
        assert "Condition" not in said["WhatIsPublishedIsRead"]
        assert said["OrganizationUsesWhatIsItsOwn"]["Condition"]["StringEquals"]["aws:ResourceOrgID"] == "o-acme"
        assert len(endpoint["route_table_ids"]) == (len(ZONES) if in_each_zone else 1)
