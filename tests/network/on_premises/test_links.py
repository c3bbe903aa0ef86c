from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from ipaddress import IPv4Address, IPv4Network
from pathlib import Path
from typing import Any

import pytest
from botocore.loaders import Loader
from pydantic import ValidationError

from modules.network.on_premises.direct_connect import DirectConnectGateway, DirectConnectLink
from modules.network.on_premises.link_routes import LinkRoutes
from modules.network.on_premises.vpn import Vpn
from modules.network.spec.on_premises import DirectConnectSpec, VpnSpec
from modules.network.spec.tunnels import Encryption, IkeVersion, Integrity, StartupAction, TimeoutAction, TunnelSpec
from tests.network.hub_site import KEY, resources
from tests.support.synthesis import only, synthesize_one

RANGES = (IPv4Network("10.0.0.0/11"), IPv4Network("172.20.0.0/14"))


def vpn(folder: Path, **said: Any) -> dict[str, Any]:
    spec = VpnSpec.model_validate_json(json.dumps({"hub": "eu-west-1", "address": "203.0.113.10", **said}))
    return synthesize_one(
        folder,
        lambda stack: Vpn(
            stack,
            "dublin",
            spec=spec,
            name="eu-west-1-dublin",
            transit_gateway_id="tgw-0example",
            key_arn=KEY,
            retention_days=365,
        ),
    )


class TestVpn:
    @pytest.mark.parametrize("number", [1, 2])
    def test_takes_ikev2_and_strong_algorithms_only_in_both_tunnels(self, tmp_path: Path, number: int) -> None:
        connection = only(vpn(tmp_path), "aws_vpn_connection")

        assert connection[f"tunnel{number}_ike_versions"] == ["ikev2"]
        for phase in (1, 2):
            prefix = f"tunnel{number}_phase{phase}"
            assert connection[f"{prefix}_encryption_algorithms"] == ["AES256-GCM-16"]
            assert "SHA1" not in connection[f"{prefix}_integrity_algorithms"]
            assert min(connection[f"{prefix}_dh_group_numbers"]) >= 19

    @pytest.mark.parametrize("number", [1, 2])
    def test_logs_both_tunnels_encrypted(self, tmp_path: Path, number: int) -> None:
        document = vpn(tmp_path)
        logged = only(document, "aws_vpn_connection")[f"tunnel{number}_log_options"]["cloudwatch_log_options"]

        assert logged["log_enabled"] is True
        assert logged["log_group_arn"].startswith("${aws_cloudwatch_log_group.")
        assert only(document, "aws_cloudwatch_log_group")["kms_key_id"] == KEY

    def test_leaves_the_keys_of_the_tunnels_to_secrets_manager(self, tmp_path: Path) -> None:
        connection = only(vpn(tmp_path), "aws_vpn_connection")

        assert {key: value for key, value in connection.items() if "preshared" in key} == {
            "preshared_key_storage": "SecretsManager"
        }

    def test_ends_at_the_hub_and_at_the_router(self, tmp_path: Path) -> None:
        document = vpn(tmp_path, asn=65010)
        router = only(document, "aws_customer_gateway")

        assert only(document, "aws_vpn_connection")["transit_gateway_id"] == "tgw-0example"
        assert (router["ip_address"], router["bgp_asn"]) == ("203.0.113.10", "65010")

    def test_can_end_at_another_router_before_the_first_is_forgotten(self, tmp_path: Path) -> None:
        assert only(vpn(tmp_path), "aws_customer_gateway")["lifecycle"] == {"create_before_destroy": True}

    @pytest.mark.parametrize("static", [True, False])
    def test_learns_routes_unless_they_are_written_down(self, tmp_path: Path, static: bool) -> None:  # noqa: FBT001 - a parameter
        assert only(vpn(tmp_path, static=static), "aws_vpn_connection")["static_routes_only"] is static


