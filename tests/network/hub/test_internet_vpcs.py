from __future__ import annotations

from typing import Any

import pytest

from modules.network.hub.egress_vpc import EgressVpc
from modules.network.hub.ingress_vpc import IngressVpc
from tests.network.hub_site import SITE, ZONES, resources
from tests.support.synthesis import only, synthesize_one


@pytest.fixture(scope="module")
def egress(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return synthesize_one(tmp_path_factory.mktemp("egress"), lambda stack: EgressVpc(stack, "egress", site=SITE))


@pytest.fixture(scope="module")
def ingress(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return synthesize_one(tmp_path_factory.mktemp("ingress"), lambda stack: IngressVpc(stack, "ingress", site=SITE))


class TestEgress:
    @pytest.mark.parametrize("zone_id", ZONES)
    def test_leaves_each_zone_through_a_nat_gateway_of_that_zone(self, egress: dict[str, Any], zone_id: str) -> None:
        route = resources(egress, "aws_route")[f"attachment-routes/{zone_id}/internet"]
        gateway = next(
            one
            for name, one in egress["resource"]["aws_nat_gateway"].items()
            if route["nat_gateway_id"] == f"${{aws_nat_gateway.{name}.id}}"
        )
        subnet = next(
            one
            for name, one in egress["resource"]["aws_subnet"].items()
            if gateway["subnet_id"] == f"${{aws_subnet.{name}.id}}"
        )

        assert route["destination_cidr_block"] == "0.0.0.0/0"
        assert subnet["availability_zone_id"] == zone_id

    def test_leads_answers_back_to_the_hub(self, egress: dict[str, Any]) -> None:
        route = resources(egress, "aws_route")["public/hub"]

        assert route["destination_cidr_block"] == "10.64.0.0/12"
        assert "aws_ec2_transit_gateway_vpc_attachment" in route["transit_gateway_id"]

    def test_lets_nothing_of_the_hub_out_past_the_nat_gateways(self, egress: dict[str, Any]) -> None:
        """An attachment's subnet with a route to the internet gateway would show private addresses to the internet."""
        to_internet = [one["route_table_id"] for one in egress["resource"]["aws_route"].values() if "gateway_id" in one]
        associated = resources(egress, "aws_route_table_association")

        assert len(to_internet) == 1
        for zone_id in ZONES:
            assert associated[f"attachment-routes/{zone_id}/{zone_id}"]["route_table_id"] not in to_internet

    def test_has_subnets_where_the_plan_says(self, egress: dict[str, Any]) -> None:
        subnets = {path: one["cidr_block"] for path, one in resources(egress, "aws_subnet").items()}

        assert subnets["Default/Default/public/euw1-az1"] == "10.64.16.0/22"
        assert subnets["Default/Default/attachment/euw1-az1"] == "10.64.28.0/28"


class TestIngress:
    def test_leads_from_load_balancers_to_the_hub_and_to_the_internet(self, ingress: dict[str, Any]) -> None:
        found = {path: one["destination_cidr_block"] for path, one in resources(ingress, "aws_route").items()}

        assert found == {"public/hub": "10.64.0.0/12", "public/internet": "0.0.0.0/0"}

    def test_has_no_way_out_for_the_hub(self, ingress: dict[str, Any]) -> None:
        """The attachments' subnets have the main route table, which leads nowhere."""
        associated = resources(ingress, "aws_route_table_association")

        assert "aws_nat_gateway" not in ingress["resource"]
        assert set(associated) == {f"public/routes/{zone_id}" for zone_id in ZONES}
        assert only(ingress, "aws_default_route_table")["route"] == []


@pytest.mark.parametrize("vpc", ["egress", "ingress"])
class TestBoth:
    def test_give_no_public_address_to_whoever_does_not_ask(self, vpc: str, request: pytest.FixtureRequest) -> None:
        subnets = request.getfixturevalue(vpc)["resource"]["aws_subnet"].values()

        assert {one["map_public_ip_on_launch"] for one in subnets} == {False}

    def test_are_attached_and_neither_associated_nor_announced_by_that(
        self, vpc: str, request: pytest.FixtureRequest
    ) -> None:
        attachment = only(request.getfixturevalue(vpc), "aws_ec2_transit_gateway_vpc_attachment")

        assert attachment["transit_gateway_default_route_table_association"] is False
        assert attachment["transit_gateway_default_route_table_propagation"] is False
        assert len(attachment["subnet_ids"]) == len(ZONES)

    def test_send_records_of_all_traffic(self, vpc: str, request: pytest.FixtureRequest) -> None:
        log = only(request.getfixturevalue(vpc), "aws_flow_log")

        assert (log["traffic_type"], log["log_destination"]) == ("ALL", "arn:aws:s3:::acme-flows")
