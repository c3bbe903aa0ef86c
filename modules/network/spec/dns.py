"""What a user may say about names. No cdktf here."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from modules.network.spec.addresses import Address
from modules.specification.model import Name, Spec
from modules.specification.texts import matching

DomainName = Annotated[
    str,
    AfterValidator(
        matching(
            r"(?!.{254})([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?",
            what="a domain name must have labels with dots between them",
            why="lower-case letters, digits and hyphens, without a dot at the end (RFC 1035)",
            fix="write it like corp.acme.example",
        )
    ),
    Field(examples=["corp.acme.example"]),
]
"""`corp.acme.example`: a domain name without a dot at its end."""

DnsServers = Annotated[tuple[Address, ...], Field(min_length=1, max_length=6)]
"""One to six DNS servers."""


class DnsSpec(Spec):
    """What every corporate VPC resolves, through the hub's Route 53 Profile."""

    zone: DomainName | None = None
    """A private hosted zone for the organization's own names. Hubs that are not the first have `<hub>.<zone>`."""

    forward: dict[DomainName, DnsServers] = Field(default_factory=dict)
    """Domains that DNS servers on premises answer for: their addresses, by domain."""

    inbound: bool = False
    """Whether on-premises networks may ask here: a Resolver endpoint in the endpoints VPC."""

    blocked_domains: tuple[Name, ...] = ("blocked",)
    """Lists of domains that DNS Firewall answers with NXDOMAIN: files of `policies/network/dns/`."""

    query_logs: bool = True
    """Whether every query of a corporate VPC is logged, in the network account."""
