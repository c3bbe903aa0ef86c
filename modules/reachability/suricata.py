"""Suricata rules and lists of domains, as far as they decide who reaches whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from ipaddress import IPv4Network
from typing import Any

from modules.reachability.firewall import Addresses, Ports, Rule

_RULE = re.compile(
    r"(?P<action>\w+)\s+(?P<protocol>\w+)\s+(?P<source>\S+)\s+(?P<sport>\S+)\s+(?P<way><>|->)\s+"
    r"(?P<destination>\S+)\s+(?P<dport>\S+)\s*\((?P<options>.*)\)\s*"
)
_OPTION = re.compile(r'([\w.-]+)(?::((?:"(?:[^"\\]|\\.)*"|[^;"])*))?;')
_SAYS_NOTHING = {"msg", "sid", "rev", "gid", "flow", "priority", "classtype", "metadata", "reference", "noalert"}
_LAST_PORT = 65535
_ANYWHERE = (IPv4Network("0.0.0.0/0"),)
_TARGETS = {"TLS_SNI": "tls", "HTTP_HOST": "http"}

Variables = Mapping[str, tuple[IPv4Network, ...]]
"""Ranges by the name of their variable; `HOME_NET` is always there."""


def rules_of_text(text: str, variables: Variables) -> Iterator[Rule]:
    """Read rules, one in each line. A line that cannot be read is a rule that is not understood."""
    for line in text.splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            yield _rule(line.strip(), variables)


def rules_of_domains(listed: Mapping[str, Any], variables: Variables, *, strict: bool) -> Iterator[Rule]:
    """Read a list of domains. In strict order a list of allowed ones drops nothing by itself: the default action does.

    Source: AWS Network Firewall Developer Guide, Stateful domain list rule groups.
    """
    home = variables["HOME_NET"]
    allowed = listed.get("generated_rules_type") == "ALLOWLIST"
    protocols = [_TARGETS[target] for target in listed.get("target_types", ()) if target in _TARGETS]

    def rule(action: str, protocol: str, hosts: tuple[str, ...] | None) -> Rule:
        outside = Addresses(home, negated=True)
        return Rule(
            action=action,
            protocol=protocol,
            source=Addresses(home),
            destination=outside,
            ports=_ports("any"),
            hosts=hosts,
        )

    for protocol in protocols:
        for domain in listed.get("targets", ()):
            yield rule("pass" if allowed else "drop", protocol, (domain,))
    if allowed and not strict:
        for protocol in protocols:
            yield rule("drop", protocol, None)


def _rule(line: str, variables: Variables) -> Rule:
    found = _RULE.fullmatch(line)
    if found is None:
        everywhere = Addresses(_ANYWHERE)
        action = line.split(maxsplit=1)[0]
        return Rule(
            action=action,
            protocol="ip",
            source=everywhere,
            destination=everywhere,
            ports=_ports("any"),
            understood=False,
        )
    options = dict(_OPTION.findall(found["options"]))
    versions = options.pop("ssl_version", None)
    return Rule(
        action=found["action"],
        protocol=found["protocol"],
        source=_addresses(found["source"], variables),
        destination=_addresses(found["destination"], variables),
        ports=_ports(found["dport"]),
        both_ways=found["way"] == "<>",
        versions=tuple(versions.split(",")) if versions else None,
        understood=options.keys() <= _SAYS_NOTHING and found["sport"] == "any",
    )


def _addresses(text: str, variables: Variables) -> Addresses:
    negated, text = text.startswith("!"), text.removeprefix("!")
    if text == "any":
        return Addresses(_ANYWHERE, negated)
    if text == "$EXTERNAL_NET":
        return Addresses(variables.get("EXTERNAL_NET", variables["HOME_NET"]), ("EXTERNAL_NET" in variables) == negated)
    if text.startswith("$"):
        return Addresses(variables.get(text[1:], ()), negated)
    return Addresses(tuple(IPv4Network(one) for one in _items(text)), negated)


def _ports(text: str) -> Ports:
    negated, text = text.startswith("!"), text.removeprefix("!")
    if text == "any":
        return Ports(((0, _LAST_PORT),), negated)
    return Ports(tuple(map(_span, _items(text))), negated)


def _span(text: str) -> tuple[int, int]:
    first, colon, last = text.partition(":")
    if not colon:
        return int(first), int(first)
    return int(first or 0), int(last or _LAST_PORT)


def _items(text: str) -> Sequence[str]:
    return text.removeprefix("[").removesuffix("]").replace(" ", "").split(",")
