"""A VPC that exists already, attached to the hub."""

from __future__ import annotations

from collections.abc import Sequence

from cdktf_cdktf_provider_aws.ec2_transit_gateway_vpc_attachment import Ec2TransitGatewayVpcAttachment
from constructs import Construct


class ExistingSpoke(Construct):
    """Define the attachment of a VPC that somebody else made, and nothing in the VPC itself.

    Its own route tables decide what is sent to the hub.

    Args:
        scope: The module.
        id_: What the attachment is called in addresses.
        name: Its name in AWS.
        vpc_id: The VPC.
        subnet_ids: The subnets that the attachment stands in, one in each zone.
        transit_gateway_id: The hub's transit gateway.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        vpc_id: str,
        subnet_ids: Sequence[str],
        transit_gateway_id: str,
    ) -> None:
        super().__init__(scope, id_)
        self._attachment = Ec2TransitGatewayVpcAttachment(
            self,
            "Default",
            transit_gateway_id=transit_gateway_id,
            vpc_id=vpc_id,
            subnet_ids=list(subnet_ids),
            dns_support="enable",
            tags={"Name": name},
        )

    @property
    def attachment_id(self) -> str:
        """Token: the id of the attachment to the hub."""
        return self._attachment.id
