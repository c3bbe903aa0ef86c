"""All rules of a hub's firewall, in the order in which it evaluates them. No cdktf here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network

from modules.network.plan import rule_files
from modules.network.plan.rule_files import Kind
from modules.network.plan.segment_rules import segment_rules
from modules.network.spec.network import NetworkSpec

SEGMENTS = "segments"
"""What the rules that come from the segments are called, beside those of files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirewallRules:
    """The rules, first to last. What none of them passes is dropped."""

    home: tuple[IPv4Network, ...]
    """What counts as inside: `$HOME_NET`."""
    suricata: Mapping[str, str]
    """Suricata rules by name."""
    managed_arns: tuple[str, ...]
    """Rule groups that AWS manages."""
    segments: str
    """Suricata rules that come from the segments, and behind them the one that drops what is no TCP."""
    domains: Mapping[str, tuple[str, ...]]
    """Domains that are reached over TLS and HTTP, by the list's name."""


def firewall_rules(network: NetworkSpec, hub: str) -> FirewallRules:
    """Read and work out the rules of a hub."""
    inspection, region = network.inspection, network.region(hub)
    on_premises = network.on_premises.ranges if network.on_premises else ()
    managed = f"arn:aws:network-firewall:{region}:aws-managed:stateful-rulegroup/"
    return FirewallRules(
        home=(*network.whole_of(hub), *on_premises),
        suricata={name: rule_files.rules(name) for name in inspection.rules},
        managed_arns=tuple(managed + name for name in inspection.managed_rule_groups),
        segments=segment_rules(network, hub),
        # Without a way to the internet nobody reaches any of them.
        domains={name: rule_files.domains(Kind.DOMAINS, name, region=region) for name in inspection.domains}
        if network.egress
        else {},
    )
