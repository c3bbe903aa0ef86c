"""Suricata rules and lists of domains, as far as they decide who reaches whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from ipaddress import IPv4Network
from typing import Any

from modules.reachability.firewall import Addresses, NamePart, Ports, Rule

_RULE = re.compile(
    r"(?P<action>\w+)\s+(?P<protocol>\w+)\s+(?P<source>\S+)\s+(?P<sport>\S+)\s+(?P<way><>|->)\s+"
    r"(?P<destination>\S+)\s+(?P<dport>\S+)\s*\((?P<options>.*)\)\s*"
)
_OPTION = re.compile(r'([\w.-]+)(?::((?:"(?:[^"\\]|\\.)*"|[^;"])*))?;')
_SAYS_NOTHING = {"msg", "sid", "rev", "gid", "flow", "priority", "classtype", "metadata", "reference", "noalert"}
_ABOUT_NAMES = {"ssl_version", "tls.sni", "http.host", "content", "nocase", "endswith"}
_BUT = {"!TCP": "tcp", "!UDP": "udp", "!ICMP": "icmp"}
"""Values of `ip_proto` that leave a protocol out, and that protocol."""
_TARGETS = {"TLS_SNI": "tls", "HTTP_HOST": "http"}
_PROTOCOLS = {"ip", "tcp", "udp", "icmp", *_TARGETS.values(), "ssh"}
"""The protocols of traffic. A rule about any other protocol is taken to be about all of them."""
_LAST_PORT = 65535
_ANYWHERE = (IPv4Network("0.0.0.0/0"),)

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
    allowed = listed.get("generated_rules_type") == "ALLOWLIST"
    protocols = [_TARGETS[target] for target in listed.get("target_types", ()) if target in _TARGETS]

    def rule(action: str, protocol: str, hosts: tuple[str, ...] | None) -> Rule:
        return Rule(
            action=action,
            protocol=protocol,
            source=_addresses("$HOME_NET", variables),
            destination=_addresses("$EXTERNAL_NET", variables),
            ports=_ports("any"),
            hosts=hosts,
        )

    for protocol in protocols:
        for domain in listed.get("targets", ()):
            yield rule("pass" if allowed else "drop", protocol, (domain,))
    if allowed and not strict:
        for protocol in protocols:
            yield rule("drop", protocol, None)


def rules_of_blocks(blocks: Sequence[Mapping[str, Any]], variables: Variables) -> Iterator[Rule]:
    """Read rules that are written as blocks: a header and options."""
    for rule in blocks:
        header: Mapping[str, Any] = block(rule.get("header"))
        words = {key: "any" if str(value).lower() == "any" else value for key, value in header.items()}
        options = (
            f"{option['keyword']}:{','.join(option.get('settings') or ())};" for option in rule.get("rule_option") or ()
        )
        way = "<>" if words["direction"] == "any" else "->"
        line = (
            f"{rule['action'].lower()} {header['protocol'].lower()} {words['source']} {words['source_port']} {way} "
            f"{words['destination']} {words['destination_port']} ({' '.join(options)})"
        )
        yield _rule(line, variables)


def anything(action: str) -> Rule:
    """Return a rule about everything, for one that is not understood."""
    return Rule(
        action=action,
        protocol="ip",
        source=Addresses(_ANYWHERE),
        destination=Addresses(_ANYWHERE),
        ports=_ports("any"),
        understood=False,
    )


def block(value: Any) -> Mapping[str, Any]:
    """Return a block that may occur once; CDKTF writes it as an object, people often as a list of one object."""
    if isinstance(value, list):
        return value[0] if value else {}
    return value or {}


def _rule(line: str, variables: Variables) -> Rule:
    found = _RULE.fullmatch(line)
    if found is None or found["protocol"] not in _PROTOCOLS:
        return anything(line.split(maxsplit=1)[0])
    options: list[tuple[str, str]] = _OPTION.findall(found["options"])
    versions = dict(options).get("ssl_version")
    parts = _name_parts(options)
    both_ways = found["way"] == "<>"
    # What comes the other way has this port as its source, and may go to any.
    plain = found["sport"] == "any" and (not both_ways or found["dport"] == "any")
    try:
        return Rule(
            action=found["action"],
            protocol=found["protocol"],
            source=_addresses(found["source"], variables),
            destination=_addresses(found["destination"], variables),
            ports=_ports("any" if both_ways else found["dport"]),
            both_ways=both_ways,
            parts=parts or (),
            but=_BUT.get(dict(options).get("ip_proto", "")),
            versions=tuple(versions.split(",")) if versions else None,
            understood=plain and parts is not None and all(map(_is_known, options)),
        )
    except (KeyError, ValueError):  # a variable that nobody gives, a list with exceptions, a reference to a set
        return anything(found["action"])


def _is_known(option: tuple[str, str]) -> bool:
    key, value = option
    return value in _BUT if key == "ip_proto" else key in _SAYS_NOTHING | _ABOUT_NAMES


def _name_parts(options: Sequence[tuple[str, str]]) -> tuple[NamePart, ...] | None:
    """Read the texts that a host name must contain; None where `content` or `endswith` mean anything else."""
    parts: list[NamePart] = []
    in_name = False
    for key, value in options:
        match key:
            case "tls.sni" | "http.host":
                in_name = True
            case "content" if in_name and not value.startswith("!"):
                parts.append(NamePart(value.strip('"').lower(), at_the_end=False))
            case "endswith" if parts:
                parts[-1] = replace(parts[-1], at_the_end=True)
            case "content" | "endswith":
                return None
    return tuple(parts)


def _addresses(text: str, variables: Variables) -> Addresses:
    negated, text = text.startswith("!"), text.removeprefix("!")
    if text == "any":
        return Addresses(_ANYWHERE, negated)
    if text == "$EXTERNAL_NET":
        return Addresses(variables.get("EXTERNAL_NET", variables["HOME_NET"]), ("EXTERNAL_NET" in variables) == negated)
    if text.startswith("$"):
        return Addresses(variables[text[1:]], negated)
    return Addresses(tuple(IPv4Network(range_) for range_ in _items(text)), negated)


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