class TestTunnels:
    FIRST: Mapping[str, Any] = {
        "inside": "169.254.10.0/30",
        "ike_versions": ["ikev1", "ikev2"],
        "phase1": {"encryption": ["AES128"], "integrity": ["SHA1"], "groups": [2], "lifetime_seconds": 14400},
        "phase2": {"encryption": ["AES256"], "integrity": ["SHA2-256"], "groups": [5, 14], "lifetime_seconds": 1800},
        "startup": "start",
        "timeout_seconds": 40,
        "timeout_action": "restart",
        "rekey_margin_seconds": 100,
        "rekey_fuzz_percent": 50,
        "replay_window_packets": 128,
    }

    def test_have_the_options_that_are_written_each_its_own(self, tmp_path: Path) -> None:
        connection = only(vpn(tmp_path, tunnels=[self.FIRST, {"inside": "169.254.10.4/30"}]), "aws_vpn_connection")

        first = {key.removeprefix("tunnel1_"): value for key, value in connection.items() if key.startswith("tunnel1_")}
        first.pop("log_options")
        assert first == {
            "inside_cidr": "169.254.10.0/30",
            "ike_versions": ["ikev1", "ikev2"],
            "phase1_encryption_algorithms": ["AES128"],
            "phase1_integrity_algorithms": ["SHA1"],
            "phase1_dh_group_numbers": [2],
            "phase1_lifetime_seconds": 14400,
            "phase2_encryption_algorithms": ["AES256"],
            "phase2_integrity_algorithms": ["SHA2-256"],
            "phase2_dh_group_numbers": [5, 14],
            "phase2_lifetime_seconds": 1800,
            "startup_action": "start",
            "dpd_timeout_seconds": 40,
            "dpd_timeout_action": "restart",
            "rekey_margin_time_seconds": 100,
            "rekey_fuzz_percentage": 50,
            "replay_window_size": 128,
        }
        assert connection["tunnel2_inside_cidr"] == "169.254.10.4/30"
        assert connection["tunnel2_ike_versions"] == ["ikev2"]

    def test_have_no_key_that_anybody_could_write(self) -> None:
        assert not any("key" in name and "rekey" not in name for name in TunnelSpec.model_fields)

    def test_words_are_those_of_aws(self) -> None:
        members = Loader().load_service_model("ec2", "service-2")["shapes"]["VpnTunnelOptionsSpecification"]["members"]
        told = {key: re.findall(r"<code>([^<]+)</code>", member["documentation"]) for key, member in members.items()}

        assert set(Encryption) == set(told["Phase1EncryptionAlgorithms"]) == set(told["Phase2EncryptionAlgorithms"])
        assert set(Integrity) == set(told["Phase1IntegrityAlgorithms"]) == set(told["Phase2IntegrityAlgorithms"])
        assert set(IkeVersion) == set(told["IKEVersions"])
        assert set(StartupAction) <= set(told["StartupAction"])
        assert set(TimeoutAction) <= set(told["DPDTimeoutAction"])


class TestARoutersNumber:
    @pytest.mark.parametrize("asn", [1, 65000, 131072, 2_147_483_647])
    def test_is_written_where_aws_reads_it(self, tmp_path: Path, asn: int) -> None:
        router = only(vpn(tmp_path, asn=asn), "aws_customer_gateway")

        assert (router.get("bgp_asn"), router.get("bgp_asn_extended")) == (str(asn), None)

    @pytest.mark.parametrize("asn", [2_147_483_648, 4_200_000_000, 4_294_967_294])
    def test_is_written_elsewhere_where_it_is_longer(self, tmp_path: Path, asn: int) -> None:
        router = only(vpn(tmp_path, asn=asn), "aws_customer_gateway")

        assert (router.get("bgp_asn"), router.get("bgp_asn_extended")) == (None, str(asn))

    @pytest.mark.parametrize(
        "asn",
        [0, 7224, 23456, 64496, 64511, 65535, 65536, 65551, 65552, 131071, 4_294_967_295, 4_294_967_296],
    )
    def test_is_none_that_is_reserved(self, asn: int) -> None:
        with pytest.raises(ValidationError):
            VpnSpec(hub="eu-west-1", address=IPv4Address("203.0.113.10"), asn=asn)

    @pytest.mark.parametrize("asn", [23456, 64496, 65535, 131071])
    def test_is_any_that_aws_takes_where_it_tells_it_to_nobody(self, asn: int) -> None:
        assert VpnSpec(hub="eu-west-1", address=IPv4Address("203.0.113.10"), asn=asn, static=True).asn == asn

    def test_is_never_that_of_aws(self) -> None:
        with pytest.raises(ValidationError, match="reserved"):
            VpnSpec(hub="eu-west-1", address=IPv4Address("203.0.113.10"), asn=7224, static=True)


