"""All rules of a hub's firewall, in the order in which it evaluates them. No cdktf here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network

from modules.network.plan import rule_files
from modules.network.plan.on_premises import on_premises_ranges, outermost
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


def firewall_rules(network: NetworkSpec, hub: str, directory: Sequence[IPv4Network] = ()) -> FirewallRules:
    """Read and work out the rules of a hub, in whose segments a directory may answer for its domain."""
    inspection, region = network.inspection, network.region(hub)
    managed = f"arn:aws:network-firewall:{region}:aws-managed:stateful-rulegroup/"
    return FirewallRules(
        home=outermost((*network.whole_of(hub), *on_premises_ranges(network))),
        suricata={name: rule_files.rules(name) for name in inspection.rules},
        managed_arns=tuple(managed + name for name in inspection.managed_rule_groups),
        segments=segment_rules(network, hub, directory),
        # Without a way to the internet nobody reaches any of them.
        domains={name: rule_files.domains(Kind.DOMAINS, name, region=region) for name in inspection.domains}
        if network.egress
        else {},
    )
