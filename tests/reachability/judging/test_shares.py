"""What is shared with whom: an account attaches to nothing that is not shared with it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from modules.reachability.judging.shares import shares_that_differ
from modules.reachability.reading.shares import ACCOUNT, Principals
from tests.reachability.proving import proof_of
from tests.reachability.small_network import SmallNetwork
from tests.support.environments import document, environment
from tests.support.many_units import many_units

HUB = "staging-network-eu-west-1"


class Shared(SmallNetwork):
    """A hub, a pool and a profile that `fraud`, in Workloads/Live, uses, and two units."""

    def __init__(self) -> None:
        super().__init__()
        self.hub, self.numbers = self.gateway(), self.pool("production", "10.72.0.0/16")
        self.profile = self.add("aws_route53profiles_profile", "eu")
        vpc = self.vpc("spoke", None, account="fraud", pool=self.numbers)
        self.attach(vpc, self.hub)
        self.add("aws_route53profiles_association", "eu", account="fraud", profile_id=self.profile)
        self.workloads = self.unit("Workloads")
        self.live = self.unit("Live", self.workloads)
        self.sandbox = self.unit("Sandbox")

    def differences(self) -> list[tuple[str, str, str]]:
        units = {"fraud": ("Workloads", "Live"), "ada": ("Sandbox",)}
        return [(one.sender, one.receiver, one.message) for one in shares_that_differ(self.resources, units)]


@pytest.mark.parametrize("unit", ["live", "workloads"])
def test_holds_where_all_that_is_used_is_shared_with_the_account_s_unit_or_one_above(unit: str) -> None:
    built = Shared()
    built.share(built.hub, built.numbers, built.profile, units=[getattr(built, unit)])

    assert built.differences() == []


@pytest.mark.parametrize("left_out", ["hub", "numbers", "profile"])
def test_fails_where_anything_that_is_used_is_not_shared(left_out: str) -> None:
    built = Shared()
    used = [getattr(built, name) for name in ("hub", "numbers", "profile") if name != left_out]
    built.share(*used, units=[built.live])

    assert [(sender, message) for sender, _, message in built.differences()] == [
        ("fraud", "uses what is not shared with it")
    ]


def test_fails_where_it_is_shared_with_another_unit_of_the_same_name() -> None:
    built = Shared()
    built.share(built.hub, built.numbers, built.profile, units=[built.unit("Live", built.sandbox)])

    messages = {message for _, _, message in built.differences()}

    assert messages == {"uses what is not shared with it", "is shared with it, and none of its accounts uses it"}


@pytest.mark.parametrize(
    ("said", "receiver", "message"),
    [
        ({"units": ["live", "sandbox"]}, "Sandbox", "is shared with it, and none of its accounts uses it"),
        ({"units": ["live"], "external": True}, "anybody who is invited", "is shared with what is no unit"),
        ({"units": ["live", "444444444444"]}, "444444444444", "is shared with what is no unit of the organization"),
    ],
    ids=["unit", "outsiders", "stranger"],
)
def test_fails_where_it_is_shared_with_others(said: dict[str, Any], receiver: str, message: str) -> None:
    built = Shared()
    units = [getattr(built, unit, unit) for unit in said["units"]]
    built.share(built.hub, built.numbers, built.profile, units=units, external=said.get("external", False))

    found = built.differences()

    assert {one[1] for one in found} == {receiver}
    assert all(one[2].startswith(message) for one in found)


def test_what_is_used_in_one_s_own_account_needs_no_share() -> None:
    built = SmallNetwork()
    hub = built.gateway()
    built.attach(built.vpc("eu-egress", "10.64.0.0/24"), hub)

    assert list(shares_that_differ(built.resources, {})) == []


def test_a_synthesized_environment_that_loses_one_share_is_not_proved(outputs: dict[str, Path], tmp_path: Path) -> None:
    """What happens where two units have one key."""
    output = tmp_path / "cdktf.out"
    shutil.copytree(outputs["staging"], output)
    changed = document(output, HUB)
    name = min(changed["resource"]["aws_ram_principal_association"])
    del changed["resource"]["aws_ram_principal_association"][name]
    (output / "stacks" / HUB / "cdk.tf.json").write_text(json.dumps(changed))

    found = proof_of(environment(), output)

    assert not found.ok
    assert {one.message for one in found.differences} == {"uses what is not shared with it"}


def test_an_environment_whose_shares_and_endpoints_are_apart_is_proved_as_one_workspace_is(tmp_path: Path) -> None:
    apart = many_units(12, 16, share_workspaces=2, endpoint_workspaces=2)

    assert proof_of(apart, tmp_path / "cdktf.out").differences == ()


class SharedVpc(SmallNetwork):
    """A VPC of the hub's account whose subnets are to be shared with a unit and an account."""

    def __init__(self) -> None:
        super().__init__()
        hub = self.gateway()
        self.built = self.vpc("retail", "10.64.0.0/24")
        self.attach(self.built, hub)
        self.workloads, self.sandbox = self.unit("Workloads"), self.unit("Sandbox")
        attachments = [one for one in self.resources if one.kind == "aws_ec2_transit_gateway_vpc_attachment"]
        self.attached = {subnet for one in attachments for subnet in one.values["subnet_ids"]}
        self.subnets = [one.identity for one in self.resources if one.kind == "aws_subnet"]

    def messages(self) -> set[tuple[str, str]]:
        wanted = {"retail": Principals(units=frozenset({("Workloads",)}), accounts=frozenset({"pos"}))}
        return {(one.receiver, one.message) for one in shares_that_differ(self.resources, {}, wanted)}

    def of_workloads(self) -> list[str]:
        return [subnet for subnet in self.subnets if subnet not in self.attached]


def test_holds_where_the_subnets_of_workloads_are_shared_with_the_unit_and_the_account_that_are_named() -> None:
    network = SharedVpc()
    network.share(*network.of_workloads(), units=[network.workloads, f"{ACCOUNT}pos"])

    assert network.messages() == set()


@pytest.mark.parametrize(
    ("principals", "differing"),
    [
        (["workloads"], {("pos", "is not shared with it, and is to be")}),
        (["workloads", f"{ACCOUNT}pos", "sandbox"], {("Sandbox", "is shared with it, and is not to be")}),
        (["workloads", f"{ACCOUNT}pos", f"{ACCOUNT}crm"], {("crm", "is shared with it, and is not to be")}),
    ],
)
def test_fails_where_subnets_are_shared_with_fewer_or_more_than_are_named(
    principals: list[str], differing: set[tuple[str, str]]
) -> None:
    network = SharedVpc()
    network.share(*network.of_workloads(), units=[getattr(network, name, name) for name in principals])

    assert network.messages() == differing


def test_fails_where_the_subnets_of_an_attachment_are_shared_too() -> None:
    network = SharedVpc()
    network.share(*network.subnets, units=[network.workloads, f"{ACCOUNT}pos"])

    assert network.messages() == {(whom, "is shared with it, and is not to be") for whom in ("Workloads", "pos")}


def test_what_is_used_may_be_shared_with_the_account_alone() -> None:
    built = Shared()
    built.share(built.hub, built.numbers, built.profile, units=[f"{ACCOUNT}fraud"])

    assert built.differences() == []


def test_fails_where_something_is_shared_with_an_account_that_uses_nothing_of_it() -> None:
    built = Shared()
    built.share(built.hub, built.numbers, built.profile, units=[built.live, f"{ACCOUNT}ada"])

    assert {one[1:] for one in built.differences()} == {("ada", "is shared with it, and it uses nothing of it")}
