"""A transit gateway that exists already."""

from __future__ import annotations

from cdktf import Postcondition, TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.data_aws_ec2_transit_gateway import DataAwsEc2TransitGateway
from constructs import Construct

_ROUTES_BY_ITSELF = {
    "default_route_table_association": "association",
    "default_route_table_propagation": "propagation",
}


class ExistingTransitHub(Construct):
    """Look at a transit gateway, and refuse one that routes anything by itself.

    With default association or propagation every attachment would reach what is in the default table, whatever its
    segment's table says.

    Args:
        scope: The stack.
        id_: What it is called in addresses.
        gateway_id: Its id.
        region: Its region.
        account_id: Token: the id of its account.

    """

    def __init__(self, scope: Construct, id_: str, *, gateway_id: str, region: str, account_id: str) -> None:
        super().__init__(scope, id_)
        self._id = gateway_id
        self._arn = f"arn:aws:ec2:{region}:{account_id}:transit-gateway/{gateway_id}"
        DataAwsEc2TransitGateway(
            self,
            "Default",
            id=gateway_id,
            lifecycle=TerraformResourceLifecycle(
                postcondition=[
                    Postcondition(
                        condition=f'${{self.{attribute} == "disable"}}',
                        error_message=f"Switch default route table {what} of {gateway_id} off: with it, attachments "
                        "reach more than their segment says.",
                    )
                    for attribute, what in _ROUTES_BY_ITSELF.items()
                ]
            ),
        )

    @property
    def transit_gateway_id(self) -> str:
        """The transit gateway's id."""
        return self._id

    @property
    def transit_gateway_arn(self) -> str:
        """Token: the transit gateway's ARN."""
        return self._arn
