"""Direct Connect: the gateway, and what it leads to."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Network

from cdktf_cdktf_provider_aws.data_aws_ec2_transit_gateway_dx_gateway_attachment import (
    DataAwsEc2TransitGatewayDxGatewayAttachment,
)
from cdktf_cdktf_provider_aws.dx_gateway import DxGateway
from cdktf_cdktf_provider_aws.dx_gateway_association import DxGatewayAssociation
from constructs import Construct


class DirectConnectGateway(Construct):
    """Define a gateway. It belongs to no region: it is made once, however many hubs it leads to.

    Args:
        scope: The stack.
        id_: What the gateway is called in addresses.
        name: Its name in AWS.
        asn: Its autonomous system number.

    """

    def __init__(self, scope: Construct, id_: str, *, name: str, asn: int) -> None:
        super().__init__(scope, id_)
        self._gateway = DxGateway(self, "Default", name=name, amazon_side_asn=str(asn))

    @property
    def gateway_id(self) -> str:
        """Token: the gateway's id."""
        return self._gateway.id


class DirectConnectLink(Construct):
    """Define the association of a Direct Connect gateway with a hub.

    Args:
        scope: The stack.
        id_: What the association is called in addresses.
        gateway_id: The gateway.
        transit_gateway_id: The hub.
        announced: Ranges that routers on premises learn.

    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        gateway_id: str,
        transit_gateway_id: str,
        announced: Sequence[IPv4Network],
    ) -> None:
        super().__init__(scope, id_)
        association = DxGatewayAssociation(
            self,
            "Default",
            dx_gateway_id=gateway_id,
            associated_gateway_id=transit_gateway_id,
            allowed_prefixes=[str(network) for network in announced],
        )
        # The association's own attribute for it is younger than the oldest provider (docs/decisions/0002).
        self._attachment = DataAwsEc2TransitGatewayDxGatewayAttachment(
            self,
            "attachment",
            transit_gateway_id=transit_gateway_id,
            dx_gateway_id=association.dx_gateway_id,
            depends_on=[association],
        )

    @property
    def attachment_id(self) -> str:
        """Token: the id of the attachment to the transit gateway."""
        return self._attachment.id
