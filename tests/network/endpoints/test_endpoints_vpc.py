from __future__ import annotations

import json
from collections.abc import Sequence
from ipaddress import IPv4Network
from pathlib import Path
from typing import Any

import pytest

from modules.network.hub.endpoints_vpc import EndpointsVpc, EndpointUsers
from modules.network.plan.endpoint_services import MACHINE_LEARNING, SERVICES
from tests.network.hub_site import SITE, ZONES, resources
from tests.support.synthesis import only, synthesize_one

RANGES = (IPv4Network("10.64.0.0/12"), IPv4Network("10.0.0.0/11"))
ORGANIZATION = "o-exampleorgid"


def synthesized(folder: Path, services: Sequence[str]) -> dict[str, Any]:
    users = EndpointUsers(ranges=RANGES, organization_id=ORGANIZATION, trusted_accounts=("222222222222",))
    return synthesize_one(
        folder,
        lambda stack: EndpointsVpc(stack, "endpoints", site=SITE, region="eu-west-1", services=services, users=users),
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
        known = SERVICES[service]
        zone = resources(document, "aws_route53_zone")[f"{path}/zone"]
        records = {
            key: one for key, one in resources(document, "aws_route53_record").items() if key.startswith(f"{path}/")
        }
        endpoint = next(
            name
            for name, one in document["resource"]["aws_vpc_endpoint"].items()
            if one["//"]["metadata"]["path"].endswith(f"/{path}/Default")
        )

        assert zone["name"] == known.domain.replace("{region}", "eu-west-1")
        assert {one["name"] for one in records.values()} == {
            f"{record}.{zone['name']}" if record else zone["name"] for record in known.records
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
