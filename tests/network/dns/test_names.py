from __future__ import annotations

import json
from ipaddress import IPv4Address, IPv4Network
from pathlib import Path
from typing import Any

from modules.network.dns.dns_firewall import DnsFirewall
from modules.network.dns.dns_profile import DnsProfile
from modules.network.dns.forwarding import Forwarding
from modules.network.dns.private_zone import PrivateZone
from modules.network.dns.query_log import QueryLog
from modules.network.dns.resolver_endpoint import Direction, ResolverEndpoint, ResolverSite
from modules.network.plan.dns import domain_key
from tests.network.hub_site import KEY, resources
from tests.support.synthesis import only, synthesize_one

SITE = ResolverSite(name="eu-west-1", vpc_id="vpc-0example", subnet_ids=("subnet-1", "subnet-2"))
SERVERS = {
    "corp.acme.example": (IPv4Address("10.0.0.53"), IPv4Address("10.0.1.53")),
    "lab.acme.example": (IPv4Address("10.0.0.53"),),
}


class TestProfile:
    def profile(self, folder: Path, firewall: str | None = "arn:firewall") -> dict[str, Any]:
        return synthesize_one(
            folder,
            lambda stack: DnsProfile(
                stack,
                "dns-profile",
                name="eu-west-1",
                resource_arns={"zone": "arn:zone", "query-log": "arn:log"},
                firewall_arn=firewall,
            ),
        )

    def test_holds_everything_that_it_is_given(self, tmp_path: Path) -> None:
        found = resources(self.profile(tmp_path), "aws_route53profiles_resource_association")

        assert {path: one["resource_arn"] for path, one in found.items()} == {
            "resource/zone": "arn:zone",
            "resource/query-log": "arn:log",
            "firewall": "arn:firewall",
        }

    def test_gives_the_firewall_a_priority_that_aws_takes(self, tmp_path: Path) -> None:
        found = resources(self.profile(tmp_path), "aws_route53profiles_resource_association")["firewall"]

        assert 100 <= json.loads(found["resource_properties"])["priority"] <= 9900

    def test_has_no_firewall_where_nothing_is_blocked(self, tmp_path: Path) -> None:
        assert "firewall" not in resources(self.profile(tmp_path, None), "aws_route53profiles_resource_association")


class TestFirewall:
    def test_answers_each_list_with_nxdomain_in_the_order_given(self, tmp_path: Path) -> None:
        blocked = {"tunnels": ("*.ngrok.io",), "resolvers": ("dns.google", "dns.quad9.net")}
        document = synthesize_one(
            tmp_path, lambda stack: DnsFirewall(stack, "dns-firewall", name="eu-west-1", blocked=blocked)
        )
        rules = resources(document, "aws_route53_resolver_firewall_rule")

        assert {(one["action"], one["block_response"]) for one in rules.values()} == {("BLOCK", "NXDOMAIN")}
        assert rules["tunnels/Default"]["priority"] < rules["resolvers/Default"]["priority"]
        lists = resources(document, "aws_route53_resolver_firewall_domain_list")
        assert lists["resolvers/domains"]["domains"] == ["dns.google.", "dns.quad9.net."]


def test_query_logs_are_kept_encrypted_for_the_time_given(tmp_path: Path) -> None:
    document = synthesize_one(
        tmp_path,
        lambda stack: QueryLog(
            stack, "query-log", name="eu-west-1-queries", key_arn=lambda: KEY, retention_days=365, log_bucket=None
        ),
    )
    group = only(document, "aws_cloudwatch_log_group")
    (address,) = document["resource"]["aws_cloudwatch_log_group"]

    assert (group["name"], group["kms_key_id"]) == ("/aws/vendedlogs/landing-zone/network/eu-west-1-queries", KEY)
    assert group["retention_in_days"] == 365
    config = only(document, "aws_route53_resolver_query_log_config")
    assert config["destination_arn"] == f"${{aws_cloudwatch_log_group.{address}.arn}}"


def test_the_organization_s_zone_is_private(tmp_path: Path) -> None:
    document = synthesize_one(
        tmp_path, lambda stack: PrivateZone(stack, "zone", name="aws.acme.example", vpc_id="vpc-0example")
    )

    zone = only(document, "aws_route53_zone")

    assert zone["vpc"] == [{"vpc_id": "vpc-0example"}]
    assert zone["lifecycle"] == {"ignore_changes": ["vpc"]}  # what others associate stays


class TestInboundEndpoint:
    def test_answers_on_premises_networks_and_asks_nobody(self, tmp_path: Path) -> None:
        document = synthesize_one(
            tmp_path,
            lambda stack: ResolverEndpoint(
                stack,
                "inbound",
                site=SITE,
                direction=Direction.INBOUND,
                partners=[IPv4Network("10.0.0.0/11"), IPv4Network("172.20.0.0/14")],
            ),
        )
        endpoint = only(document, "aws_route53_resolver_endpoint")
        rules = document["resource"]["aws_vpc_security_group_ingress_rule"].values()

        assert endpoint["direction"] == "INBOUND"
        assert [one["subnet_id"] for one in endpoint["ip_address"]] == ["subnet-1", "subnet-2"]
        assert {(one["ip_protocol"], one["cidr_ipv4"], one["from_port"], one["to_port"]) for one in rules} == {
            (protocol, network, 53, 53) for protocol in ("tcp", "udp") for network in ("10.0.0.0/11", "172.20.0.0/14")
        }
        assert "aws_vpc_security_group_egress_rule" not in document["resource"]


class TestForwarding:
    def forwarding(self, folder: Path) -> dict[str, Any]:
        return synthesize_one(folder, lambda stack: Forwarding(stack, "forwarding", site=SITE, servers=SERVERS))

    def test_sends_each_domain_to_its_servers(self, tmp_path: Path) -> None:
        rules = only_names(resources(self.forwarding(tmp_path), "aws_route53_resolver_rule"))

        assert rules == {
            "corp.acme.example": ["10.0.0.53", "10.0.1.53"],
            "lab.acme.example": ["10.0.0.53"],
        }

    def test_asks_these_servers_and_nobody_else(self, tmp_path: Path) -> None:
        document = self.forwarding(tmp_path)
        rules = document["resource"]["aws_vpc_security_group_egress_rule"].values()

        assert only(document, "aws_route53_resolver_endpoint")["direction"] == "OUTBOUND"
        assert {one["cidr_ipv4"] for one in rules} == {"10.0.0.53/32", "10.0.1.53/32"}
        assert {one["from_port"] for one in rules} == {53}
        assert "aws_vpc_security_group_ingress_rule" not in document["resource"]

    def test_gives_two_domains_two_addresses(self) -> None:
        assert domain_key("a-b.example") != domain_key("a.b.example")


def only_names(rules: dict[str, dict[str, Any]]) -> dict[str, list[str]]:
    return {one["domain_name"]: [target["ip"] for target in one["target_ip"]] for one in rules.values()}
