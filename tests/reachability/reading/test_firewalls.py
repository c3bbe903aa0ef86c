"""Firewalls, made of their policies and rule groups."""

from __future__ import annotations

from typing import Any

from modules.reachability.firewall import Firewall, Traffic
from modules.reachability.reading.networks import read_network
from tests.reachability.small_network import ip, resource

VPC = resource("aws_vpc", "inspection", cidr_block="10.9.0.0/24")
WEB = Traffic(name="web", protocol="tcp", port=443, says="tls", host="pypi.org", version="tls1.2")
STRICT = {"rule_order": "STRICT_ORDER"}
MANAGED = "arn:aws:network-firewall:eu-west-1:aws-managed:stateful-rulegroup/AbusedLegitDomainsStrictOrder"


def group(name: str, *rules: str, **said: Any) -> Any:
    source = said.pop("rules_source", {"rules_string": "\n".join(rules)})
    return resource(
        "aws_networkfirewall_rule_group", name, tags={"Name": name}, rule_group={"rules_source": source, **said}
    )


def referring(*arns: str) -> list[dict[str, Any]]:
    return [{"resource_arn": arn, "priority": number} for number, arn in enumerate(arns, start=1)]


def read(*groups: Any, references: list[dict[str, Any]] | None = None, **said: Any) -> Firewall:
    """Read a firewall that goes by groups in their order, drops all else and forwards all."""
    usual = {
        "stateful_engine_options": STRICT,
        "stateful_default_actions": ["aws:drop_strict"],
        "stateless_default_actions": ["aws:forward_to_sfe"],
        "stateful_rule_group_reference": references or referring(*(one.identity for one in groups)),
    }
    policy = resource("aws_networkfirewall_firewall_policy", "own", firewall_policy={**usual, **said})
    firewall = resource(
        "aws_networkfirewall_firewall",
        "own",
        name="inspection",
        vpc_id=VPC.identity,
        firewall_policy_arn=policy.identity,
    )
    (found,) = read_network([VPC, *groups, policy, firewall], ()).firewalls.values()
    return found


def lets(firewall: Firewall, source: str = "10.9.0.1", destination: str = "203.0.113.1") -> bool:
    return next(firewall.passes(ip(source), ip(destination), [WEB]))


class TestRules:
    def test_are_in_the_order_of_their_groups_priorities(self) -> None:
        drop, allow = (
            group("drop", "drop tls any any -> any any (sid:1;)"),
            group("allow", "pass tls any any -> any any (sid:2;)"),
        )

        assert not lets(read(drop, allow))
        assert lets(read(drop, allow, references=referring(allow.identity, drop.identity)[::-1]))

    def test_that_pass_come_first_in_default_order(self) -> None:
        rules = ["drop tls any any -> any any (sid:1;)", "pass tls any any -> any any (sid:2;)"]

        assert lets(read(group("own", *rules), stateful_engine_options=None, stateful_default_actions=None))

    def test_know_the_firewall_s_vpc_as_home_where_nothing_else_is_said(self) -> None:
        home = group("own", "pass tls $HOME_NET any -> $EXTERNAL_NET any (sid:1;)")

        assert lets(read(home))
        assert not lets(read(home), source="10.1.0.1")

    def test_know_variables_of_the_policy_and_before_these_those_of_their_group(self) -> None:
        def home(*ranges: str) -> dict[str, Any]:
            return {"key": "HOME_NET", "ip_set": {"definition": list(ranges)}}

        rule = "pass tls $HOME_NET any -> any any (sid:1;)"
        variables = {"rule_variables": [home("10.1.0.0/16")]}
        own = group("own", rule, rule_variables={"ip_sets": [home("10.2.0.0/16")]})

        of_policy = read(group("own", rule), policy_variables=variables)
        of_group = read(own, policy_variables=variables)

        assert [lets(of_policy, f"10.{one}.0.1") for one in (1, 2, 9)] == [True, False, False]
        assert [lets(of_group, f"10.{one}.0.1") for one in (1, 2, 9)] == [False, True, False]

    def test_are_read_of_lists_of_domains(self) -> None:
        listed = {"generated_rules_type": "ALLOWLIST", "targets": ["pypi.org"], "target_types": ["TLS_SNI"]}

        assert lets(read(group("own", rules_source={"rules_source_list": listed})))
        assert not lets(read(group("own", rules_source={"rules_source_list": {**listed, "targets": ["example.com"]}})))

    def test_are_read_where_each_is_a_block_of_its_own(self) -> None:
        header = {
            "protocol": "TLS",
            "source": "10.9.0.0/24",
            "source_port": "ANY",
            "destination": "ANY",
            "destination_port": "443",
            "direction": "FORWARD",
        }
        block = {"action": "PASS", "header": header, "rule_option": [{"keyword": "sid", "settings": ["1"]}]}

        def own(**changed: Any) -> Firewall:
            return read(group("own", rules_source={"stateful_rule": [{**block, "header": {**header, **changed}}]}))

        assert lets(own())
        assert not lets(own(), source="10.1.0.1")
        assert not lets(own(destination_port="80"))
        assert not lets(own(), source="203.0.113.1", destination="10.9.0.1")
        assert lets(own(direction="ANY", destination_port="ANY"), source="203.0.113.1", destination="10.9.0.1")
        assert own().unread == ()


class TestDefaults:
    def test_drop_where_the_policy_says_so(self) -> None:
        assert not lets(read())
        assert not lets(read(stateful_default_actions=["aws:drop_established", "aws:alert_established"]))
        assert lets(read(stateful_default_actions=["aws:alert_strict"]))

    def test_inspect_where_packets_are_forwarded_to_the_rules(self) -> None:
        assert read().inspects
        assert not read(stateless_default_actions=["aws:pass"]).inspects

    def test_inspect_nothing_where_stateless_rules_may_decide_before(self) -> None:
        found = read(stateless_rule_group_reference=[{"resource_arn": "hub:stateless", "priority": 1}])

        assert not found.inspects
        assert found.unread == ("hub:stateless",)

    def test_of_a_firewall_without_a_policy_inspect_nothing(self) -> None:
        firewall = resource("aws_networkfirewall_firewall", "own", name="own", firewall_policy_arn="hub:none")

        (found,) = read_network([firewall], ()).firewalls.values()

        assert not found.inspects


class TestUnread:
    def test_are_groups_that_aws_manages(self) -> None:
        found = read(references=referring(MANAGED))

        assert found.unread == (MANAGED,)
        assert not lets(found)

    def test_are_groups_of_rules_that_are_not_understood(self) -> None:
        rules = ['pass tls any any -> any any (content:"x"; sid:1;)', "drop udp any any -> any any (sid:2;)"]

        found = read(group("odd", *rules), group("plain", "drop ip any any -> any any (sid:3;)"))

        assert found.unread == ("odd",)
        assert lets(found)

    def test_are_no_groups_that_only_alert(self) -> None:
        assert read(group("own", 'alert dns any any -> any any (content:"x"; sid:1;)')).unread == ()

    def test_are_groups_that_are_not_there_and_may_pass_anything(self) -> None:
        found = read(references=referring("hub:aws_networkfirewall_rule_group.lost"))

        assert found.unread == ("hub:aws_networkfirewall_rule_group.lost",)
        assert lets(found)
