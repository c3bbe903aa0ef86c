"""Rules as Suricata writes them, and lists of domains."""

from __future__ import annotations

from typing import Any

import pytest

from modules.reachability.firewall import Rule
from modules.reachability.reading.suricata import rules_of_domains, rules_of_text
from tests.reachability.small_network import ip, net

VARIABLES = {"HOME_NET": (net("10.0.0.0/8"),), "LAKES": (net("10.3.0.0/16"), net("10.4.0.0/16"))}
INSIDE, OUTSIDE, LAKE = ip("10.1.0.1"), ip("203.0.113.1"), ip("10.4.0.1")


def read(text: str, **variables: Any) -> Rule:
    (found,) = rules_of_text(text, {**VARIABLES, **variables})
    return found


class TestText:
    def test_is_one_rule_in_each_line_without_comments(self) -> None:
        text = "# what never leaves\n\npass tcp any any -> any any (sid:1;)\n  drop ip any any -> any any (sid:2;)\n"

        assert [one.action for one in rules_of_text(text, VARIABLES)] == ["pass", "drop"]

    def test_says_action_and_protocol(self) -> None:
        found = read('drop tls $HOME_NET any -> any any (msg:"old; TLS"; sid:1; rev:2;)')

        assert (found.action, found.protocol, found.understood) == ("drop", "tls", True)

    def test_says_versions(self) -> None:
        assert read("drop tls any any -> any any (ssl_version:tls1.0,tls1.1; sid:1;)").versions == ("tls1.0", "tls1.1")

    def test_says_with_its_arrow_whether_both_directions_are_meant(self) -> None:
        assert not read("pass ip any any -> any any (sid:1;)").both_ways
        assert read("pass ip any any <> any any (sid:1;)").both_ways


class TestAddresses:
    @pytest.mark.parametrize(
        ("text", "held"),
        [
            ("any", {INSIDE, OUTSIDE, LAKE}),
            ("$HOME_NET", {INSIDE, LAKE}),
            ("!$HOME_NET", {OUTSIDE}),
            ("$EXTERNAL_NET", {OUTSIDE}),
            ("!$EXTERNAL_NET", {INSIDE, LAKE}),
            ("$LAKES", {LAKE}),
            ("!$LAKES", {INSIDE, OUTSIDE}),
            ("10.4.0.1", {LAKE}),
            ("[10.1.0.0/16,203.0.113.0/24]", {INSIDE, OUTSIDE}),
            ("![10.1.0.0/16,203.0.113.0/24]", {LAKE}),
        ],
    )
    def test_are_ranges_variables_and_all_but_these(self, text: str, held: set[Any]) -> None:
        found = read(f"pass ip {text} any -> any any (sid:1;)")

        assert {one for one in (INSIDE, OUTSIDE, LAKE) if found.source.holds(one)} == held
        assert found.understood

    def test_outside_are_those_that_are_said_where_they_are(self) -> None:
        found = read("pass ip $EXTERNAL_NET any -> any any (sid:1;)", EXTERNAL_NET=(net("203.0.113.0/24"),))
        other = read("pass ip !$EXTERNAL_NET any -> any any (sid:1;)", EXTERNAL_NET=(net("203.0.113.0/24"),))

        assert found.source.holds(OUTSIDE)
        assert not found.source.holds(ip("8.8.8.8"))
        assert other.source.holds(ip("8.8.8.8"))


class TestPorts:
    @pytest.mark.parametrize(
        ("text", "held"),
        [
            ("any", {0, 80, 443, 65535}),
            ("443", {443}),
            ("![80,443]", {0, 65535}),
            ("[80:443]", {80, 443}),
            (":80", {0, 80}),
            ("443:", {443, 65535}),
            ("[80,1024:]", {80, 65535}),
        ],
    )
    def test_are_numbers_spans_and_all_but_these(self, text: str, held: set[int]) -> None:
        found = read(f"pass tcp any any -> any {text} (sid:1;)")

        assert {one for one in (0, 80, 443, 65535) if found.ports.holds(one)} == held


