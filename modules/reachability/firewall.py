"""What a firewall does with a connection: rules in their order, as AWS Network Firewall evaluates them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network


@dataclass(frozen=True, slots=True, kw_only=True)
class Traffic:
    """One kind of connection."""

    name: str
    protocol: str
    """`tcp`, `udp` or `icmp`."""
    port: int = 0
    says: str | None = None
    """The protocol that is spoken on top: `tls`, `http`, `ssh`."""
    host: str | None = None
    """The host name that it asks for."""
    version: str | None = None
    """The version of TLS, as Suricata writes it."""

    @property
    def kind(self) -> str:
        """Its kind, as the policy names it."""
        return self.name.partition(" ")[0]


@dataclass(frozen=True, slots=True)
class Addresses:
    """A set of addresses."""

    networks: tuple[IPv4Network, ...]
    negated: bool = False

    def holds(self, address: IPv4Address) -> bool:
        """Whether an address is one of them."""
        return any(address in network for network in self.networks) != self.negated


@dataclass(frozen=True, slots=True)
class Ports:
    """A set of ports."""

    spans: tuple[tuple[int, int], ...]
    negated: bool = False

    def holds(self, port: int) -> bool:
        """Whether a port is one of them."""
        return any(first <= port <= last for first, last in self.spans) != self.negated


@dataclass(frozen=True, slots=True)
class NamePart:
    """A text that a name has in it, or ends with."""

    text: str
    at_the_end: bool

    def is_in(self, host: str | None) -> bool:
        """Whether a name has it."""
        return host is not None and (host.endswith(self.text) if self.at_the_end else self.text in host)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One stateful rule."""

    action: str
    """`pass`, `drop`, `reject` or `alert`."""
    protocol: str
    source: Addresses
    destination: Addresses
    ports: Ports
    both_ways: bool = False
    hosts: tuple[str, ...] | None = None
    """Host names that it matches; a leading dot stands for every name below."""
    parts: tuple[NamePart, ...] = ()
    """Texts that the host name must contain."""
    but: str | None = None
    """A protocol that it leaves out."""
    versions: tuple[str, ...] | None = None
    understood: bool = True
    """Whether every option of the rule is understood. A rule that is not understood may match or not, so the worse is
    assumed: it passes what it is about, and drops nothing."""

    def is_between(self, source: IPv4Address, destination: IPv4Address) -> bool:
        """Whether it is about connections between two addresses, and does anything."""
        if self.action == "alert" or (self.action != "pass" and not self.understood):
            return False
        return (self.source.holds(source) and self.destination.holds(destination)) or (
            self.both_ways and self.source.holds(destination) and self.destination.holds(source)
        )

    def is_about(self, traffic: Traffic) -> bool:
        """Whether it is about a kind of traffic."""
        if self.protocol not in {"ip", traffic.protocol, traffic.says} or not self.ports.holds(traffic.port):
            return False
        if self.but == traffic.protocol or (self.versions is not None and traffic.version not in self.versions):
            return False
        if not all(part.is_in(traffic.host) for part in self.parts):
            return False
        return self.hosts is None or any(_is_below(traffic.host, host) for host in self.hosts)


def _is_below(host: str | None, listed: str) -> bool:
    if host is None:
        return False
    return host == listed or (listed.startswith(".") and (host.endswith(listed) or host == listed[1:]))


class Default(StrEnum):
    """What becomes of packets that no rule is about."""

    PASS = "pass"  # noqa: S105 - what a firewall does
    DROP = "drop"
    DROP_ESTABLISHED = "drop established"
    """The first packet of a connection passes, every later one is dropped: no TCP handshake completes, but a datagram
    has arrived."""

    def passes(self, traffic: Traffic) -> bool:
        """Whether a kind of traffic gets through."""
        return self is Default.PASS or (self is Default.DROP_ESTABLISHED and traffic.protocol != "tcp")


@dataclass(frozen=True, slots=True, kw_only=True)
class Firewall:
    """A firewall's policy."""

    identity: str
    name: str
    rules: tuple[Rule, ...]
    """In the order in which they decide."""
    default: Default
    inspects: bool
    """Whether packets come to the stateful rules at all."""
    unread: tuple[str, ...]
    """Rule groups and rules that are not understood."""

    def passes(self, source: IPv4Address, destination: IPv4Address, kinds: Iterable[Traffic]) -> Iterator[bool]:
        """Tell of each kind of traffic whether it is let through. The first rule that passes or drops it decides."""
        between = [rule for rule in self.rules if rule.is_between(source, destination)]
        for kind in kinds:
            deciding = next((rule for rule in between if rule.is_about(kind)), None)
            yield deciding.action == "pass" if deciding else self.default.passes(kind)


class Verdicts:
    """What a firewall does with kinds of traffic, worked out once for each pair of addresses."""

    def __init__(self, firewall: Firewall, traffic: tuple[Traffic, ...]) -> None:
        self._firewall, self._traffic = firewall, traffic
        self._passing: dict[tuple[IPv4Address, IPv4Address], int] = {}

    def passing(self, source: IPv4Address, destination: IPv4Address) -> int:
        """Return the kinds of traffic that are let through, one bit for each."""
        key = (source, destination)
        if key not in self._passing:
            passed = self._firewall.passes(source, destination, self._traffic)
            self._passing[key] = sum(passes << number for number, passes in enumerate(passed))
        return self._passing[key]


@lru_cache  # most changes of a network that are tried leave its firewalls as they are
def verdicts(firewall: Firewall, traffic: tuple[Traffic, ...]) -> Verdicts:
    """Return the verdicts of a firewall: the same ones for firewalls that are equal."""
    return Verdicts(firewall, traffic)


def decisive(rules: Iterable[Rule], *, strict: bool) -> tuple[Rule, ...]:
    """Sort rules into evaluation order: as given if `strict`, otherwise all that pass before all that drop."""
    given = tuple(rules)
    if strict:
        return given
    return (*(rule for rule in given if rule.action == "pass"), *(rule for rule in given if rule.action != "pass"))
