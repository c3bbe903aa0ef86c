"""What the workspace of a hub holds, by what its network asks for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from modules.runner.protection import protected_types
from modules.workspaces.writing.synthesis import synthesize
from tests.support.environments import document, smaller_staging
from tests.workspaces.test_network import staging

REGIONS = ["eu-west-1", "us-east-1"]
TWO_HUBS = {
    "eu-west-1": {"range": "10.128.0.0/14", "zone_ids": ["euw1-az1", "euw1-az2"]},
    "us-east-1": {"range": "10.132.0.0/14", "zone_ids": ["use1-az1", "use1-az2"], "asn": 64513},
}
LINKS = {
    "ranges": ["10.0.0.0/11"],
    "vpns": {
        "dublin": {"hub": "eu-west-1", "address": "203.0.113.10"},
        "depot": {"hub": "eu-west-1", "address": "203.0.113.11", "static": True, "ranges": ["10.16.0.0/12"]},
    },
    "direct_connect": {"hubs": REGIONS},
}


def with_network(folder: Path, **said: Any) -> Path:
    organization = {**staging()["organization"], "regions": REGIONS}
    network = {"hubs": TWO_HUBS, **said}
    synthesize([smaller_staging(organization=organization, network=network)], folder)
    return folder


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_network(
        tmp_path_factory.mktemp("hubs"),
        inspection={"mode": "east-west"},
        ingress=True,
        endpoints={"services": ["sts"]},
        dns={"zone": "aws.acme.example", "inbound": True, "forward": {"corp.acme.example": ["10.0.0.53"]}},
        on_premises=LINKS,
    )


def hub(output: Path, region: str = "eu-west-1") -> dict[str, Any]:
    return document(output, f"staging-network-{region}")


def kinds(output: Path, region: str = "eu-west-1") -> set[str]:
    return set(hub(output, region)["resource"])


class TestAHubWithEverything:
    @pytest.mark.parametrize(
        "kind",
        [
            "aws_networkfirewall_firewall",
            "aws_vpc_endpoint",
            "aws_route53profiles_profile",
            "aws_route53_resolver_query_log_config",
            "aws_route53_resolver_firewall_rule",
            "aws_route53_resolver_endpoint",
            "aws_vpn_connection",
            "aws_dx_gateway_association",
        ],
    )
    def test_holds_each_part(self, everything: Path, kind: str) -> None:
        assert kind in kinds(everything)

    def test_associates_every_vpc_and_every_link_with_a_table(self, everything: Path) -> None:
        found = hub(everything)["resource"]["aws_ec2_transit_gateway_route_table_association"]
        tables = [one["transit_gateway_route_table_id"].split("route-table_")[-1] for one in found.values()]

        for table in ("inspection", "egress", "ingress", "endpoints"):
            assert sum(one.startswith(f"{table}_") for one in tables) == 1
        assert sum(one.startswith("on-premises_") for one in tables) == 3

    def test_gives_names_of_its_own_to_each_hub(self, everything: Path) -> None:
        zones = {
            region: {one["name"] for one in hub(everything, region)["resource"]["aws_route53_zone"].values()}
            for region in REGIONS
        }

        assert zones == {
            "eu-west-1": {"aws.acme.example", "sts.eu-west-1.amazonaws.com"},
            "us-east-1": {"us-east-1.aws.acme.example", "sts.us-east-1.amazonaws.com"},
        }

    def test_shares_its_profile_with_those_who_may_attach(self, everything: Path) -> None:
        shared = hub(everything)["resource"]["aws_ram_resource_association"].values()

        assert any("aws_route53profiles_profile" in one["resource_arn"] for one in shared)

    def test_puts_the_profile_on_every_corporate_spoke(self, everything: Path) -> None:
        module = document(everything, "staging-account-fraud-prod", "corporate-spoke-eu-west-1-22")
        (association,) = module["resource"]["aws_route53profiles_association"].values()
        call = document(everything, "staging-account-fraud-prod")["module"]["spoke-eu-west-1"]

        assert association["profile_id"] == "${var.profile_id}"
        assert association["resource_id"] == "${aws_vpc.spoke.id}"
        assert call["profile_id"].endswith(".outputs.profile_id}")

    def test_tells_nothing_of_names_to_spokes_of_the_internet(self, everything: Path) -> None:
        module = document(everything, "staging-account-fraud-dev", "internet-spoke-eu-west-1")

        assert "aws_route53profiles_association" not in module["resource"]


class TestDirectConnect:
    def test_has_one_gateway_for_all_hubs(self, everything: Path) -> None:
        assert "aws_dx_gateway" in kinds(everything)
        assert "aws_dx_gateway" not in kinds(everything, "us-east-1")
        (association,) = hub(everything, "us-east-1")["resource"]["aws_dx_gateway_association"].values()
        assert association["dx_gateway_id"].endswith("network-eu-west-1.outputs.direct_connect_gateway_id}")

    def test_announces_to_each_link_the_range_of_its_own_hub(self, everything: Path) -> None:
        (association,) = hub(everything, "us-east-1")["resource"]["aws_dx_gateway_association"].values()

        assert association["allowed_prefixes"] == ["10.132.0.0/14"]

    def test_uses_a_gateway_that_exists(self, tmp_path: Path) -> None:
        gateway_id = "1a2b3c4d-5678-90ab-cdef-1234567890ab"
        links = {"ranges": ["10.0.0.0/11"], "direct_connect": {"hubs": ["us-east-1"], "gateway_id": gateway_id}}
        output = with_network(tmp_path, on_premises=links)

        assert "aws_dx_gateway_association" not in kinds(output)
        (association,) = hub(output, "us-east-1")["resource"]["aws_dx_gateway_association"].values()
        assert association["dx_gateway_id"] == gateway_id


def test_a_vpn_ends_at_its_own_hub_only(everything: Path) -> None:
    assert "aws_vpn_connection" in kinds(everything)
    assert "aws_vpn_connection" not in kinds(everything, "us-east-1")


def test_a_network_of_nothing_but_segments_has_no_names_and_no_key(tmp_path: Path) -> None:
    output = with_network(
        tmp_path,
        inspection={"mode": "none"},
        endpoints={"services": []},
        dns={"blocked_domains": [], "query_logs": False},
        flow_logs={"bucket_arn": "arn:aws:s3:::acme-log-archive"},
    )

    assert not {one for one in kinds(output) if "route53" in one or "kms" in one or "firewall" in one}
    module = document(output, "staging-account-fraud-prod", "corporate-spoke-eu-west-1-22")
    assert "aws_route53profiles_association" not in module["resource"]
    assert "profile_id" not in module["variable"]


class TestWhatIsNotDestroyedByMistake:
    """`prevent_destroy` leaves with its block; a deploy asks for the types that are named."""

    @pytest.mark.parametrize("workspace", ["network-eu-west-1", "network-us-east-1", "network-ipam"])
    def test_is_protected_by_deploys_as_by_terraform(self, everything: Path, workspace: str) -> None:
        said = document(everything, f"staging-{workspace}")["resource"]
        kept = {
            kind
            for kind, found in said.items()
            if any(one.get("lifecycle", {}).get("prevent_destroy") for one in found.values())
        }

        assert kept
        assert kept <= set(protected_types())

    @pytest.mark.parametrize("kind", ["aws_vpn_connection", "aws_dx_gateway", "aws_cloudwatch_log_group"])
    def test_is_what_an_entry_less_in_the_yaml_would_lose(self, everything: Path, kind: str) -> None:
        assert kind in kinds(everything)
        assert kind in protected_types()
