"""Every type of resource that the provider has is followed, known to be of no concern, or refused."""

from __future__ import annotations

import re

import pytest

from modules.reachability.reading.kinds import FOLLOWED, OF_NO_CONCERN, SERVICES_OF_NO_CONCERN, is_of_no_concern
from tests.support.provider import resource_types

LOOKED_UP_ONLY = {"aws_ec2_transit_gateway_dx_gateway_attachment"}
LEADS_ON = re.compile(
    r"vpc|subnet|route(?!53)|gateway|peer|network|transit|vpn|tunnel|_dx_|_lb|_alb|_elb|proxy|accelerator|cloudformation"
    r"|aws_instance|interface|cidr"
)
"""In names of types that may lead packets somewhere."""


def test_the_provider_has_every_type_that_is_named() -> None:
    assert len(resource_types()) > 1500
    # A policy of Firewall Manager is of a kind: `aws_fms_policy:WAFV2`.
    assert {type_.partition(":")[0] for type_ in FOLLOWED | OF_NO_CONCERN} - resource_types() == LOOKED_UP_ONLY


def test_the_provider_has_every_service_that_is_named() -> None:
    assert {type_.split("_")[1] for type_ in resource_types()} >= SERVICES_OF_NO_CONCERN


def test_nothing_is_both_followed_and_of_no_concern() -> None:
    assert not FOLLOWED & OF_NO_CONCERN


def test_what_sounds_like_a_network_is_of_no_concern_only_where_its_type_is_named() -> None:
    by_service = {type_ for type_ in resource_types() if is_of_no_concern(type_)} - FOLLOWED - OF_NO_CONCERN

    assert sorted(type_ for type_ in by_service if LEADS_ON.search(type_)) == []


@pytest.mark.parametrize(
    "kind",
    [
        "aws_vpc_peering_connection",
        "aws_vpn_gateway",
        "aws_network_acl",
        "aws_egress_only_internet_gateway",
        "aws_ec2_client_vpn_endpoint",
        "aws_vpc_route_server_propagation",
        "aws_networkmanager_vpc_attachment",
        "aws_vpclattice_service_network_vpc_association",
        "aws_cloudformation_stack",
        "aws_lb",
        "aws_lightsail_instance",
        "aws_default_vpc",
        "aws_main_route_table_association",
        "aws_ec2_transit_gateway_peering_attachment",
        "aws_something_of_next_year",
        "awscc_ec2_vpc_peering",
        "null_resource",
    ],
)
def test_what_nobody_follows_is_refused(kind: str) -> None:
    assert not is_of_no_concern(kind)
