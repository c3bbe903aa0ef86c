"""`network` as a user runs it."""

from __future__ import annotations

import re
from pathlib import Path

from tests.commands.test_main import run


def test_capacity_shows_each_pool_with_its_accounts_and_what_it_still_takes(synthesized_project: Path) -> None:
    done = run(synthesized_project, "network", "capacity", "staging")

    assert done.returncode == 0, done.stderr
    rows = [re.split(r"\s{2,}", row.strip()) for row in done.stdout.splitlines()]
    # 10.128.0.0/14 is staging's hub: the last half of it takes 128 VPCs of a /22, of which three are there.
    assert ["eu-west-1", "production", "10.130.0.0/15", "/22", "3", "125"] in rows


def test_cost_compares_what_is_central_with_one_in_every_vpc(synthesized_project: Path) -> None:
    done = run(synthesized_project, "network", "cost", "staging")

    assert done.returncode == 0, done.stderr
    # Two zones, six corporate accounts; 730 hours at 0.048 each.
    assert re.search(r"NAT gateways\s+2\s+70\.08\s+12\s+420\.48", done.stdout)
    assert "policies/costs/prices.yaml" in done.stdout


def test_an_environment_without_a_network_is_told_so_without_a_traceback(project: Path) -> None:
    for section in ("network", "active-directory"):  # a directory stands on the network
        (project / "environments" / "staging" / f"{section}.yaml").unlink()

    done = run(project, "network", "capacity", "staging")

    assert done.returncode == 1
    assert "the environment has no network" in done.stderr
    assert "Traceback" not in done.stderr


def test_answers_without_cdktf_and_what_makes_tools_slow(project: Path) -> None:
    done = run(project, "network", "cost", "staging", PYTHONPROFILEIMPORTTIME="1")

    assert done.returncode == 0, done.stderr
    assert "modules.network.plan.costs" in done.stderr
    assert not re.search(r"\| +(cdktf|constructs|jsii|boto3|moto)$", done.stderr, re.MULTILINE)


def test_reach_shows_who_reaches_whom_and_that_this_is_as_it_should_be(synthesized_project: Path) -> None:
    done = run(synthesized_project, "network", "reach", "staging")

    assert done.returncode == 0, done.stderr
    rows = [row.split() for row in done.stdout.splitlines()]
    (sandbox,) = (row for row in rows if row[1:2] == ["sandbox"])
    assert sandbox.count("●") == 1
    assert "Proved: the network of staging" in done.stdout


def test_reach_fails_where_the_network_is_not_proved(project: Path) -> None:
    policy = project / "policies" / "network" / "reachability.yaml"
    begin = policy.read_text().index("rules:")
    before, rules = policy.read_text()[:begin], policy.read_text()[begin:]
    policy.write_text(before + rules.replace("    from: [production]\n", "    from: [preproduction]\n", 1))

    done = run(project, "network", "reach", "staging")

    assert "Not proved" in done.stdout
    assert done.returncode == 1, done.stderr


def test_reach_tells_a_way_hop_by_hop_there_and_back(synthesized_project: Path) -> None:
    done = run(synthesized_project, "network", "reach", "staging", "--from", "fraud-prod", "--to", "internet")

    assert done.returncode == 0, done.stderr
    kinds = [row.split()[0] for row in done.stdout.splitlines() if row.startswith("    ")]
    there = ["subnet", "transit-gateway", "subnet", "firewall", "subnet", "transit-gateway", "subnet", "nat-gateway"]
    assert kinds[: len(there)] == there
    assert "internet-gateway" in kinds
    assert re.search(r"is dropped\n(    .*\n)*    ssh\n", done.stdout)


def test_reach_of_somebody_unknown_is_refused_with_those_who_are_there(synthesized_project: Path) -> None:
    done = run(synthesized_project, "network", "reach", "staging", "--from", "fraud-prid")

    assert done.returncode == 1
    assert "fix: write fraud-prod" in done.stderr
    assert "Traceback" not in done.stderr


def test_diagram_writes_a_picture_for_people_and_one_for_documents(synthesized_project: Path, tmp_path: Path) -> None:
    done = run(synthesized_project, "network", "diagram", "staging", "--folder", str(tmp_path / "pictures"))

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "pictures" / "network-staging.svg").read_text().startswith("<svg")
    assert (tmp_path / "pictures" / "network-staging.mmd").read_text().startswith("flowchart")
