"""NAT gateways, each with a public address."""

from __future__ import annotations

from collections.abc import Mapping

from cdktf import ITerraformDependable
from cdktf_cdktf_provider_aws.eip import Eip
from cdktf_cdktf_provider_aws.nat_gateway import NatGateway
from constructs import Construct


class NatGateways(Construct):
    """Define a NAT gateway in each of these public subnets.

    Args:
        scope: The construct that owns the VPC.
        id_: What the gateways are called.
        name: The VPC's name.
        subnet_ids: The public subnets, by zone id.
        way_out: The internet gateway that must be there first.

    """

    def __init__(
        self, scope: Construct, id_: str, *, name: str, subnet_ids: Mapping[str, str], way_out: ITerraformDependable
    ) -> None:
        super().__init__(scope, id_)
        addresses = Construct(self, "address")
        self._ids = {
            zone_id: NatGateway(
                self,
                zone_id,
                subnet_id=subnet_id,
                allocation_id=Eip(addresses, zone_id, domain="vpc", tags={"Name": f"{name}-{zone_id}"}).id,
                tags={"Name": f"{name}-{zone_id}"},
                depends_on=[way_out],
            ).id
            for zone_id, subnet_id in subnet_ids.items()
        }

    @property
    def nat_gateway_ids(self) -> dict[str, str]:
        """Tokens: the ids of the gateways, by zone id."""
        return dict(self._ids)
