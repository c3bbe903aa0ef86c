"""What rules do with a connection, in their order."""

from __future__ import annotations

from typing import Any

import pytest

from modules.reachability.firewall import Addresses, Default, Firewall, Ports, Rule, Traffic, decisive
from tests.reachability.small_network import ip, net

INSIDE, OUTSIDE = ip("10.1.0.1"), ip("203.0.113.1")
ANYWHERE, HOME = Addresses((net("0.0.0.0/0"),)), Addresses((net("10.0.0.0/8"),))
WEB = Traffic(name="web", protocol="tcp", port=443, says="tls", host="pypi.org", version="tls1.2")
DATABASE = Traffic(name="database", protocol="tcp", port=5432)
NAMES = Traffic(name="names", protocol="udp", port=53)
EVERYTHING = (WEB, DATABASE, NAMES)


def rule(action: str, protocol: str = "ip", **said: Any) -> Rule:
    anything = {"source": ANYWHERE, "destination": ANYWHERE, "ports": Ports(((0, 65535),))}
    return Rule(action=action, protocol=protocol, **{**anything, **said})


def passing(*rules: Rule, strict: bool = True, drops: bool = True) -> list[str]:
    """Name what a firewall lets through from inside to outside."""
    firewall = Firewall(
        identity="hub:firewall",
        name="firewall",
        rules=decisive(rules, strict=strict),
        default=Default.DROP if drops else Default.PASS,
        inspects=True,
        unread=(),
    )
    passed = firewall.passes(INSIDE, OUTSIDE, EVERYTHING)
    return [kind.name for kind, through in zip(EVERYTHING, passed, strict=True) if through]


class TestOrder:
    def test_in_strict_order_the_first_rule_decides(self) -> None:
        assert passing(rule("pass", "udp"), rule("drop"), rule("pass")) == ["names"]
        assert passing(rule("drop", "udp"), rule("pass")) == ["web", "database"]

    def test_in_default_order_all_that_passes_comes_before_all_that_drops(self) -> None:
        assert passing(rule("drop"), rule("pass", "udp"), strict=False) == ["names"]

    @pytest.mark.parametrize(("drops", "left"), [(True, []), (False, ["web", "database", "names"])])
    def test_without_a_rule_the_default_decides(self, *, drops: bool, left: list[str]) -> None:
        assert passing(drops=drops) == left

    def test_an_alert_decides_nothing(self) -> None:
        assert passing(rule("alert"), rule("pass")) == ["web", "database", "names"]

    def test_a_rejection_drops(self) -> None:
        assert passing(rule("reject", "tcp"), rule("pass")) == ["names"]


class TestRule:
    def test_is_about_what_the_network_carries_or_what_is_spoken_on_top(self) -> None:
        assert passing(rule("pass", "tcp")) == ["web", "database"]
        assert passing(rule("pass", "tls")) == ["web"]

    def test_is_about_its_ports(self) -> None:
        assert passing(rule("pass", ports=Ports(((0, 442), (5000, 6000))))) == ["database", "names"]
        assert passing(rule("pass", ports=Ports(((443, 443),), negated=True))) == ["database", "names"]

    def test_is_about_one_direction_unless_it_says_both(self) -> None:
        inwards: dict[str, Any] = {"source": Addresses(HOME.networks, negated=True), "destination": HOME}

        assert passing(rule("pass", **inwards)) == []
        assert passing(rule("pass", **inwards, both_ways=True)) == ["web", "database", "names"]

    def test_needs_both_ends(self) -> None:
        assert passing(rule("pass", source=HOME, destination=HOME)) == []
        assert passing(rule("pass", source=Addresses(HOME.networks, negated=True))) == []

    @pytest.mark.parametrize(
        ("host", "fits"),
        [("pypi.org", True), (".pypi.org", True), (".org", True), ("ypi.org", False), (".ypi.org", False)],
    )
    def test_is_about_a_name_or_with_a_leading_dot_all_below_it_too(self, host: str, *, fits: bool) -> None:
        assert passing(rule("pass", "tls", hosts=(host,))) == (["web"] if fits else [])

    def test_about_names_is_not_about_what_names_none(self) -> None:
        assert passing(rule("pass", hosts=("pypi.org",))) == ["web"]

    def test_about_versions_is_about_these_only(self) -> None:
        assert passing(rule("drop", "tls", versions=("tls1.0", "tls1.1")), rule("pass", "tls")) == ["web"]
        assert passing(rule("drop", "tls", versions=("tls1.1", "tls1.2")), rule("pass", "tls")) == []

    def test_that_is_not_understood_passes_and_drops_nothing(self) -> None:
        assert passing(rule("drop", understood=False), rule("pass", "udp", understood=False)) == ["names"]
