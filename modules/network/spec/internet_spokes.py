"""What a user may say about VPCs with their own way to the internet. No cdktf here."""

from __future__ import annotations

from ipaddress import IPv4Network

from modules.network.spec.sizes import SpokeRange
from modules.specification.model import Spec


class InternetSpokesSpec(Spec):
    """The VPCs of accounts that have their own way to the internet and none to the corporate network."""

    range: SpokeRange = IPv4Network("192.168.0.0/20")
    """The range of every such VPC, /16 to /28. They may all have the same one, on-premises networks too, for nothing
    connects them."""

    nat_gateway_in_each_zone: bool = False
    """Whether a NAT gateway stands in each zone. One for all is cheaper, and stops with its zone."""
