"""The directory in a deployment: where it stands, who finds its domain, who accepts it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from modules.landing_zone.active_directory import directory_place, directory_ranges, reaches
from modules.network.plan.firewall_rules import firewall_rules
from modules.workspaces.writing.synthesis import synthesize
from tests.support.environments import document, environment, environment_with, smaller_staging

DIRECTORY, DOMAIN, ACCEPTED = "active-directory", "network-eu-west-1-directory", "active-directory-ml-platform"


def resources(output: Path, workspace: str) -> dict[str, Any]:
    found: dict[str, Any] = document(output, f"staging-{workspace}")["resource"]
    return found


def only(output: Path, workspace: str, kind: str) -> dict[str, Any]:
    (body,) = resources(output, workspace)[kind].values()
    found: dict[str, Any] = body
    return found


def test_it_stands_in_two_zones_of_the_vpc_that_its_account_s_workspace_makes(outputs: dict[str, Path]) -> None:
    settings = only(outputs["staging"], DIRECTORY, "aws_directory_service_directory")["vpc_settings"]
    site = document(outputs["staging"], "staging-account-shared-services")["output"]["directory_site"]["value"]

    assert len(set(settings["subnet_ids"])) == 2
    assert set(site) == {"vpc_id", "first_subnet_id", "second_subnet_id"}
    assert site["first_subnet_id"] != site["second_subnet_id"]
    assert all("account-shared-services.outputs.directory_site" in text for text in settings["subnet_ids"])


def test_no_other_account_tells_of_its_vpc(outputs: dict[str, Path]) -> None:
    telling = [
        path.parent.name
        for path in (outputs["staging"] / "stacks").glob("staging-account-*/cdk.tf.json")
        if "directory_site" in path.read_text()
    ]

    assert telling == ["staging-account-shared-services"]


def test_the_hub_asks_two_domain_controllers_and_puts_the_rule_into_its_profile(outputs: dict[str, Path]) -> None:
    rule = only(outputs["staging"], DOMAIN, "aws_route53_resolver_rule")
    association = only(outputs["staging"], DOMAIN, "aws_route53profiles_resource_association")

    assert (rule["domain_name"], rule["rule_type"]) == ("ad.acme.example", "FORWARD")
    assert len({target["ip"] for target in rule["target_ip"]}) == 2
    assert "network-eu-west-1.outputs.outbound_endpoint_id" in rule["resolver_endpoint_id"]
    assert "network-eu-west-1.outputs.profile_id" in association["profile_id"]


def test_the_hub_s_endpoint_reaches_the_directory_s_segment_at_the_port_of_names_alone(
    outputs: dict[str, Path],
) -> None:
    hub = resources(outputs["staging"], "network-eu-west-1")
    (endpoint,) = hub["aws_route53_resolver_endpoint"].values()
    place = directory_place(environment("staging").zone)
    rules = [
        (rule["ip_protocol"], rule["cidr_ipv4"], rule["from_port"], rule["to_port"])
        for name, rule in hub["aws_vpc_security_group_egress_rule"].items()
        if "forward" in name
    ]

    assert place
    assert endpoint["direction"] == "OUTBOUND"
    assert sorted(rules) == [(protocol, str(range_), 53, 53) for protocol in ("tcp", "udp") for range_ in place.ranges]


def test_who_shares_it_accepts_it_in_a_workspace_of_its_own(outputs: dict[str, Path]) -> None:
    offer = only(outputs["staging"], DIRECTORY, "aws_directory_service_shared_directory")
    accepter = only(outputs["staging"], ACCEPTED, "aws_directory_service_shared_directory_accepter")
    (provider,) = document(outputs["staging"], f"staging-{ACCEPTED}")["provider"]["aws"]

    assert 'account_ids["ml-platform"]' in offer["target"]["id"]
    assert 'shared_directory_ids["ml-platform"]' in accepter["shared_directory_id"]
    assert 'account_ids["ml-platform"]' in provider["allowed_account_ids"][0]


def test_each_waits_for_what_it_reads(outputs: dict[str, Path]) -> None:
    stacks = json.loads((outputs["staging"] / "manifest.json").read_text())["stacks"]
    waits_for = {name: set(stacks[f"staging-{name}"]["dependencies"]) for name in (DIRECTORY, DOMAIN, ACCEPTED)}

    assert "staging-account-shared-services" in waits_for[DIRECTORY]
    assert {f"staging-{DIRECTORY}", "staging-network-eu-west-1"} <= waits_for[DOMAIN]
    assert f"staging-{DIRECTORY}" in waits_for[ACCEPTED]


def test_segments_that_exchange_nothing_with_the_directory_s_do_not_reach_it(outputs: dict[str, Path]) -> None:
    place = directory_place(environment("staging").zone)
    rules = resources(outputs["staging"], DIRECTORY)["aws_vpc_security_group_ingress_rule"].values()
    assert place
    admitted = {rule["cidr_ipv4"] for rule in rules if "Members" in rule["description"]}

    assert admitted == {str(range_) for range_ in place.client_ranges}
    development = next(account for account in environment("staging").zone.roster if account.stage == "dev")
    assert not reaches(place, development)


def test_without_the_section_there_is_nothing_of_it(tmp_path: Path) -> None:
    synthesize([smaller_staging()], tmp_path)
    stacks = [path.name for path in (tmp_path / "stacks").iterdir()]

    assert not [name for name in stacks if "directory" in name]
    hub = document(tmp_path, "staging-network-eu-west-1")
    assert "aws_route53_resolver_endpoint" not in hub["resource"]
    assert "outbound_endpoint_id" not in hub["output"]


@pytest.mark.parametrize(("name", "hub", "count"), [("production", "eu-west-1", 2), ("production", "us-east-1", 0)])
def test_a_firewall_that_inspects_all_passes_names_to_the_directory_and_at_no_other_hub(
    name: str, hub: str, count: int
) -> None:
    zone = environment(name).zone
    assert zone.network
    rules = firewall_rules(zone.network, hub, directory_ranges(zone, hub)).segments

    assert rules.count("names to the directory") == count


def test_a_directory_shared_with_more_accounts_than_its_edition_takes_is_refused() -> None:
    shared = [f"account-{number}" for number in range(26)]
    accounts = environment("staging").zone.model_dump(mode="json", exclude_defaults=True)["accounts"]
    more = {key: {"function": "workload", "unit": "Workloads/Production", "owner": "apps"} for key in shared}
    said = {"domain": "ad.acme.example", "shared_with": shared}

    with pytest.raises(Exception, match="the directory is shared with too many accounts"):
        environment_with("staging", accounts={**accounts, **more}, active_directory=said)
