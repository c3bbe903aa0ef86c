"""Private zones, DNS Firewall, query logging and profiles, within an account and across accounts."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from botocore.exceptions import ClientError

from tests.emulator.conftest import Client
from tests.emulator.network.organization import Organization, vpc_with_subnet

pytestmark = pytest.mark.emulator

ZONES, SPOKE, RULES = "364000000001", "364000000002", "364000000003"


class TestPrivateZone:
    def test_is_one_that_is_created_with_a_vpc(self, client: Client) -> None:
        route53, vpc = client("route53", ZONES), _vpc(client, ZONES)
        zone = _zone(route53, vpc)

        found = route53.get_hosted_zone(Id=zone)
        assert found["HostedZone"]["Config"]["PrivateZone"] is True
        assert found["VPCs"] == [vpc]

    def test_takes_a_vpc_of_another_account_only_when_its_owner_authorized_that(self, client: Client) -> None:
        owner, spoke = client("route53", ZONES), client("route53", SPOKE)
        zone, vpc = _zone(owner, _vpc(client, ZONES)), _vpc(client, SPOKE)

        with pytest.raises(ClientError, match="NotAuthorizedException"):
            spoke.associate_vpc_with_hosted_zone(HostedZoneId=zone, VPC=vpc)
        with pytest.raises(ClientError, match="InvalidVPCId"):
            owner.associate_vpc_with_hosted_zone(HostedZoneId=zone, VPC=vpc)

        owner.create_vpc_association_authorization(HostedZoneId=zone, VPC=vpc)
        spoke.associate_vpc_with_hosted_zone(HostedZoneId=zone, VPC=vpc)
        owner.delete_vpc_association_authorization(HostedZoneId=zone, VPC=vpc)
        found = spoke.list_hosted_zones_by_vpc(VPCId=vpc["VPCId"], VPCRegion=vpc["VPCRegion"])
        assert [one["Owner"]["OwningAccount"] for one in found["HostedZoneSummaries"]] == [ZONES]

    def test_keeps_its_last_vpc(self, client: Client) -> None:
        route53, vpc = client("route53", ZONES), _vpc(client, ZONES)
        zone = _zone(route53, vpc)

        with pytest.raises(ClientError, match="LastVPCAssociation"):
            route53.disassociate_vpc_from_hosted_zone(HostedZoneId=zone, VPC=vpc)

    def test_shares_no_vpc_with_another_of_its_name(self, client: Client) -> None:
        route53, vpc = client("route53", ZONES), _vpc(client, ZONES)
        _zone(route53, vpc, name="twice.internal")

        with pytest.raises(ClientError, match="ConflictingDomainExists"):
            _zone(route53, vpc, name="twice.internal")

    def test_is_not_what_a_public_zone_becomes(self, client: Client) -> None:
        route53 = client("route53", ZONES)
        zone = route53.create_hosted_zone(Name="example.com", CallerReference=str(uuid4()))["HostedZone"]["Id"]

        with pytest.raises(ClientError, match="PublicZoneVPCAssociation"):
            route53.associate_vpc_with_hosted_zone(HostedZoneId=zone, VPC=_vpc(client, ZONES))


class TestDnsFirewall:
    def test_takes_the_lists_that_aws_manages(self, client: Client) -> None:
        resolver = client("route53resolver", RULES)
        lists = {one["Name"]: one["Id"] for one in resolver.list_firewall_domain_lists()["FirewallDomainLists"]}
        group = _rule_group(resolver)

        _rule(resolver, group, lists["AWSManagedDomainsMalwareDomainList"], 1)

        assert resolver.get_firewall_rule_group(FirewallRuleGroupId=group)["FirewallRuleGroup"]["RuleCount"] == 1
        with pytest.raises(ClientError, match="ConflictException"):
            resolver.delete_firewall_rule_group(FirewallRuleGroupId=group)

    def test_refuses_two_rules_of_one_priority_and_a_block_without_a_response(self, client: Client) -> None:
        resolver = client("route53resolver", RULES)
        group, lists = _rule_group(resolver), [_domain_list(resolver) for _ in range(2)]
        _rule(resolver, group, lists[0], 1)

        with pytest.raises(ClientError, match="ConflictException"):
            _rule(resolver, group, lists[1], 1)
        with pytest.raises(ClientError, match=r"ValidationException.*BlockResponse"):
            resolver.create_firewall_rule(
                FirewallRuleGroupId=group, FirewallDomainListId=lists[1], Priority=2, Action="BLOCK", Name="block"
            )

    def test_domains_are_added_replaced_and_removed(self, client: Client) -> None:
        resolver = client("route53resolver", RULES)
        found = _domain_list(resolver)
        seen = []
        for operation, domains in (
            ("ADD", ["a.example", "b.example."]),
            ("REMOVE", ["a.example"]),
            ("REPLACE", ["c.example"]),
        ):
            resolver.update_firewall_domains(FirewallDomainListId=found, Operation=operation, Domains=domains)
            seen.append(resolver.list_firewall_domains(FirewallDomainListId=found)["Domains"])

        assert seen == [["a.example.", "b.example."], ["b.example."], ["c.example."]]

    def test_rule_group_of_another_account_is_there_only_through_a_share(self, organization: Organization) -> None:
        hub = organization.client("route53resolver", organization.network)
        group = _rule_group(hub)
        arn = hub.get_firewall_rule_group(FirewallRuleGroupId=group)["FirewallRuleGroup"]["Arn"]
        spoke = organization.client("route53resolver", organization.production)
        vpc_id, _ = vpc_with_subnet(organization.client("ec2", organization.production))
        ask = {"FirewallRuleGroupId": group, "VpcId": vpc_id, "Name": "shared", "CreatorRequestId": "one"}

        with pytest.raises(ClientError, match="ResourceNotFoundException"):
            spoke.associate_firewall_rule_group(Priority=101, **ask)

        organization.share([arn], [organization.production_unit])
        with pytest.raises(ClientError, match="greater than 100"):
            spoke.associate_firewall_rule_group(Priority=100, **ask)
        spoke.associate_firewall_rule_group(Priority=101, **ask)
        with pytest.raises(ClientError, match="ConflictException"):
            hub.delete_firewall_rule_group(FirewallRuleGroupId=group)


def test_a_query_log_configuration_serves_the_accounts_that_it_is_shared_with(organization: Organization) -> None:
    hub = organization.client("route53resolver", organization.network)
    config = hub.create_resolver_query_log_config(
        Name="logs", DestinationArn="arn:aws:s3:::logs", CreatorRequestId="one"
    )["ResolverQueryLogConfig"]
    spoke = organization.client("route53resolver", organization.production)
    vpc_id, _ = vpc_with_subnet(organization.client("ec2", organization.production))
    ask = {"ResolverQueryLogConfigId": config["Id"], "ResourceId": vpc_id}

    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        spoke.associate_resolver_query_log_config(**ask)

    organization.share([config["Arn"]], [organization.production_unit])
    spoke.associate_resolver_query_log_config(**ask)
    with pytest.raises(ClientError, match="InvalidRequestException"):
        hub.delete_resolver_query_log_config(ResolverQueryLogConfigId=config["Id"])


def test_a_profile_serves_the_accounts_that_it_is_shared_with(organization: Organization) -> None:
    hub = organization.client("route53profiles", organization.network)
    profile = hub.create_profile(Name="hub", ClientToken="one")["Profile"]
    spoke = organization.client("route53profiles", organization.production)
    vpc_id, _ = vpc_with_subnet(organization.client("ec2", organization.production))
    ask = {"Name": "spoke", "ProfileId": profile["Id"], "ResourceId": vpc_id}

    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        spoke.associate_profile(**ask)

    organization.share([profile["Arn"]], [organization.production_unit])
    spoke.associate_profile(**ask)
    with pytest.raises(ClientError, match="ConflictException"):
        hub.delete_profile(ProfileId=profile["Id"])


def test_a_profile_holds_a_log_of_queries(client: Client) -> None:
    resolver, profiles = client("route53resolver", RULES), client("route53profiles", RULES)
    arn = resolver.create_resolver_query_log_config(
        Name="of-a-profile", DestinationArn="arn:aws:s3:::logs", CreatorRequestId="of-a-profile"
    )["ResolverQueryLogConfig"]["Arn"]
    profile = profiles.create_profile(Name="logged", ClientToken="logged")["Profile"]["Id"]

    profiles.associate_resource_to_profile(Name="queries", ProfileId=profile, ResourceArn=arn)

    (found,) = profiles.list_profile_resource_associations(ProfileId=profile)["ProfileResourceAssociations"]
    assert found["ResourceArn"] == arn


def _vpc(client: Client, account_id: str) -> dict[str, str]:
    vpc_id, _ = vpc_with_subnet(client("ec2", account_id))
    return {"VPCRegion": "eu-west-1", "VPCId": vpc_id}


def _zone(route53: Any, vpc: dict[str, str], name: str = "corp.internal") -> str:
    created = route53.create_hosted_zone(Name=name, CallerReference=str(uuid4()), VPC=vpc)
    return str(created["HostedZone"]["Id"])


def _rule_group(resolver: Any) -> str:
    created = resolver.create_firewall_rule_group(CreatorRequestId=str(uuid4()), Name="group")
    return str(created["FirewallRuleGroup"]["Id"])


def _domain_list(resolver: Any) -> str:
    created = resolver.create_firewall_domain_list(CreatorRequestId=str(uuid4()), Name="list")
    return str(created["FirewallDomainList"]["Id"])


def _rule(resolver: Any, group: str, domain_list: str, priority: int) -> None:
    resolver.create_firewall_rule(
        FirewallRuleGroupId=group,
        FirewallDomainListId=domain_list,
        Priority=priority,
        Action="BLOCK",
        BlockResponse="NODATA",
        Name="block",
    )
