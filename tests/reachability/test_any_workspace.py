"""What leads past the network is found in whichever workspace it is, written there or in a module."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from modules.landing_zone.known_ids import known_ids
from modules.reachability.proof import Proof
from modules.reachability.reading.resources import network_resources, refuse_any_network
from modules.specification.errors import LandingZoneError
from modules.synthesized.environment import read_synthesized
from tests.reachability.proving import proof_of, resources_of
from tests.support.environments import environment, smaller_staging
from tests.support.written import with_resources, write_workspace

MANAGEMENT = "222222222222"
HUB, ACCOUNTS = "staging-network-eu-west-1", "staging-accounts"
GATEWAY = "${data.terraform_remote_state.staging-network-eu-west-1.outputs.transit_gateway_id}"
VPC = {"cidr_block": "10.99.0.0/16", "tags": {"Name": "stray"}}
SUBNET = {"vpc_id": "${aws_vpc.stray.id}", "availability_zone_id": "euw1-az1", "tags": {"Name": "stray-private"}}

WORKSPACES = [
    "staging-organization",
    "staging-identity",
    "staging-accounts",
    "staging-account-fraud-dev",
    "staging-zebra-x",
]
ANYWHERE = [
    pytest.param(workspace, in_module, id=f"{workspace}{'-module' if in_module else ''}")
    for workspace in WORKSPACES
    for in_module in (False, True)
]


def stray(outputs: dict[str, Path], tmp_path: Path, workspace: str, *, in_module: bool, **resources: Any) -> Proof:
    """Prove staging with resources named `stray` in one of its workspaces."""
    output = with_resources(
        outputs["staging"],
        tmp_path / "cdktf.out",
        workspace,
        {kind: {"stray": body} for kind, body in resources.items()},
        in_module=in_module,
        account=MANAGEMENT,
        reads=[HUB],
    )
    return proof_of(environment(), output)


@pytest.mark.parametrize(("workspace", "in_module"), ANYWHERE)
@pytest.mark.parametrize(
    "kind",
    ["aws_vpc_peering_connection", "aws_vpn_gateway", "aws_ec2_client_vpn_endpoint", "aws_something_of_next_year"],
)
def test_what_is_not_followed_is_refused(
    outputs: dict[str, Path], tmp_path: Path, workspace: str, kind: str, *, in_module: bool
) -> None:
    with pytest.raises(LandingZoneError) as refused:
        stray(outputs, tmp_path, workspace, in_module=in_module, **{kind: {}})

    assert str(refused.value) == (
        "the network has something that the proof does not follow\n"
        f"  got: {kind}.stray in {'stray' if in_module else workspace}\n"
        "  why: what it does is not known, so nothing would be proved\n"
        "  fix: do without it; or teach modules/reachability what it does, or that it is of no concern"
    )


@pytest.mark.parametrize(("workspace", "in_module"), ANYWHERE)
def test_an_attachment_of_a_strange_vpc_is_refused(
    outputs: dict[str, Path], tmp_path: Path, workspace: str, *, in_module: bool
) -> None:
    attachment = {"transit_gateway_id": GATEWAY, "vpc_id": "vpc-1", "subnet_ids": ["subnet-1"]}

    with pytest.raises(LandingZoneError) as refused:
        stray(outputs, tmp_path, workspace, in_module=in_module, aws_ec2_transit_gateway_vpc_attachment=attachment)

    where = f"{workspace}/stray" if in_module else workspace
    assert refused.value.what == "an attachment leads to something that is not in what was synthesized"
    assert refused.value.got == f"vpc_id = vpc-1 in {where}:aws_ec2_transit_gateway_vpc_attachment.stray"


@pytest.mark.parametrize(("workspace", "in_module"), ANYWHERE)
def test_a_vpc_with_an_attachment_is_a_difference(
    outputs: dict[str, Path], tmp_path: Path, workspace: str, *, in_module: bool
) -> None:
    attachment = {
        "transit_gateway_id": GATEWAY,
        "vpc_id": "${aws_vpc.stray.id}",
        "subnet_ids": ["${aws_subnet.stray.id}"],
    }

    found = stray(
        outputs,
        tmp_path,
        workspace,
        in_module=in_module,
        aws_vpc=VPC,
        aws_subnet=SUBNET,
        aws_ec2_transit_gateway_vpc_attachment=attachment,
    )

    messages = {(one.sender, one.message) for one in found.differences}
    account, message = {
        "staging-account-fraud-dev": ("fraud-dev", "has 2 VPCs where 1 are wanted"),
    }.get(workspace, ("management", "has a VPC where none is wanted"))
    assert (account, message) in messages
    assert ("ec2_transit_gateway_vpc_attachment.stray", "is associated with no route table") in messages


def test_a_vpc_is_of_the_account_of_its_provider_not_of_the_name_of_its_workspace(
    outputs: dict[str, Path], tmp_path: Path
) -> None:
    fraud = f'${{data.terraform_remote_state.{ACCOUNTS}.outputs.account_ids["fraud-prod"]}}'
    output = with_resources(
        outputs["staging"],
        tmp_path / "cdktf.out",
        "staging-account-zebra",
        {"aws_vpc": {"stray": VPC}},
        in_module=False,
        account=fraud,
        reads=[ACCOUNTS],
    )

    found = {one.identity: one.account for one in resources_of(environment(), output)}

    assert found["staging-account-zebra:aws_vpc.stray"] == "fraud-prod"


def test_a_vpc_in_nobody_knows_which_account_is_refused(tmp_path: Path) -> None:
    write_workspace(tmp_path, "demo-x", {"resource": {"aws_vpc": {"own": {}}}})

    with pytest.raises(LandingZoneError) as refused:
        network_resources(read_synthesized(tmp_path, "demo"))
    assert str(refused.value) == (
        "the account of a part of the network is unknown\n"
        "  got: demo-x:aws_vpc.own\n"
        "  why: whose network it is decides whom it may reach\n"
        "  fix: give the workspace's provider `allowed_account_ids` with the one account that it works in"
    )


def test_more_than_three_things_that_are_not_followed_are_counted(tmp_path: Path) -> None:
    gateways: dict[str, Any] = {"aws_vpn_gateway": {name: {} for name in "abcde"}}
    write_workspace(tmp_path, "demo-x", {"resource": gateways})

    with pytest.raises(LandingZoneError) as refused:
        network_resources(read_synthesized(tmp_path, "demo"))
    assert refused.value.got == ", ".join(f"aws_vpn_gateway.{name} in demo-x" for name in "abc") + " and 2 more"


class TestWithoutANetwork:
    def test_nothing_is_found_in_an_environment_that_has_none(self, tmp_path: Path) -> None:
        bare = smaller_staging(network=None)
        resources_of(bare, tmp_path / "cdktf.out")

        refuse_any_network(read_synthesized(tmp_path / "cdktf.out", "staging", known_ids(bare.zone)))

    def test_a_vpc_is_refused(self, tmp_path: Path) -> None:
        provider = {"aws": [{"allowed_account_ids": [MANAGEMENT]}]}
        write_workspace(tmp_path, "demo-x", {"provider": provider, "resource": {"aws_vpc": {"own": {}}}})

        with pytest.raises(LandingZoneError) as refused:
            refuse_any_network(read_synthesized(tmp_path, "demo"))
        assert str(refused.value) == (
            "an environment without a network has a VPC\n"
            "  got: demo-x:aws_vpc.own\n"
            "  why: without a `network` section nothing is known of whom it may reach, so nothing would be proved\n"
            "  fix: add `network` (docs/how-to/plan-addresses.md), or take the VPC away"
        )
