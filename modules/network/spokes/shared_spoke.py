"""What an account that shares in a VPC has of it."""

from __future__ import annotations

from collections.abc import Mapping

from constructs import Construct

from modules.network.spokes.spoke_parameters import SpokeParameters


class SharedSpoke(Construct):
    """Define the parameters that templates find the VPC by: the same ones as for a VPC of the account's own.

    Everything else of the VPC is its owner's (Amazon VPC User Guide, Responsibilities and permissions for owners and
    participants).

    Args:
        scope: The module.
        id_: What the VPC is called in addresses.
        vpc_id: The VPC.
        vpc_cidr: Its range.
        private_subnet_ids: The subnets that are shared, by zone id.
        segment: Its segment.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        id_: str,
        *,
        vpc_id: str,
        vpc_cidr: str,
        private_subnet_ids: Mapping[str, str],
        segment: str,
    ) -> None:
        super().__init__(scope, id_)
        SpokeParameters(
            self,
            "parameter",
            vpc_id=vpc_id,
            vpc_cidr=vpc_cidr,
            private_subnet_ids=private_subnet_ids,
            connectivity=segment,
        )
