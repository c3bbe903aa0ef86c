"""What lies on premises, and which way from a hub leads to it. No cdktf here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Network

from modules.network.addresses.plan import enclosing
from modules.network.spec.network import NetworkSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class OnPremisesLink:
    """One way from a hub to on-premises networks."""

    hub: str
    vpn: str | None
    """The name of the VPN connection; None for Direct Connect."""
    static: bool
    """Whether its routes are written down; otherwise it announces them."""
    ranges: tuple[IPv4Network, ...]
    """What is behind it, each range once and none within another."""

    @property
    def name(self) -> str:
        """What it is called in AWS, where it is a VPN connection."""
        return f"{self.hub}-{self.vpn}" if self.vpn else f"{self.hub} direct-connect"

    @property
    def key(self) -> str:
        """What no other link of any hub is called: two in different regions may have one name."""
        return f"{self.hub} vpn {self.name}" if self.vpn else f"{self.hub} direct-connect"


def outermost(ranges: Iterable[IPv4Network]) -> tuple[IPv4Network, ...]:
    """Return each range once and in its order, without those that lie within another."""
    found = tuple(dict.fromkeys(ranges))
    wider = enclosing(found)
    return tuple(range_ for range_ in found if not wider[range_])


def without(ranges: Iterable[IPv4Network], kept: Iterable[IPv4Network]) -> tuple[IPv4Network, ...]:
    """Return what is left of ranges when others are taken out of them."""
    left = list(ranges)
    for out in kept:
        parts = ([part] if not out.subnet_of(part) else sorted(part.address_exclude(out)) for part in left)
        left = [part for several in parts for part in several if not part.subnet_of(out)]
    return tuple(left)


def on_premises_ranges(network: NetworkSpec) -> tuple[IPv4Network, ...]:
    """Return every range on premises, none within another."""
    return outermost(network.on_premises.ranges) if network.on_premises else ()


def beyond_hubs(network: NetworkSpec, ranges: Iterable[IPv4Network]) -> tuple[IPv4Network, ...]:
    """Return what is left of ranges on premises without what is a hub's: what a rule may mean by them."""
    return without(ranges, (range_ for hub in network.hubs for range_ in network.whole_of(hub)))


def links(network: NetworkSpec, hub: str) -> tuple[OnPremisesLink, ...]:
    """Return every way from a hub to on-premises networks, VPN connections first.

    One that names no ranges leads to all that no other one of the hub names.
    """
    on_premises = network.on_premises
    if on_premises is None:
        return ()
    found: list[tuple[str | None, bool, tuple[IPv4Network, ...]]] = [
        (name, vpn.static, vpn.ranges) for name, vpn in on_premises.vpns.items() if vpn.hub == hub
    ]
    if on_premises.direct_connect is not None and hub in on_premises.direct_connect.hubs:
        found.append((None, False, on_premises.direct_connect.ranges))
    named = {range_ for _, _, ranges in found for range_ in ranges}
    rest = tuple(range_ for range_ in on_premises_ranges(network) if range_ not in named)
    return tuple(
        OnPremisesLink(hub=hub, vpn=vpn, static=static, ranges=outermost(ranges) if ranges else rest)
        for vpn, static, ranges in found
    )


def led_to(network: NetworkSpec, hub: str) -> tuple[IPv4Network, ...]:
    """Return the ranges on premises that a hub leads to."""
    return outermost(range_ for link in links(network, hub) for range_ in link.ranges)
