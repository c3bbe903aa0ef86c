"""The transit gateway, its route tables, and who may use it."""

from __future__ import annotations

from ipaddress import IPv4Network
from pathlib import Path
from typing import Any

import pytest

from modules.network.addresses.plan import ANYWHERE
from modules.network.hub.hub_route_tables import HubRouteTables
from modules.network.hub.resource_share import ResourceShare
from modules.network.hub.transit_hub import TransitHub
from modules.network.plan.routing import RouteTable
from tests.network.hub_site import resources
from tests.support.synthesis import only, synthesize_one


def hub(folder: Path, *, auto_accept: bool) -> dict[str, Any]:
    return synthesize_one(
        folder,
        lambda stack: TransitHub(
            stack, "hub", name="eu-west-1", asn=64512, auto_accept=auto_accept, flow_log_destination="arn:aws:s3:::logs"
        ),
    )


class TestTransitHub:
    def test_routes_nothing_by_itself_and_is_not_destroyed_by_mistake(self, tmp_path: Path) -> None:
        gateway = only(hub(tmp_path, auto_accept=True), "aws_ec2_transit_gateway")

        assert gateway["default_route_table_association"] == "disable"
        assert gateway["default_route_table_propagation"] == "disable"
        assert gateway["lifecycle"] == {"prevent_destroy": True}

    @pytest.mark.parametrize(("said", "written"), [(True, "enable"), (False, "disable")])
    def test_accepts_attachments_as_it_is_told(self, tmp_path: Path, said: bool, written: str) -> None:  # noqa: FBT001 - a column of the table
        gateway = only(hub(tmp_path, auto_accept=said), "aws_ec2_transit_gateway")

        assert gateway["auto_accept_shared_attachments"] == written

    def test_records_what_passes_as_aws_takes_it(self, tmp_path: Path) -> None:
        log = only(hub(tmp_path, auto_accept=True), "aws_flow_log")

        assert log["transit_gateway_id"].startswith("${aws_ec2_transit_gateway.")
        assert log["max_aggregation_interval"] == 60
        assert "traffic_type" not in log  # which is for VPCs


class TestRouteTables:
    TABLES = (
        RouteTable(
            name="production",
            routes=((ANYWHERE, "inspection"), (IPv4Network("10.64.0.0/12"), None)),
            learns_from=("production",),
        ),
        RouteTable(name="inspection", routes=(), learns_from=("production",)),
    )

    @pytest.fixture
    def tables(self, tmp_path: Path) -> dict[str, Any]:
        return synthesize_one(
            tmp_path,
            lambda stack: HubRouteTables(
                stack,
                "table",
                hub="eu-west-1",
                transit_gateway_id="tgw-1",
                tables=self.TABLES,
                existing_ids={},
                attachment_ids={"inspection": "tgw-attach-1"},
            ),
        )

    def test_say_what_the_routing_says(self, tables: dict[str, Any]) -> None:
        routes = resources(tables, "aws_ec2_transit_gateway_route").values()
        said = {one["destination_cidr_block"]: one.get("transit_gateway_attachment_id") for one in routes}
        dropped = {one["destination_cidr_block"] for one in routes if one.get("blackhole")}

        assert said == {"0.0.0.0/0": "tgw-attach-1", "10.64.0.0/12": None}
        assert dropped == {"10.64.0.0/12"}
        (table,) = {one["transit_gateway_route_table_id"] for one in routes}
        assert "table_production" in table

    def test_are_associated_with_the_hub_s_own_vpcs_and_with_no_spoke(self, tables: dict[str, Any]) -> None:
        association = only(tables, "aws_ec2_transit_gateway_route_table_association")

        assert association["transit_gateway_attachment_id"] == "tgw-attach-1"
        assert "table_inspection" in association["transit_gateway_route_table_id"]
        assert "aws_ec2_transit_gateway_route_table_propagation" not in tables["resource"]


def test_a_share_stays_within_the_organization(tmp_path: Path) -> None:
    share = synthesize_one(
        tmp_path,
        lambda stack: ResourceShare(
            stack,
            "share",
            name="network",
            resource_arns={"gateway": "arn:aws:ec2:eu-west-1:1:transit-gateway/tgw-1"},
            principal_arns={"Workloads": "arn:aws:organizations::1:ou/o-1/ou-1"},
        ),
    )

    assert only(share, "aws_ram_resource_share")["allow_external_principals"] is False
    assert only(share, "aws_ram_principal_association")["principal"] == "arn:aws:organizations::1:ou/o-1/ou-1"
    assert only(share, "aws_ram_resource_association")["resource_arn"].endswith("/tgw-1")
