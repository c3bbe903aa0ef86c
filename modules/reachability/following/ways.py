"""The way that a packet took: its hops, the firewalls on it, how it ended, and the routes that it needed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from modules.reachability.network import Attachment, GatewayRoute, Route, Subnet


class End(StrEnum):
    """How a way ends."""

    ARRIVED = "arrived"
    ON_PREMISES = "on-premises"
    INTERNET = "internet"
    DROPPED = "dropped"
    CIRCLES = "circles"
    LEAKED = "leaked"
    """It left the corporate network with a destination in it, or with a private one."""


@dataclass(frozen=True, slots=True)
class Hop:
    """One step."""

    kind: str
    name: str
    detail: str


@dataclass(frozen=True, slots=True)
class Crossing:
    """A firewall on the way."""

    firewall: str
    zone: str
    nat_gateway: str | None
    """The NAT gateway that the packet passed before, whose address is its source now."""


Used = tuple[str, Route | GatewayRoute | str]
"""A table, and what led a packet in it: a route, or the identity of the attachment that propagated its range."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A whole way."""

    end: End
    at: str
    """The VPC where it arrived; or why it was dropped."""
    hops: tuple[Hop, ...]
    crossings: tuple[Crossing, ...]
    nat_gateway: str | None
    """The last NAT gateway on it: answers come to that."""
    used_gateway: bool
    used_choice: bool
    """Whether it depends on the choice of a zone: another choice could lead it elsewhere."""
    led_by: tuple[Used, ...]
    """The routes on it without which it would go another way."""

    @property
    def is_swallowed(self) -> bool:
        """Whether it ends in a black hole, the last of the routes that it needed."""
        last = self.led_by[-1][1] if self.led_by else None
        return isinstance(last, GatewayRoute) and last.attachment is None


Start = Subnet | Attachment
"""Where a packet comes from: the subnet that it is sent in, or the link that it comes by."""
