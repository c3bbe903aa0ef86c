"""Ports at which domain controllers are reached. No cdktf here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

_DNS = 53


@dataclass(frozen=True, slots=True)
class PortSpan:
    """Ports of a protocol."""

    protocol: str
    first: int
    last: int


SPANS: Mapping[str, PortSpan] = {
    "tcp-well-known": PortSpan("tcp", _DNS, 636),
    "tcp-dynamic": PortSpan("tcp", 1024, 65_535),
    "udp": PortSpan("udp", _DNS, 464),
    "ping": PortSpan("icmp", -1, -1),
}
"""What members of a domain use, as spans: a rule for each port and range would be more than a security group holds.

AWS Directory Service Administration Guide, What gets created with your AWS Managed Microsoft AD: DNS 53, Kerberos 88
and 464, time 123, RPC 135, NetLogon 138, LDAP 389 and 636, SMB 445, RPC and global catalog from 1024.
"""

NAMES: Mapping[str, PortSpan] = {"dns-tcp": PortSpan("tcp", _DNS, _DNS), "dns-udp": PortSpan("udp", _DNS, _DNS)}
"""What Route 53 Resolver uses."""

RULES_OF_AWS = 17
"""Rules that AWS has in the group itself (the same page): one for each protocol and port, and one for the group."""
