"""The policy, read from its file, and what it expects of a pair of places."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from modules.reachability.firewall import Traffic
from modules.reachability.following.places import Facts, Place
from modules.reachability.judging.policy_spec import EVERY_SEGMENT, EVERYTHING, PolicySpec, RuleSpec, TrafficSpec
from modules.specification.data_file import read_data_file
from modules.specification.errors import LandingZoneError

_PORTS = {"tls": 443, "http": 80, "ssh": 22}
_PROTOCOLS = ("tcp", "udp", "icmp")


@dataclass(frozen=True, slots=True)
class Probe:
    """One connection to try, and the kind of traffic in the policy that it belongs to."""

    traffic: Traffic
    kind: str
    needs: tuple[str, ...]
    region: str | None
    """The region in its host's name."""

    def is_meant_by(self, words: Collection[str], features: Collection[str], region: str | None) -> bool:
        """Whether one of the words that name traffic means this probe, at a hub with these features and region."""
        port = f"{self.traffic.protocol}/{self.traffic.port}"
        if {EVERYTHING, self.traffic.protocol, port} & set(words):
            return True
        return self.kind in words and set(self.needs) <= set(features) and self.region in {None, region}


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What the policy expects of a pair of places."""

    where: str
    """File and line of the rule."""
    passes: frozenset[str]
    """Names of traffic that must get through."""
    to_some: frozenset[str]
    """Names of traffic that must get through to some addresses only."""
    inspected: bool


@dataclass(frozen=True, slots=True)
class Policy:
    """Who must and who must not reach whom."""

    spec: PolicySpec
    places: tuple[str, ...]
    """File and line of each rule."""

    def probes(self, regions: Collection[str]) -> tuple[Probe, ...]:
        """Return every connection to try in an environment with hubs in these regions."""
        return tuple(probe for kind, spec in self.spec.traffic.items() for probe in _probes(kind, spec, regions))

    def expected(self, sender: Place, receiver: Place, facts: Facts, probes: Collection[Probe]) -> Expected | None:
        """Return what the policy expects between two places; None where nothing may pass."""
        if sender.site and receiver.site and sender.site != receiver.site:
            return None
        site = sender.site or receiver.site
        features = facts.features.get(site, frozenset())
        for rule, where in zip(self.spec.rules, self.places, strict=True):
            if set(rule.needs) <= features and _fits(rule, sender.name, receiver.name, facts.segments):
                return _expected(rule, where, features, facts.regions.get(site), probes)
        return None


def read_policy(path: Path, shown: str) -> Policy:
    """Read the policy.

    Args:
        path: The file.
        shown: What to call it in messages.

    Raises:
        InvalidEnvironmentError: with every problem of the file.

    """
    spec, files = read_data_file(path, PolicySpec, shown=shown, folder="policies/network", contradictions=_unknown)
    return Policy(spec, tuple(":".join(map(str, files.place(("rules", number)))) for number in range(len(spec.rules))))


def _unknown(spec: PolicySpec) -> Iterator[LandingZoneError]:
    """Find words that name no traffic of the policy: they would silently pass nothing."""
    ports = (f"{kind.protocol}/{port}" for kind in spec.traffic.values() for port in _ports(kind) if port)
    known = tuple(dict.fromkeys((EVERYTHING, *spec.traffic, *_PROTOCOLS, *ports)))
    for number, rule in enumerate(spec.rules):
        inner = (*rule.inspected.passes, *rule.inspected.passes_to_some) if rule.inspected else ()
        for word in (*rule.passes, *inner):
            if word not in known:
                yield LandingZoneError(
                    "a rule must pass kinds of traffic that the policy names",
                    got=word,
                    why="what is not tried is not proved",
                    fix=f"write {', '.join(known[:-1])} or {known[-1]}",
                    path=("rules", number),
                )


def _ports(spec: TrafficSpec) -> Iterator[int]:
    return (spec.port or _PORTS.get(says, 0) for says in spec.says or ("",))


def _probes(kind: str, spec: TrafficSpec, regions: Collection[str]) -> Iterator[Probe]:
    for host in spec.hosts or (None,):
        for says in spec.says or (None,):
            places = sorted(regions) if host and "{region}" in host else (None,)
            for region in places:
                named = host.replace("{region}", region) if host and region else host
                traffic = Traffic(
                    name=" ".join(filter(None, (kind, says if len(spec.says) > 1 else None, named))),
                    protocol=spec.protocol,
                    port=spec.port or _PORTS.get(says or "", 0),
                    says=says,
                    host=named,
                    version=spec.version if says == "tls" else None,
                )
                yield Probe(traffic, kind, spec.needs, region)


def _fits(rule: RuleSpec, sender: str, receiver: str, segments: Collection[str]) -> bool:
    there = _names(rule.senders, sender, segments) and _names(rule.receivers, receiver, segments)
    back = _names(rule.senders, receiver, segments) and _names(rule.receivers, sender, segments)
    return there or (rule.both_ways and back)


def _names(words: Collection[str], place: str, segments: Collection[str]) -> bool:
    """Whether one of the words of a rule means a place."""
    return place in words or (EVERY_SEGMENT in words and place in segments)


def _expected(
    rule: RuleSpec, where: str, features: frozenset[str], region: str | None, probes: Collection[Probe]
) -> Expected:
    def passing(words: Collection[str]) -> frozenset[str]:
        return frozenset(probe.traffic.name for probe in probes if probe.is_meant_by(words, features, region))

    passes, to_some = passing(rule.passes), frozenset[str]()
    inspected = rule.inspected is not None and bool(features & set(rule.inspected.needs))
    if inspected and rule.inspected:
        passes &= passing(rule.inspected.passes)
        to_some = passing(rule.inspected.passes_to_some) - passes
    return Expected(where=where, passes=passes, to_some=to_some, inspected=inspected)
