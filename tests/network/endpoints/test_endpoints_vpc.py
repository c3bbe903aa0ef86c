from __future__ import annotations

import json
from collections.abc import Sequence
from ipaddress import IPv4Network
from pathlib import Path
from typing import Any

import pytest

from modules.network.endpoints.interface_endpoints import EndpointUsers
from modules.network.hub.endpoints_vpc import EndpointsVpc
from modules.network.plan.endpoint_services import MACHINE_LEARNING
from modules.network.plan.service_catalogue import EndpointService, catalogued
from tests.network.hub_site import SITE, ZONES, resources
from tests.support.synthesis import only, synthesize_one

RANGES = (IPv4Network("10.64.0.0/12"), IPv4Network("10.0.0.0/11"))
ORGANIZATION = "o-exampleorgid"


def synthesized(
    folder: Path, services: Sequence[str], *, region: str = "eu-west-1", **described: EndpointService
) -> dict[str, Any]:
    wanted = {service: catalogued(service, region) for service in services} | described
    users = EndpointUsers(ranges=RANGES, organization_id=ORGANIZATION, trusted_accounts=("222222222222",))
    return synthesize_one(
        folder,
        lambda stack: EndpointsVpc(
            stack, "endpoints", site=SITE, region=region, services=wanted, users=users, elsewhere=False
        ),
    )


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return synthesized(tmp_path_factory.mktemp("endpoints"), MACHINE_LEARNING)


