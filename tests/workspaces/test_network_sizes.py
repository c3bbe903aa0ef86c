"""No workspace of the network account grows without end, and `validate` knows how large each is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, ClassVar

import pytest

from modules.consistency import contradictions
from modules.environment import Environment
from modules.network.plan.service_catalogue import catalogue
from modules.network.plan.sizes import RESOURCES_IN_A_WORKSPACE, fullest_workspaces
from modules.specification.errors import LandingZoneError
from modules.workspaces.writing.synthesis import synthesize
from tests.support.environments import document, smaller_staging
from tests.support.many_units import many_units
from tests.workspaces.test_network import stacks, staging

SLACK = 100
"""How many resources more `validate` may count than there are."""

RANGES = [f"172.20.{number}.0/24" for number in range(20)]
ON_PREMISES = {
    "ranges": RANGES,
    "vpns": {"dublin": {"hub": "eu-west-1", "address": "203.0.113.10", "static": True, "ranges": RANGES[:19]}},
    "direct_connect": {"hubs": ["eu-west-1"]},
}
NAMES = {"zone": "aws.acme.example", "inbound": True, "forward": {"corp.acme.example": ["172.20.0.53", "172.20.1.53"]}}
SERVICES = [name for name, service in catalogue().services.items() if service.is_in("eu-west-1")]


def sizes(folder: Path, environment: Environment) -> dict[str, int]:
    """The resources of each workspace of the network account, without the environment's name."""
    synthesize([environment], folder)
    found = {}
    for name in stacks(folder):
        short = name.removeprefix(f"{environment.name}-")
        if short.startswith("network-") and "attachments" not in short:
            resources = document(folder, name)["resource"]
            found[short] = sum(map(len, resources.values()))
    return found


def counted(environment: Environment) -> dict[str, int]:
    network = environment.zone.network
    assert network is not None
    return {name: sum(parts.values()) for name, parts in fullest_workspaces(network, environment.zone.roster).items()}


def fullest(found: dict[str, int]) -> dict[str, int]:
    largest: dict[str, int] = {}
    for name, size in found.items():
        kind = re.sub(r"(shares|endpoints|routes)-\d+$", r"\1", name)
        largest[kind] = max(size, largest.get(kind, 0))
    return largest


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"inspection": {"mode": "none"}, "endpoints": {"services": []}},
        {"inspection": {"mode": "east-west"}, "ingress": True, "on_premises": ON_PREMISES, "dns": NAMES},
        {"on_premises": ON_PREMISES, "dns": NAMES, "share_workspaces": 2, "endpoint_workspaces": 4},
        {"on_premises": ON_PREMISES, "route_workspaces": 2},
        {"endpoints": {"services": ["s3", "dynamodb", "cassandra", "geo.maps", "appsync-api", "sts"]}},
    ],
    ids=["as-it-is", "little", "everything", "apart", "routes-apart", "other-services"],
)
def test_a_workspace_has_no_more_resources_than_validate_counts(tmp_path: Path, said: dict[str, Any]) -> None:
    environment = smaller_staging(network={**staging()["network"], **said})

    there, told = fullest(sizes(tmp_path, environment)), counted(environment)

    assert there.keys() == told.keys()
    assert all(there[name] <= told[name] <= there[name] + SLACK for name in there), (there, told)


class TestHundredsOfUnits:
    @pytest.mark.timeout(300)
    def test_and_of_accounts_leave_every_workspace_below_five_hundred_resources(self, tmp_path: Path) -> None:
        environment = many_units(147, 384, on_premises=ON_PREMISES, dns=NAMES, ingress=True)
        assert len(list(environment.zone.organization.unit_paths())) == 147
        assert len(environment.zone.roster) == 384
        assert [one for one in contradictions(environment.zone) if one.path[:1] == ("network",)] == []

        there = sizes(tmp_path, environment)

        assert max(there.values()) < RESOURCES_IN_A_WORKSPACE, there
        shared = {
            name: len(document(tmp_path, f"staging-{name}")["resource"].get("aws_ram_principal_association", {}))
            for name in there
        }
        assert sum(size for name, size in shared.items() if "eu-west-1" in name) >= 139

    def test_are_shared_with_before_any_account_attaches(self, tmp_path: Path) -> None:
        environment = many_units(20, 40, share_workspaces=2)
        synthesize([environment], tmp_path)
        found = stacks(tmp_path)
        shares = {name for name in found if "shares" in name}

        assert len(shares) == 4
        assert shares <= set(found["staging-account-data-lake-0000"]["dependencies"])
        assert not shares & set(found["staging-account-sandbox-canary"]["dependencies"])
        assert not shares & set(found["staging-account-log-archive"]["dependencies"])

    def test_are_all_shared_with_wherever_the_shares_are(self, tmp_path: Path) -> None:
        principals = []
        for number, said in enumerate([{"share_workspaces": 0}, {"share_workspaces": 4}]):
            folder = tmp_path / str(number)
            synthesize([many_units(30, 60, **said)], folder)
            principals.append(
                sorted(
                    (one["principal"], name.split("-shares")[0])
                    for name in stacks(folder)
                    if "-network-" in name
                    for one in document(folder, name)["resource"].get("aws_ram_principal_association", {}).values()
                )
            )

        assert principals[0] == principals[1]
        assert len(principals[0]) > 40


