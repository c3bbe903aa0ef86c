"""Firewall endpoints as targets of routes: of which firewall, in which subnet."""

from __future__ import annotations

import re

ENDPOINT = "@"
"""Stands in an identity between a firewall and the subnet of its endpoint."""

_LOOKED_UP = re.compile(
    r"([\w./-]+:aws_networkfirewall_firewall\.[\w-]+)\.firewall_status.*?([\w./-]+:aws_subnet\.[\w-]+)\.id", re.DOTALL
)
"""How Terraform finds an endpoint: among the firewall's states, by the subnet."""


def target_of(value: str) -> str:
    """Return what a route leads to: the identity of an endpoint, where it is looked up in a firewall's states."""
    found = _LOOKED_UP.search(value)
    return f"{found[1]}{ENDPOINT}{found[2]}" if found else value
