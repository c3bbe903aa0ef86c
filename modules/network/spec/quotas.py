"""What a user may say about quotas of the network that AWS has raised. No cdktf here."""

from __future__ import annotations

from pydantic import Field

from modules.aws_limits import (
    DIRECT_CONNECT_LEARNED_ROUTES,
    DIRECT_CONNECT_MOST_ROUTES,
    SECURITY_GROUP_RULES,
    SUBNET_ROUTES,
    TRANSIT_GATEWAY_ROUTE_TABLES,
    TRANSIT_GATEWAY_ROUTES,
)
from modules.specification.model import Spec

_MOST_RULES = 1_000
"""AWS multiplies them by the groups of an interface, and takes no more (Amazon VPC User Guide, Amazon VPC quotas)."""


class NetworkQuotasSpec(Spec):
    """Quotas that AWS raised for the network account, or allotted to a connection. What is AWS's needs no entry."""

    transit_gateway_routes: int = Field(default=TRANSIT_GATEWAY_ROUTES.value, ge=TRANSIT_GATEWAY_ROUTES.value)
    """Routes of a transit gateway in all its tables, 10,000 or more."""

    transit_gateway_route_tables: int = Field(
        default=TRANSIT_GATEWAY_ROUTE_TABLES.value, ge=TRANSIT_GATEWAY_ROUTE_TABLES.value
    )
    """Route tables of a transit gateway, 20 or more."""

    subnet_routes: int = Field(default=SUBNET_ROUTES.value, ge=SUBNET_ROUTES.value, le=1_000)
    """Routes of a subnet's route table, 500 to 1,000."""

    security_group_rules: int = Field(default=SECURITY_GROUP_RULES.value, ge=SECURITY_GROUP_RULES.value, le=_MOST_RULES)
    """Inbound rules of a security group, 60 to 1,000: the endpoints' group has one for each range that uses them."""

    direct_connect_routes: int = Field(
        default=DIRECT_CONNECT_LEARNED_ROUTES.value,
        ge=DIRECT_CONNECT_LEARNED_ROUTES.value,
        le=DIRECT_CONNECT_MOST_ROUTES.value,
    )
    """Ranges that each transit virtual interface is allotted, 100 to 1,000: with one more, its BGP session is down."""
