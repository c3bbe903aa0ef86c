"""What is refused in a policy's file, with the line."""

from __future__ import annotations

from pathlib import Path

import pytest

from modules.reachability.judging.policy import read_policy
from modules.specification.problems import InvalidEnvironmentError

GOOD = "traffic:\n  web: {says: [tls]}\n  database: {port: 5432}\nrules:\n"
RULE = "  - {why: a, from: [a], to: [b]}\n"


def refusal(folder: Path, text: str | bytes) -> str:
    path = folder / "reachability.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(InvalidEnvironmentError) as refused:
        read_policy(path, "policies/reachability.yaml")
    return str(refused.value)


@pytest.mark.parametrize("word", ["databse", "tcp/5433", "tcp/", "udp/x", "udp/5432", "tls"])
def test_a_word_that_names_no_traffic_is_refused_with_its_rule(tmp_path: Path, word: str) -> None:
    rules = f"{RULE}  - {{why: b, from: [a], to: [b], passes: [{word}]}}\n"

    assert refusal(tmp_path, GOOD + rules) == (
        "policies/network has 1 problem\n\n"
        "policies/reachability.yaml:6  rules[1]\n"
        "  a rule must pass kinds of traffic that the policy names\n"
        f"  got: {word}\n"
        "  why: what is not tried is not proved\n"
        "  fix: write everything, web, database, tcp, udp, icmp, tcp/443 or tcp/5432"
    )


@pytest.mark.parametrize("where", ["passes", "passes_to_some"])
def test_so_is_one_behind_a_firewall(tmp_path: Path, where: str) -> None:
    rule = f"  - {{why: a, from: [a], to: [b], inspected: {{needs: [inspection], {where}: [databse]}}}}\n"

    assert "policies/reachability.yaml:5  rules[0]\n" in refusal(tmp_path, GOOD + rule)


def test_words_for_what_is_tried_are_not(tmp_path: Path) -> None:
    path = tmp_path / "reachability.yaml"
    words = "everything, web, database, tcp, udp, icmp, tcp/443, tcp/5432"
    path.write_text(f"{GOOD}  - {{why: a, from: [a], to: [b], passes: [{words}]}}\n")

    assert len(read_policy(path, "policies/reachability.yaml").spec.rules) == 1


def test_a_feature_that_nobody_asks_for_is_refused(tmp_path: Path) -> None:
    found = refusal(tmp_path, f"{GOOD}{RULE}  - {{why: b, from: [a], to: [b], needs: [egress, egres]}}\n")

    assert found == (
        "policies/network has 1 problem\n\n"
        "policies/reachability.yaml:6  rules[1].needs[1]\n"
        "  a feature must be one that an environment may ask for\n"
        "  got: egres\n"
        "  why: a rule that needs something else would never hold, and nobody would notice\n"
        "  fix: write one of egress, ingress, endpoints, inspection, east-west, on-premises, names-from-on-premises, "
        "names-to-on-premises, names-to-directory, or list-<name> for a list of domains"
    )


@pytest.mark.parametrize("feature", ["list-aws", "east-west"])
def test_features_that_somebody_asks_for_are_not(tmp_path: Path, feature: str) -> None:
    path = tmp_path / "reachability.yaml"
    path.write_text(f"{GOOD}  - {{why: a, from: [a], to: [b], needs: [{feature}]}}\n")

    assert read_policy(path, "policies/reachability.yaml").spec.rules[0].needs == (feature,)


def test_every_problem_is_told_at_its_own_line(tmp_path: Path) -> None:
    rules = (
        "  - {from: [a], to: [b], needs: [egres]}\n"
        "  - {why: b, from: [a], to: [b], passes: [databse]}\n"
        "  - {why: c, from: [a], to: []}\n"
    )

    found = refusal(tmp_path, GOOD + rules)

    assert found.startswith("policies/network has 4 problems")
    places = [line for line in found.splitlines() if line.startswith("policies/reachability.yaml")]
    assert places == [
        "policies/reachability.yaml:5  rules[0].needs[0]",
        "policies/reachability.yaml:5  rules[0].why",
        "policies/reachability.yaml:6  rules[1]",
        "policies/reachability.yaml:7  rules[2].to",
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (GOOD + "  - {why: a, from: [a], to: [b]\n", "policies/reachability.yaml:6"),
        (GOOD + "  - {why: a, from: [a], to: [b], pases: [web]}\n", "policies/reachability.yaml:5  rules[0].pases"),
        ("traffic:\n  web: {port: 70000}\nrules: []\n", "policies/reachability.yaml:2  traffic.web.port"),
        ("traffic:\n  web: {says: [quic]}\nrules: []\n", "policies/reachability.yaml:2  traffic.web.says[0]"),
        (f"rules:\n{RULE}", "policies/reachability.yaml:1  traffic"),
        ("", "policies/reachability.yaml:1"),
        ("- a\n- b\n", "policies/reachability.yaml:1"),
        (b"traffic: \xff\n", "policies/reachability.yaml:1"),
    ],
)
def test_what_is_no_policy_is_refused_with_file_and_line(tmp_path: Path, text: str | bytes, place: str) -> None:
    assert place in refusal(tmp_path, text).splitlines()


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidEnvironmentError, match=r"policies/reachability\.yaml:1"):
        read_policy(tmp_path / "none.yaml", "policies/reachability.yaml")