@pytest.mark.parametrize(
    "address",
    ["255.255.255.255", "0.0.0.0", "127.0.0.1", "169.254.1.1", "224.0.0.1", "10.1.1.1", "100.64.0.1"],  # noqa: S104 - no router has it
)
def test_a_router_has_an_address_of_the_internet(address: str) -> None:
    with pytest.raises(ValidationError):
        VpnSpec(hub="eu-west-1", address=IPv4Address(address))


class TestDirectConnect:
    def test_announces_the_hub_and_nothing_else(self, tmp_path: Path) -> None:
        document = synthesize_one(
            tmp_path,
            lambda stack: DirectConnectLink(
                stack,
                "direct-connect",
                gateway_id=DirectConnectGateway(stack, "gateway", name="acme", asn=65534).gateway_id,
                transit_gateway_id="tgw-0example",
                announced=[IPv4Network("10.64.0.0/12")],
            ),
        )
        association = only(document, "aws_dx_gateway_association")

        assert association["allowed_prefixes"] == ["10.64.0.0/12"]
        assert association["associated_gateway_id"] == "tgw-0example"
        assert association["dx_gateway_id"] == "${aws_dx_gateway.gateway.id}"
        assert only(document, "aws_dx_gateway")["amazon_side_asn"] == "65534"

    @pytest.mark.parametrize("asn", [64500, 64511, 65535, 4_199_999_999, 4_294_967_295])
    def test_takes_no_number_that_the_provider_refuses(self, asn: int) -> None:
        with pytest.raises(ValidationError):
            DirectConnectSpec(hubs=("eu-west-1",), asn=asn)


class TestRoutes:
    def routes(self, folder: Path, static: Sequence[IPv4Network]) -> dict[str, Any]:
        return synthesize_one(
            folder,
            lambda stack: LinkRoutes(
                stack,
                "vpn-routes",
                attachment_id="tgw-attach-vpn",
                route_table_id="tgw-rtb-on-premises",
                learning={"production": "tgw-rtb-production", "endpoints": "tgw-rtb-endpoints"},
                propagates=not static,
                static=static,
            ),
        )

    def test_are_learned_by_every_table_that_should(self, tmp_path: Path) -> None:
        document = self.routes(tmp_path, ())
        learned = resources(document, "aws_ec2_transit_gateway_route_table_propagation")

        assert {path: one["transit_gateway_route_table_id"] for path, one in learned.items()} == {
            "propagation/production": "tgw-rtb-production",
            "propagation/endpoints": "tgw-rtb-endpoints",
        }
        assert "aws_ec2_transit_gateway_route" not in document["resource"]

    def test_are_written_down_for_a_link_that_announces_none(self, tmp_path: Path) -> None:
        document = self.routes(tmp_path, RANGES)
        written = document["resource"]["aws_ec2_transit_gateway_route"].values()

        assert {(one["transit_gateway_route_table_id"], one["destination_cidr_block"]) for one in written} == {
            (table, str(network)) for table in ("tgw-rtb-production", "tgw-rtb-endpoints") for network in RANGES
        }
        assert "aws_ec2_transit_gateway_route_table_propagation" not in document["resource"]

    def test_of_the_link_itself_are_those_of_on_premises(self, tmp_path: Path) -> None:
        association = only(self.routes(tmp_path, ()), "aws_ec2_transit_gateway_route_table_association")

        assert association["transit_gateway_route_table_id"] == "tgw-rtb-on-premises"