class TestHundredsOfEndpoints:
    @pytest.mark.timeout(300)
    def test_have_workspaces_of_their_own_and_the_same_names(self, tmp_path: Path) -> None:
        environment = smaller_staging(network={**staging()["network"], "endpoints": {"services": SERVICES[:300]}})
        there = sizes(tmp_path, environment)
        documents = [document(tmp_path, f"staging-{name}") for name in there]
        endpoints = [
            one["service_name"] for found in documents for one in found["resource"].get("aws_vpc_endpoint", {}).values()
        ]
        zones = [one for found in documents for one in found["resource"].get("aws_route53_zone", {}).values()]
        in_profile = [
            one
            for found in documents
            for one in found["resource"].get("aws_route53profiles_resource_association", {}).values()
            if one["name"].startswith("endpoint-")
        ]

        assert max(there.values()) < RESOURCES_IN_A_WORKSPACE, there
        assert len([name for name in there if "-endpoints" in name]) > 1
        assert len(set(endpoints)) == 300
        assert len(in_profile) == len([zone for zone in zones if zone["comment"].startswith("Leads to the endpoint")])


class TestManyStaticRoutes:
    """A transit gateway takes ten thousand: 1,250 ranges in four tables are half of that."""

    RANGES = tuple(f"172.{20 + number // 256}.{number % 256}.0/24" for number in range(1_250))
    VPN: ClassVar = {"hub": "eu-west-1", "address": "203.0.113.10", "static": True}

    @pytest.mark.timeout(300)
    def test_are_all_there_in_workspaces_of_their_own(self, tmp_path: Path) -> None:
        said = {
            "on_premises": {"ranges": self.RANGES, "vpns": {"dublin": self.VPN}},
            "endpoints": {"services": []},
            "inspection": {"mode": "none"},
            "dns": {},
        }
        environment = smaller_staging(network={**staging()["network"], **said})
        there = sizes(tmp_path, environment)
        routes = [
            (route["transit_gateway_route_table_id"], route["destination_cidr_block"])
            for name in there
            if "-routes-" in name
            for route in document(tmp_path, f"staging-{name}")["resource"]["aws_ec2_transit_gateway_route"].values()
        ]
        tables = {table.rpartition("cross-stack-output")[2] for table, _ in routes}

        assert max(there.values()) <= RESOURCES_IN_A_WORKSPACE, there
        assert len(routes) == len(tables) * len(self.RANGES)
        assert {destination for _, destination in routes} == set(self.RANGES)

    def test_stay_with_the_hub_where_it_has_room(self, tmp_path: Path) -> None:
        said = {"on_premises": {"ranges": self.RANGES[:20], "vpns": {"dublin": self.VPN}}}
        there = sizes(tmp_path, smaller_staging(network={**staging()["network"], **said}))

        assert not [name for name in there if "-routes" in name]


def test_too_many_on_premises_ranges_are_refused_with_what_there_is_most_of() -> None:
    ranges = [f"172.{16 + number // 256}.{number % 256}.0/24" for number in range(250)]
    vpn = {"hub": "eu-west-1", "address": "203.0.113.10", "static": True}
    with pytest.raises(LandingZoneError, match="a workspace of the network would have too many resources") as refused:
        smaller_staging(
            network={
                **staging()["network"],
                "on_premises": {"ranges": ranges, "vpns": {"dublin": vpn}},
                "quotas": {"security_group_rules": 1_000},
            },
        )

    assert "network-eu-west-1: up to" in str(refused.value)
