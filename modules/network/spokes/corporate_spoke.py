"""The VPC of an account on the corporate network."""

from __future__ import annotations

from constructs import Construct

from modules.network.spokes.corporate_vpc import CorporateVpc, HubConnection, SpokeSite
from modules.network.spokes.spoke_parameters import SpokeParameters


class CorporateSpoke(CorporateVpc):
    """Define a corporate VPC of one account, with the parameters that templates in the account find it by.

    Args:
        scope: The module.
        id_: What the VPC is called in addresses.
        segment: Its segment, after which it is named in AWS.
        site: Where it stands.
        vpc_prefix: Its size, in prefix bits.
        hub: What it is attached to.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self, scope: Construct, id_: str, *, segment: str, site: SpokeSite, vpc_prefix: int, hub: HubConnection
    ) -> None:
        super().__init__(
            scope, id_, name=segment, site=site, vpc_prefix=vpc_prefix, hub=hub, is_the_gateway_s_account=False
        )
        SpokeParameters(
            self,
            "parameter",
            vpc_id=self.vpc_id,
            vpc_cidr=self.vpc_cidr,
            private_subnet_ids=self.private_subnet_ids,
            connectivity=segment,
        )
