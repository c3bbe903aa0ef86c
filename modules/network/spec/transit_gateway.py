"""What a user may say about a transit gateway that exists already. No cdktf here."""

from __future__ import annotations

from pydantic import Field

from modules.specification.model import Name, Spec
from modules.specification.resource_ids import TransitGatewayId, TransitGatewayRouteTableId


class TransitGatewaySpec(Spec):
    """A transit gateway of the network account that exists already. It is only looked at, and never changed."""

    id: TransitGatewayId
    """Its id. Its default association and propagation must be off: a plan fails otherwise."""

    route_tables: dict[Name, TransitGatewayRouteTableId] = Field(default_factory=dict)
    """Route tables of it that exist already, by the name that the hub has for them: a segment, or `inspection`,
    `egress`, `ingress`, `endpoints`, `on-premises`. Routes, associations and propagations are added to them; what they
    hold already is left alone, and not proved. Every other table is made."""
