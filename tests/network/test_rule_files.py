from __future__ import annotations

import re

import pytest

from modules.network.inspection.rule_groups import CAPACITY
from modules.network.plan import rule_files
from modules.network.plan.rule_files import Kind
from modules.network.spec.dns import DnsSpec
from modules.network.spec.inspection import InspectionSpec

DOMAIN = re.compile(r"\.?[a-z0-9-]+(\.[a-z0-9-]+)+")
BELOW = re.compile(r"(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+")


@pytest.mark.parametrize("name", rule_files.names(Kind.DOMAINS))
def test_a_list_for_the_firewall_has_names_that_it_takes_and_fits(name: str) -> None:
    found = rule_files.domains(Kind.DOMAINS, name, region="eu-west-1")

    assert found
    assert [one for one in found if not DOMAIN.fullmatch(one)] == []
    assert 2 * len(found) <= CAPACITY  # one rule for TLS, one for HTTP


@pytest.mark.parametrize("name", rule_files.names(Kind.DNS))
def test_a_list_for_dns_firewall_has_names_that_it_takes(name: str) -> None:
    found = rule_files.domains(Kind.DNS, name, region="eu-west-1")

    assert found
    assert [one for one in found if not BELOW.fullmatch(one)] == []


def test_the_region_is_put_in_its_place() -> None:
    assert ".eu-central-1.amazonaws.com" in rule_files.domains(Kind.DOMAINS, "aws", region="eu-central-1")


def test_no_list_admits_all_of_aws() -> None:
    """Everybody's buckets of every region are below that name."""
    for name in rule_files.names(Kind.DOMAINS):
        assert ".amazonaws.com" not in rule_files.domains(Kind.DOMAINS, name, region="eu-west-1")


def test_what_is_chosen_by_default_is_there() -> None:
    assert set(InspectionSpec().domains) <= set(rule_files.names(Kind.DOMAINS))
    assert set(InspectionSpec().rules) <= set(rule_files.names(Kind.SURICATA))
    assert set(DnsSpec().blocked_domains) <= set(rule_files.names(Kind.DNS))


class TestSuricataRules:
    @pytest.fixture
    def every_rule(self) -> list[str]:
        return [line for name in rule_files.names(Kind.SURICATA) for line in rule_files.rules(name).splitlines()]

    def test_have_no_comments(self, every_rule: list[str]) -> None:
        assert every_rule
        assert all(re.fullmatch(r"(pass|drop|reject|alert) .+ \(.+;\)", rule) for rule in every_rule)

    def test_have_ids_of_their_own_below_those_of_the_segments(self, every_rule: list[str]) -> None:
        ids = [int(re.findall(r"sid:(\d+);", rule)[0]) for rule in every_rule]

        assert len(set(ids)) == len(ids)
        assert all(1_000_000 < one < 2_000_000 for one in ids)

    def test_drop_what_no_list_of_domains_sees(self, every_rule: list[str]) -> None:
        for protocol in ("udp", "icmp", "ssh"):
            assert any(rule.startswith(f"drop {protocol} $HOME_NET any -> $EXTERNAL_NET any") for rule in every_rule)

    @pytest.mark.parametrize("below", [".elb.", ".execute-api."])
    def test_drop_what_anybody_publishes_below_a_name_of_aws(self, every_rule: list[str], below: str) -> None:
        """`.eu-west-1.amazonaws.com` is passed, and holds the load balancers and APIs of all who have an account."""
        for protocol, name in (("tls", "tls.sni"), ("http", "http.host")):
            (rule,) = (one for one in every_rule if one.startswith(f"drop {protocol} ") and f'"{below}"' in one)
            assert f'{name}; content:"{below}"' in rule
            assert re.search(r'content:"\.amazonaws\.com"; (nocase; )?endswith;', rule)
            assert ("nocase" in rule) == (name == "tls.sni")  # Suricata lowers hosts itself, and refuses the keyword
