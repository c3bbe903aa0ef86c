"""The proof of an environment: from resources to what differs from the policy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from modules.reachability.judging.policy import Policy, read_policy
from modules.reachability.proof import Proof, Prover, prove
from modules.synthesized.environment import Synthesized
from tests.reachability.small_corporation import RULES, SmallCorporation, corporate_facts
from tests.reachability.small_network import facts

POLICY = """traffic:
  web: {says: [tls], hosts: [pypi.org]}
  database: {port: 5432}
rules:
  - why: Production is one, and works with on-premises networks
    from: [production]
    to: [production, on-premises]
    both_ways: true
    inspected: {needs: [east-west]}
  - {why: Packages, from: [production], to: [internet], inspected: {needs: [inspection], passes: [web]}}
  - {why: Sandboxes are on their own, from: [sandbox], to: [internet]}
  - {why: Public subnets, from: [internet], to: [sandbox/public, egress]}
"""


@pytest.fixture
def policy(tmp_path: Path) -> Policy:
    path = tmp_path / "reachability.yaml"
    path.write_text(POLICY)
    return read_policy(path, "reachability.yaml")


def proof(policy: Policy, built: SmallCorporation, **said: Any) -> Proof:
    prover = Prover(corporate_facts(**said), policy)
    found = prover.proof(built.resources)
    assert prover.differs(built.resources) is not found.ok
    return found


def test_holds_where_everything_is_as_the_policy_says(policy: Policy) -> None:
    found = proof(policy, SmallCorporation())

    assert found.ok
    assert found.differences == ()
    assert found.unread == ()


def test_what_differed_last_is_looked_at_first_and_changes_no_answer(policy: Policy) -> None:
    prover = Prover(corporate_facts(), policy)
    broken = SmallCorporation()
    broken.change_rules(*RULES, "pass dns any any -> any any (sid:9;)")

    answers = [prover.differs(built.resources) for built in (broken, SmallCorporation(), broken, SmallCorporation())]

    assert answers == [True, False, True, False]
    assert prover.differed == [("production@eu", "internet")]


@pytest.mark.parametrize("rule", ["pass dns any any -> any any (sid:9;)", "pass tcp any any <> any any (sid:9;)"])
def test_fails_where_a_firewall_lets_more_through(policy: Policy, rule: str) -> None:
    built = SmallCorporation()
    built.change_rules(*RULES, rule)

    (one,) = proof(policy, built).differences

    assert (one.sender, one.receiver, one.where) == ("production@eu", "internet", "reachability.yaml:10")
    assert one.message == "gets through to all of it instead of none: database"


def test_fails_where_anything_is_missing(policy: Policy) -> None:
    built = SmallCorporation()
    built.without("aws_ec2_transit_gateway_route", destination_cidr_block="10.0.0.0/8")

    found = proof(policy, built).differences

    assert ("production@eu", "unused addresses", "packets go round in circles") in {
        (one.sender, one.receiver, one.message) for one in found
    }


def test_fails_where_an_account_has_no_vpc(policy: Policy) -> None:
    found = proof(policy, SmallCorporation(), vpcs={"fraud": 1, "claims": 1, "ada": 2})

    assert [one.message for one in found.differences] == ["has 1 VPCs where 2 are wanted"]


def test_tells_of_rules_that_nobody_understands_and_takes_them_for_the_worse(policy: Policy) -> None:
    built = SmallCorporation()
    built.change_rules(*RULES, 'pass tcp any any -> any any (content:"x"; sid:9;)')

    found = proof(policy, built)

    assert found.unread == ("aws_networkfirewall_rule_group.eu-inspection",)
    assert [(one.receiver, one.message) for one in found.differences] == [
        ("internet", "gets through to all of it instead of none: database")
    ]


def test_is_made_of_documents(policy: Policy) -> None:
    found = prove(Synthesized("demo", {}), facts(), policy)

    assert [place.name for place in found.matrix.places] == ["internet"]
    assert found.ok