def statements(document: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    return {
        one["service_name"]: json.loads(one["policy"])["Statement"]
        for one in document["resource"]["aws_vpc_endpoint"].values()
    }


class TestEndpoints:
    def test_stand_in_every_zone_for_every_service(self, document: dict[str, Any]) -> None:
        endpoints = document["resource"]["aws_vpc_endpoint"].values()

        assert len(endpoints) == len(MACHINE_LEARNING)
        assert {one["vpc_endpoint_type"] for one in endpoints} == {"Interface"}
        assert {len(one["subnet_ids"]) for one in endpoints} == {len(ZONES)}

    def test_are_called_as_aws_calls_the_service(self, document: dict[str, Any]) -> None:
        names = set(statements(document))

        assert {"com.amazonaws.eu-west-1.sts", "com.amazonaws.eu-west-1.ecr.dkr"} <= names
        assert "aws.sagemaker.eu-west-1.notebook" in names

    def test_admit_the_organization_to_its_own_and_to_what_is_trusted(self, document: dict[str, Any]) -> None:
        said = {one["Sid"]: one for one in statements(document)["com.amazonaws.eu-west-1.sts"]}
        first, second = said["OrganizationUsesWhatIsItsOwn"], said["OrganizationUsesWhatIsTrusted"]

        assert first["Condition"]["StringEquals"] == {
            "aws:PrincipalOrgID": ORGANIZATION,
            "aws:ResourceOrgID": ORGANIZATION,
        }
        assert second["Condition"]["StringEquals"] == {
            "aws:PrincipalOrgID": ORGANIZATION,
            "aws:ResourceAccount": ["222222222222"],
        }

    def test_are_reached_over_tls_from_the_corporate_network_only(self, document: dict[str, Any]) -> None:
        rules = document["resource"]["aws_vpc_security_group_ingress_rule"].values()
        (group,) = document["resource"]["aws_security_group"]

        assert {rule["cidr_ipv4"] for rule in rules} == {"10.64.0.0/12", "10.0.0.0/11"}
        assert {(rule["ip_protocol"], rule["from_port"], rule["to_port"]) for rule in rules} == {("tcp", 443, 443)}
        endpoints = document["resource"]["aws_vpc_endpoint"].values()
        assert {one["security_group_ids"][0] for one in endpoints} == {f"${{aws_security_group.{group}.id}}"}
        assert "egress" not in only(document, "aws_security_group")
        assert "aws_vpc_security_group_egress_rule" not in document["resource"]


class TestNames:
    @pytest.mark.parametrize("service", MACHINE_LEARNING)
    def test_lead_to_the_endpoint_of_their_own_service(self, document: dict[str, Any], service: str) -> None:
        path = f"service/{service.replace('.', '-')}"
        ((domain, known),) = catalogued(service, "eu-west-1").zones().items()
        zone = resources(document, "aws_route53_zone")[f"{path}/zone"]
        records = {
            key: one for key, one in resources(document, "aws_route53_record").items() if key.startswith(f"{path}/")
        }
        endpoint = next(
            name
            for name, one in document["resource"]["aws_vpc_endpoint"].items()
            if one["//"]["metadata"]["path"].endswith(f"/{path}/Default")
        )

        assert zone["name"] == domain
        assert {one["name"] for one in records.values()} == {
            f"{record}.{zone['name']}" if record else zone["name"] for record in known
        }
        for one in records.values():
            assert one["alias"]["name"] == f"${{aws_vpc_endpoint.{endpoint}.dns_entry.0.dns_name}}"

    def test_are_not_taken_by_an_endpoint_s_own_private_dns(self, document: dict[str, Any]) -> None:
        assert {one["private_dns_enabled"] for one in document["resource"]["aws_vpc_endpoint"].values()} == {False}


class TestRoutes:
    def test_lead_back_to_the_corporate_network_and_nowhere_else(self, document: dict[str, Any]) -> None:
        routes = resources(document, "aws_route").values()

        assert {one["destination_cidr_block"] for one in routes} == {"10.64.0.0/12", "10.0.0.0/11"}
        assert all("transit_gateway_id" in one for one in routes)
        assert "aws_internet_gateway" not in document["resource"]


def test_a_vpc_for_resolver_endpoints_only_has_no_group_for_services(tmp_path: Path) -> None:
    document = synthesized(tmp_path, ())

    assert not {"aws_vpc_endpoint", "aws_security_group", "aws_route53_zone"} & set(document["resource"])


class TestOtherServices:
    def test_s3_is_told_to_on_premises_networks_only_and_beside_a_gateway_endpoint(self, tmp_path: Path) -> None:
        """Every VPC has gateway endpoints of its own, which a private zone would hide."""
        document = synthesized(tmp_path, ["s3", "dynamodb"])
        endpoints = resources(document, "aws_vpc_endpoint")
        s3 = endpoints["service/s3/Default"]

        assert s3["private_dns_enabled"] is True
        assert s3["dns_options"] == {"private_dns_only_for_inbound_resolver_endpoint": True}
        assert len(s3["depends_on"]) == 2
        assert {endpoints[f"gateway/{key}"]["vpc_endpoint_type"] for key in ("s3", "dynamodb")} == {"Gateway"}
        assert endpoints["service/dynamodb/Default"]["private_dns_enabled"] is False
        assert "aws_route53_zone" not in document["resource"]

    def test_each_is_reached_at_its_own_ports(self, tmp_path: Path) -> None:
        document = synthesized(tmp_path, ["cassandra", "sts"])
        rules = document["resource"]["aws_vpc_security_group_ingress_rule"].values()

        assert {(rule["cidr_ipv4"], rule["from_port"], rule["to_port"]) for rule in rules} == {
            (cidr, port, port) for cidr in ("10.64.0.0/12", "10.0.0.0/11") for port in (443, 9142)
        }

    def test_one_that_takes_no_policy_has_none(self, tmp_path: Path) -> None:
        (endpoint,) = synthesized(tmp_path, ["email-smtp"])["resource"]["aws_vpc_endpoint"].values()

        assert "policy" not in endpoint

    def test_one_of_all_regions_says_where_it_is(self, tmp_path: Path) -> None:
        (endpoint,) = synthesized(tmp_path, ["iam"])["resource"]["aws_vpc_endpoint"].values()

        assert (endpoint["service_name"], endpoint["service_region"]) == ("com.amazonaws.iam", "us-east-1")

    def test_one_with_several_names_has_a_zone_for_each(self, tmp_path: Path) -> None:
        names = ("*.one.example", "two.example", "x.two.example")
        document = synthesized(tmp_path, (), vendor=EndpointService(name="com.amazonaws.vendor", private_dns=names))
        records = {one["name"] for one in document["resource"]["aws_route53_record"].values()}

        assert {one["name"] for one in document["resource"]["aws_route53_zone"].values()} == {
            "one.example",
            "two.example",
        }
        assert records == set(names)
