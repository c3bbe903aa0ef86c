from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from ipaddress import ip_network
from itertools import combinations
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.emulator.network.organization import Organization
from tests.emulator.network.pools import ipam, regional_pool

pytestmark = pytest.mark.emulator


class TestPool:
    def test_gives_a_vpc_a_range_of_its_own_and_takes_it_back(self, organization: Organization) -> None:
        ec2 = organization.client("ec2", organization.network)
        pool = regional_pool(ec2)
        vpcs = [ec2.create_vpc(Ipv4IpamPoolId=pool, Ipv4NetmaskLength=20)["Vpc"] for _ in range(2)]
        before = _allocated(ec2, pool)
        for vpc in vpcs:
            ec2.delete_vpc(VpcId=vpc["VpcId"])

        assert before == [("10.0.0.0/20", "vpc"), ("10.0.16.0/20", "vpc")]
        assert _allocated(ec2, pool) == []

    def test_never_gives_a_range_to_two_who_ask_at_once(self, organization: Organization) -> None:
        ec2 = organization.client("ec2", organization.network)
        pool = regional_pool(ec2)
        with ThreadPoolExecutor(8) as threads:
            asked = [threads.submit(ec2.allocate_ipam_pool_cidr, IpamPoolId=pool, NetmaskLength=24) for _ in range(24)]
        ranges = [ip_network(one.result()["IpamPoolAllocation"]["Cidr"]) for one in asked]

        assert not any(one.overlaps(other) for one, other in combinations(ranges, 2))

    def test_that_is_used_up_says_so(self, organization: Organization) -> None:
        ec2 = organization.client("ec2", organization.network)
        pool = regional_pool(ec2, size=16)
        ec2.create_vpc(Ipv4IpamPoolId=pool, Ipv4NetmaskLength=16)

        with pytest.raises(ClientError, match="InsufficientCidrBlocks"):
            ec2.create_vpc(Ipv4IpamPoolId=pool, Ipv4NetmaskLength=28)

    def test_refuses_sizes_beyond_its_limits(self, organization: Organization) -> None:
        ec2 = organization.client("ec2", organization.network)
        pool = regional_pool(ec2, AllocationMinNetmaskLength=18, AllocationMaxNetmaskLength=24)

        for length in (17, 25):
            with pytest.raises(ClientError, match="18 to 24"):
                ec2.create_vpc(Ipv4IpamPoolId=pool, Ipv4NetmaskLength=length)

        assert _allocated(ec2, pool) == []

    def test_is_for_vpcs_of_its_locale_alone(self, organization: Organization) -> None:
        pool = regional_pool(organization.client("ec2", organization.network))

        with pytest.raises(ClientError, match=r"InvalidIpamPoolId\.NotFound"):
            organization.client("ec2", organization.network, "us-east-1").create_vpc(
                Ipv4IpamPoolId=pool, Ipv4NetmaskLength=20
            )

    def test_has_a_locale_that_is_an_operating_region(self, organization: Organization) -> None:
        ec2 = organization.client("ec2", organization.network)
        found = ipam(ec2)

        with pytest.raises(ClientError, match="not an operating Region"):
            ec2.create_ipam_pool(IpamScopeId=found["PrivateDefaultScopeId"], AddressFamily="ipv4", Locale="ap-south-1")

    def test_cannot_be_deleted_with_what_was_taken_from_it(self, organization: Organization) -> None:
        ec2 = organization.client("ec2", organization.network)
        pool = regional_pool(ec2)
        ec2.create_vpc(Ipv4IpamPoolId=pool, Ipv4NetmaskLength=20)

        with pytest.raises(ClientError, match="IncorrectState"):
            ec2.deprovision_ipam_pool_cidr(IpamPoolId=pool, Cidr="10.0.0.0/12")
        with pytest.raises(ClientError, match="DependencyViolation"):
            ec2.delete_ipam_pool(IpamPoolId=pool)

    def test_tells_the_next_range_without_giving_it(self, organization: Organization) -> None:
        ec2 = organization.client("ec2", organization.network)
        pool = regional_pool(ec2)
        for _ in range(2):
            preview = ec2.allocate_ipam_pool_cidr(IpamPoolId=pool, NetmaskLength=24, PreviewNextCidr=True)
            assert preview["IpamPoolAllocation"]["Cidr"] == "10.0.0.0/24"


class TestSharedPool:
    def test_serves_the_accounts_that_the_share_reaches_and_no_other(self, organization: Organization) -> None:
        hub = organization.client("ec2", organization.network)
        pool = regional_pool(hub)
        arn = f"arn:aws:ec2::{organization.network}:ipam-pool/{pool}"
        organization.share([arn], [organization.production_unit])
        ask = {"Ipv4IpamPoolId": pool, "Ipv4NetmaskLength": 20}

        vpc = organization.client("ec2", organization.production).create_vpc(**ask)["Vpc"]

        assert vpc["CidrBlock"] == "10.0.0.0/20"
        allocations = hub.get_ipam_pool_allocations(IpamPoolId=pool)["IpamPoolAllocations"]
        assert [one["ResourceOwner"] for one in allocations] == [organization.production]
        with pytest.raises(ClientError, match=r"InvalidIpamPoolId\.NotFound"):
            organization.client("ec2", organization.sandbox).create_vpc(**ask)


def test_an_account_has_one_ipam_in_a_region(organization: Organization) -> None:
    ec2 = organization.client("ec2", organization.network)
    ipam(ec2)

    with pytest.raises(ClientError, match="ResourceLimitExceeded"):
        ec2.create_ipam()


def test_pools_of_a_scope_do_not_share_a_range(organization: Organization) -> None:
    ec2 = organization.client("ec2", organization.network)
    scope = {"IpamScopeId": ipam(ec2)["PrivateDefaultScopeId"], "AddressFamily": "ipv4"}
    pools = [ec2.create_ipam_pool(**scope)["IpamPool"]["IpamPoolId"] for _ in range(2)]
    ec2.provision_ipam_pool_cidr(IpamPoolId=pools[0], Cidr="10.0.0.0/8")

    with pytest.raises(ClientError, match="overlaps"):
        ec2.provision_ipam_pool_cidr(IpamPoolId=pools[1], Cidr="10.64.0.0/10")


class TestDelegation:
    def test_makes_a_member_the_administrator(self, organization: Organization) -> None:
        ec2 = organization.client("ec2", organization.management)
        ec2.enable_ipam_organization_admin_account(DelegatedAdminAccountId=organization.network)
        organizations = organization.client("organizations", organization.management)
        found = organizations.list_delegated_administrators(ServicePrincipal="ipam.amazonaws.com")

        assert [one["Id"] for one in found["DelegatedAdministrators"]] == [organization.network]
        with pytest.raises(ClientError, match="InvalidParameterValue"):
            ec2.enable_ipam_organization_admin_account(DelegatedAdminAccountId=organization.sandbox)

    def test_is_only_for_the_management_account(self, organization: Organization) -> None:
        with pytest.raises(ClientError, match="UnauthorizedOperation"):
            organization.client("ec2", organization.network).enable_ipam_organization_admin_account(
                DelegatedAdminAccountId=organization.sandbox
            )


def _allocated(ec2: Any, pool: str) -> list[tuple[str, str]]:
    found = ec2.get_ipam_pool_allocations(IpamPoolId=pool)["IpamPoolAllocations"]
    return [(one["Cidr"], one["ResourceType"]) for one in found]
