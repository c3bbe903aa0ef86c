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
from modules.network.on_premises.tunnel_arguments import tunnel_arguments
from modules.network.spec.autonomous_systems import LARGEST_PLAIN_ASN
from modules.network.spec.on_premises import VpnSpec
from modules.network.spec.tunnels import TunnelSpec


class Vpn(Construct):
    """Define a VPN connection with two tunnels.

    AWS makes their keys and keeps them in Secrets Manager, so that neither the router's configuration nor Terraform's
    state holds them (AWS Site-to-Site VPN User Guide, Enhanced security features using Secrets Manager).

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
            bgp_asn=str(spec.asn) if spec.asn <= LARGEST_PLAIN_ASN else None,
            bgp_asn_extended=str(spec.asn) if spec.asn > LARGEST_PLAIN_ASN else None,
            ip_address=str(spec.address),
            tags={"Name": name},
            # A router with another address is another customer gateway, and AWS deletes none that is in use.
            lifecycle=TerraformResourceLifecycle(create_before_destroy=True),
        )
        log = LogGroup(self, "log-group", name=f"{name}/tunnels", key_arn=key_arn, retention_days=retention_days)
        tunnel1_log = VpnConnectionTunnel1LogOptionsCloudwatchLogOptions(**_logged(log.log_group_arn))
        tunnel2_log = VpnConnectionTunnel2LogOptionsCloudwatchLogOptions(**_logged(log.log_group_arn))
        tunnels = spec.tunnels or (TunnelSpec(), TunnelSpec())
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
            **tunnel_arguments(1, tunnels[0]),
            **tunnel_arguments(2, tunnels[1]),
        )

    @property
    def attachment_id(self) -> str:
        """Token: the id of the attachment to the transit gateway."""
        return self._connection.transit_gateway_attachment_id


def _logged(log_group_arn: str) -> dict[str, Any]:
    return {"log_enabled": True, "log_group_arn": log_group_arn, "log_output_format": "json"}
