"""The transit gateway of a hub."""

from __future__ import annotations

from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.ec2_transit_gateway import Ec2TransitGateway
from cdktf_cdktf_provider_aws.flow_log import FlowLog
from constructs import Construct


class TransitHub(Construct):
    """Define a transit gateway that routes nothing by itself.

    Nothing is associated with a route table or announced to one before somebody in the network account says so: an
    attachment alone reaches nothing and is reached by nothing.

    Args:
        scope: The stack.
        id_: What it is called in addresses.
        name: The hub's name.
        asn: Its autonomous system number.
        auto_accept: Whether attachments of accounts that it is shared with are accepted by themselves. AWS refuses
            a VPC's route to a transit gateway before the attachment is accepted.
        flow_log_destination: The ARN that records of its traffic go to.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self, scope: Construct, id_: str, *, name: str, asn: int, auto_accept: bool, flow_log_destination: str
    ) -> None:
        super().__init__(scope, id_)
        self._gateway = Ec2TransitGateway(
            self,
            "Default",
            description=f"Hub {name}",
            amazon_side_asn=asn,
            auto_accept_shared_attachments="enable" if auto_accept else "disable",
            default_route_table_association="disable",
            default_route_table_propagation="disable",
            dns_support="enable",
            vpn_ecmp_support="enable",
            tags={"Name": name},
            lifecycle=TerraformResourceLifecycle(prevent_destroy=True),
        )
        FlowLog(
            self,
            "flow-log",
            transit_gateway_id=self._gateway.id,
            log_destination_type="s3",
            log_destination=flow_log_destination,
            max_aggregation_interval=60,  # the only interval for transit gateways
        )

    @property
    def transit_gateway_id(self) -> str:
        """Token: the transit gateway's id."""
        return self._gateway.id

    @property
    def transit_gateway_arn(self) -> str:
        """Token: the transit gateway's ARN."""
        return self._gateway.arn
