"""What the policy wants of a pair of places."""

from __future__ import annotations

from pathlib import Path

import pytest

from modules.reachability.following.places import Place
from modules.reachability.judging.policy import Expected, Policy, read_policy
from tests.reachability.small_network import facts

TRAFFIC = """
traffic:
  web: {says: [tls, http], hosts: [pypi.org]}
  models: {says: [tls], hosts: [huggingface.co], needs: [list-models]}
  regional: {says: [tls], hosts: ["sts.{region}.amazonaws.com"]}
  database: {port: 5432}
  names: {protocol: udp, port: 53}
"""
EVERYTHING = {"web tls pypi.org", "web http pypi.org", "models huggingface.co", "database", "names"}
EU, US = "regional sts.eu-west-1.amazonaws.com", "regional sts.us-east-1.amazonaws.com"


def place(name: str, site: str = "eu") -> Place:
    return Place(name=name, site=site)


class Asked:
    """A policy with some rules, at the hubs `eu` and `us`."""

    def __init__(self, folder: Path, rules: str) -> None:
        path = folder / "reachability.yaml"
        path.write_text(f"{TRAFFIC}\nrules:\n{rules}", encoding="utf-8")
        self.policy: Policy = read_policy(path, "policies/reachability.yaml")
        self.features: frozenset[str] = frozenset()

    def expected(self, sender: str, receiver: str, site: str = "eu", other: str | None = None) -> Expected | None:
        known = facts(
            features={"eu": self.features, "us": frozenset()},
            regions={"eu": "eu-west-1", "us": "us-east-1"},
        )
        probes = self.policy.probes({"eu-west-1", "us-east-1"})
        return self.policy.expected(place(sender, site), place(receiver, other or site), known, probes)

    def passes(self, sender: str, receiver: str) -> set[str] | None:
        expected = self.expected(sender, receiver)
        return None if expected is None else set(expected.passes)


class TestProbes:
    def test_are_one_for_each_host_protocol_and_region(self, tmp_path: Path) -> None:
        policy = Asked(tmp_path, "  - {why: a, from: [a], to: [b]}").policy

        found = {one.traffic.name: one.traffic for one in policy.probes({"us-east-1", "eu-west-1"})}

        assert found.keys() == {*EVERYTHING, EU, US}
        assert (found["web http pypi.org"].port, found["web http pypi.org"].version) == (80, None)
        assert (found[EU].port, found[EU].version, found[EU].host) == (443, "tls1.2", "sts.eu-west-1.amazonaws.com")
        assert (found["names"].protocol, found["names"].says) == ("udp", None)


class TestRules:
    def test_are_the_only_ones_who_let_anything_be(self, tmp_path: Path) -> None:
        asked = Asked(tmp_path, "  - {why: a, from: [production], to: [shared]}")

        assert asked.expected("production", "shared")
        assert asked.expected("shared", "production") is None
        assert asked.expected("production", "production") is None

    def test_count_both_ways_where_they_say_so(self, tmp_path: Path) -> None:
        asked = Asked(tmp_path, "  - {why: a, from: [production, data], to: [shared], both_ways: true}")

        assert asked.expected("shared", "data")
        assert asked.expected("production", "data") is None

    def test_are_about_one_hub(self, tmp_path: Path) -> None:
        asked = Asked(tmp_path, "  - {why: a, from: [production], to: [production, internet]}")

        assert asked.expected("production", "production", "us", "us")
        assert asked.expected("production", "production", "eu", "us") is None

    def test_count_in_their_order_where_what_they_need_is_there(self, tmp_path: Path) -> None:
        asked = Asked(
            tmp_path,
            "  - {why: a, from: [a], to: [b], needs: [egress, ingress], passes: [database]}\n"
            "  - {why: b, from: [a], to: [b], passes: [names]}\n"
            "  - {why: c, from: [a], to: [b]}\n",
        )

        assert asked.passes("a", "b") == {"names"}
        asked.features = frozenset({"egress"})
        assert asked.passes("a", "b") == {"names"}
        asked.features = frozenset({"egress", "ingress", "endpoints"})
        assert asked.passes("a", "b") == {"database"}

    def test_say_where_they_stand(self, tmp_path: Path) -> None:
        asked = Asked(tmp_path, "  - {why: a, from: [a], to: [b]}\n  - why: b\n    from: [b]\n    to: [a]\n")

        places = [one.where for pair in ("ab", "ba") if (one := asked.expected(*pair))]

        assert places == ["policies/reachability.yaml:10", "policies/reachability.yaml:11"]


class TestPassing:
    @pytest.mark.parametrize(
        ("said", "passes"),
        [
            ("everything", {*EVERYTHING, EU, US}),
            ("tcp", {*EVERYTHING, EU, US} - {"names"}),
            ("tcp/80", {"web http pypi.org"}),
            ("udp/53", {"names"}),
            ("database", {"database"}),
            ("web", {"web tls pypi.org", "web http pypi.org"}),
            ("regional", {EU}),
            ("models", set()),
        ],
    )
    def test_is_kinds_of_traffic_protocols_and_ports(self, tmp_path: Path, said: str, passes: set[str]) -> None:
        assert Asked(tmp_path, f"  - {{why: a, from: [a], to: [b], passes: [{said}]}}").passes("a", "b") == passes

    def test_is_a_kind_that_needs_something_where_that_is_there(self, tmp_path: Path) -> None:
        asked = Asked(tmp_path, "  - {why: a, from: [a], to: [b], passes: [models]}")
        asked.features = frozenset({"list-models"})

        assert asked.passes("a", "b") == {"models huggingface.co"}

    def test_is_nothing_where_nothing_is_said_to(self, tmp_path: Path) -> None:
        assert Asked(tmp_path, "  - {why: a, from: [a], to: [b], passes: []}").passes("a", "b") == set()


class TestInspection:
    RULE = "  - {why: a, from: [a], to: [b], passes: [tcp, names], inspected: {needs: [inspection, east-west], %s}}"

    def test_is_wanted_where_the_environment_asks_for_any_of_what_it_needs(self, tmp_path: Path) -> None:
        asked = Asked(tmp_path, self.RULE % "passes: [database, names], passes_to_some: [names, web]")
        without = asked.expected("a", "b")
        asked.features = frozenset({"east-west"})
        within = asked.expected("a", "b")

        assert without
        assert (without.inspected, "web tls pypi.org" in without.passes) == (False, True)
        assert within
        assert (within.inspected, set(within.passes)) == (True, {"database", "names"})
        assert within.to_some == {"web tls pypi.org", "web http pypi.org"}

    def test_never_lets_more_through_than_the_rule(self, tmp_path: Path) -> None:
        rule = "  - {why: a, from: [a], to: [b], passes: [names], inspected: {needs: [inspection]}}"
        asked = Asked(tmp_path, rule)
        asked.features = frozenset({"inspection"})

        assert asked.passes("a", "b") == {"names"}

    def test_is_not_wanted_where_nothing_is_said_of_it(self, tmp_path: Path) -> None:
        asked = Asked(tmp_path, "  - {why: a, from: [a], to: [b]}")
        asked.features = frozenset({"inspection", "east-west"})
        expected = asked.expected("a", "b")

        assert expected
        assert not expected.inspected
