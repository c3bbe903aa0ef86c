"""A site-to-site VPN connection to the transit gateway."""

from __future__ import annotations

from typing import Any

from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.customer_gateway import CustomerGateway
from cdktf_cdktf_provider_aws.vpn_connection import (
    VpnConnection,
    VpnConnectionTunnel1LogOptions,
    VpnConnectionTunnel1LogOptionsCloudwatchLogOptions,
    VpnConnectionTunnel2LogOptions,
    VpnConnectionTunnel2LogOptionsCloudwatchLogOptions,
)
from constructs import Construct

from modules.network.logs.log_group import LogGroup
from modules.network.spec.on_premises import VpnSpec

_ALGORITHMS = ["AES256-GCM-16"]
_INTEGRITY = ["SHA2-256", "SHA2-384", "SHA2-512"]
_GROUPS = [19, 20, 21]
"""Elliptic curves of 256 to 521 bits (RFC 5903), in which the router finds one that it has."""


class Vpn(Construct):
    """Define a VPN connection with two tunnels, which the router on the other side begins.

    IKEv2 and AES-256 in GCM only. AWS makes the keys of the tunnels and keeps them in Secrets Manager, so that neither
    the router's configuration nor Terraform's state holds them (AWS Site-to-Site VPN User Guide, Enhanced security
    features using Secrets Manager).

    Args:
        scope: The stack.
        id_: The connection's name.
        spec: What is on the other side.
        name: Its name in AWS.
        transit_gateway_id: What it ends at.
        key_arn: The key that encrypts its log.
        retention_days: How long the log is kept.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        id_: str,
        *,
        spec: VpnSpec,
        name: str,
        transit_gateway_id: str,
        key_arn: str,
        retention_days: int,
    ) -> None:
        super().__init__(scope, id_)
        router = CustomerGateway(
            self,
            "customer-gateway",
            type="ipsec.1",
            bgp_asn=str(spec.asn),
            ip_address=str(spec.address),
            tags={"Name": name},
            # A router with another address is another customer gateway, and AWS deletes none that is in use.
            lifecycle=TerraformResourceLifecycle(create_before_destroy=True),
        )
        log = LogGroup(self, "log-group", name=f"{name}/tunnels", key_arn=key_arn, retention_days=retention_days)
        tunnel1_log = VpnConnectionTunnel1LogOptionsCloudwatchLogOptions(**_logged(log.log_group_arn))
        tunnel2_log = VpnConnectionTunnel2LogOptionsCloudwatchLogOptions(**_logged(log.log_group_arn))
        self._connection = VpnConnection(
            self,
            "Default",
            type="ipsec.1",
            customer_gateway_id=router.id,
            transit_gateway_id=transit_gateway_id,
            static_routes_only=spec.static,
            preshared_key_storage="SecretsManager",
            tunnel1_log_options=VpnConnectionTunnel1LogOptions(cloudwatch_log_options=tunnel1_log),
            tunnel2_log_options=VpnConnectionTunnel2LogOptions(cloudwatch_log_options=tunnel2_log),
            tags={"Name": name},
            **_tunnel(1),
            **_tunnel(2),
        )

    @property
    def attachment_id(self) -> str:
        """Token: the id of the attachment to the transit gateway."""
        return self._connection.transit_gateway_attachment_id


def _logged(log_group_arn: str) -> dict[str, Any]:
    return {"log_enabled": True, "log_group_arn": log_group_arn, "log_output_format": "json"}


def _tunnel(number: int) -> dict[str, Any]:
    """Return the options of a tunnel; the provider has them once for each of the two."""
    options = {
        "ike_versions": ["ikev2"],
        "phase1_encryption_algorithms": _ALGORITHMS,
        "phase1_integrity_algorithms": _INTEGRITY,
        "phase1_dh_group_numbers": _GROUPS,
        "phase2_encryption_algorithms": _ALGORITHMS,
        "phase2_integrity_algorithms": _INTEGRITY,
        "phase2_dh_group_numbers": _GROUPS,
    }
    return {f"tunnel{number}_{option}": value for option, value in options.items()}