class TestNotUnderstood:
    @pytest.mark.parametrize(
        "text",
        [
            'pass tls any any -> any any (tls.sni; content:"example.com"; depth:11; sid:1;)',
            'pass tcp any any -> any any (content:"GET"; sid:1;)',
            "pass ip any any -> any any (ip_proto:47; sid:1;)",
            "pass tcp any 1024: -> any any (sid:1;)",
        ],
    )
    def test_is_a_rule_that_says_more(self, text: str) -> None:
        assert not read(text).understood

    def test_is_a_rule_for_both_directions_with_a_port_and_so_it_passes_any(self) -> None:
        found = read("pass ip any any <> any 443 (sid:1;)")

        assert not found.understood
        assert found.ports.holds(22)

    @pytest.mark.parametrize(
        "text",
        [
            "pass tcp-pkt 10.9.0.0/16 any -> 10.9.0.0/16 any (sid:1;)",
            "pass dns 10.9.0.0/16 any -> 10.9.0.0/16 any (sid:1;)",
            "pass tcp $NOBODY any -> 10.9.0.0/16 any (sid:1;)",
            "pass tcp 10.9.0.0/16 any -> @lists any (sid:1;)",
            "pass tcp 10.9.0.0/16 any -> [10.0.0.0/8,!10.1.0.0/16] any (sid:1;)",
            "pass tcp 10.9.0.0/16 any -> 10.9.0.1/16 any (sid:1;)",
            "pass tcp 10.9.0.0/16 any -> 10.9.0.0/16 $WEB_PORTS (sid:1;)",
            "pass tcp 10.9.0.0/16 any -> 10.9.0.0/16 [1:1024,!80] (sid:1;)",
            "pass everything",
        ],
    )
    def test_is_a_rule_about_things_nobody_knows_and_so_it_passes_anything(self, text: str) -> None:
        found = read(text)

        assert (found.action, found.protocol, found.understood) == ("pass", "ip", False)
        assert found.is_between(INSIDE, OUTSIDE)
        assert found.ports.holds(5432)


ALLOWED = {"generated_rules_type": "ALLOWLIST", "targets": [".pypi.org"], "target_types": ["TLS_SNI", "HTTP_HOST"]}


class TestDomains:
    def read(self, *, strict: bool, **changed: Any) -> list[tuple[str, str, Any]]:
        found = rules_of_domains({**ALLOWED, **changed}, VARIABLES, strict=strict)
        return [(one.action, one.protocol, one.hosts) for one in found]

    def test_that_are_allowed_pass_in_each_protocol(self) -> None:
        assert self.read(strict=True) == [("pass", "tls", (".pypi.org",)), ("pass", "http", (".pypi.org",))]

    def test_that_are_allowed_drop_all_others_of_their_protocols_in_default_order(self) -> None:
        assert self.read(strict=False, target_types=["TLS_SNI"]) == [
            ("pass", "tls", (".pypi.org",)),
            ("drop", "tls", None),
        ]

    @pytest.mark.parametrize("strict", [True, False])
    def test_that_are_denied_drop(self, *, strict: bool) -> None:
        found = self.read(strict=strict, generated_rules_type="DENYLIST", target_types=["HTTP_HOST"])

        assert found == [("drop", "http", (".pypi.org",))]

    def test_are_about_what_leaves(self) -> None:
        (found,) = rules_of_domains({**ALLOWED, "target_types": ["TLS_SNI"]}, VARIABLES, strict=True)

        assert found.is_between(INSIDE, OUTSIDE)
        assert not found.is_between(INSIDE, LAKE)
        assert not found.is_between(OUTSIDE, INSIDE)

    def test_go_by_what_is_said_to_be_outside(self) -> None:
        variables = {**VARIABLES, "EXTERNAL_NET": VARIABLES["LAKES"]}

        found = next(rules_of_domains(ALLOWED, variables, strict=True))

        assert found.is_between(INSIDE, LAKE)
        assert not found.is_between(INSIDE, OUTSIDE)
