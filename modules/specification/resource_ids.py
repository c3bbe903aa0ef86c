"""Ids that EC2 gives to its resources, as users write them for what exists already.

A prefix and 17 hexadecimal digits, or 8 where the resource is old (Amazon EC2 User Guide, Resource IDs).
"""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from modules.specification.texts import matching

_DIGITS = "(?:[0-9a-f]{8}|[0-9a-f]{17})"
_EXAMPLE = "0123456789abcdef0"


def _id_of(what: str, prefix: str) -> AfterValidator:
    return AfterValidator(
        matching(
            f"{prefix}-{_DIGITS}",
            what=f"{what} that exists must be named by its id",
            why=f"{prefix}- and 17 hexadecimal digits, or 8 where it is old (Amazon EC2 User Guide, Resource IDs)",
            fix=f"write it as EC2 shows it, like {prefix}-{_EXAMPLE}",
        )
    )


VpcId = Annotated[str, _id_of("a VPC", "vpc"), Field(examples=[f"vpc-{_EXAMPLE}"])]
"""`vpc-0123456789abcdef0`"""

SubnetId = Annotated[str, _id_of("a subnet", "subnet"), Field(examples=[f"subnet-{_EXAMPLE}"])]
"""`subnet-0123456789abcdef0`"""

TransitGatewayId = Annotated[str, _id_of("a transit gateway", "tgw"), Field(examples=[f"tgw-{_EXAMPLE}"])]
"""`tgw-0123456789abcdef0`"""

TransitGatewayRouteTableId = Annotated[
    str, _id_of("a route table of a transit gateway", "tgw-rtb"), Field(examples=[f"tgw-rtb-{_EXAMPLE}"])
]
"""`tgw-rtb-0123456789abcdef0`"""

TransitGatewayAttachmentId = Annotated[
    str, _id_of("an attachment to a transit gateway", "tgw-attach"), Field(examples=[f"tgw-attach-{_EXAMPLE}"])
]
"""`tgw-attach-0123456789abcdef0`"""
