"""Checks of VPCs that several accounts share: whose they are, with whom they are shared, and what they are called."""

from __future__ import annotations

from collections.abc import Iterator

from modules.accounts.spec import Connectivity, Function
from modules.consistency.dropped import Dropped, KeyPath
from modules.consistency.network import of_network
from modules.landing_zone import LandingZone
from modules.network.plan.placements import connectivity_of
from modules.network.plan.shared_vpcs import is_owner, shared_with
from modules.network.spec.network import NetworkSpec
from modules.network.spec.shared_vpcs import SharedVpcSpec
from modules.organization.spec import ROOT
from modules.specification.errors import LandingZoneError
from modules.specification.suggestions import unknown


@of_network
def accounts_of_shared_vpcs_exist(
    network: NetworkSpec, zone: LandingZone, dropped: Dropped
) -> Iterator[LandingZoneError]:
    if dropped.below("accounts") or dropped.below("teams") or dropped.below("stages"):
        return
    known = [account.key for account in zone.roster]
    for name, spec in network.shared_vpcs.items():
        for where, key in _accounts(spec):
            if key not in known:
                yield unknown(
                    "there is no such account",
                    key,
                    known,
                    why="accounts are named by their keys, those of teams as team-stage",
                    otherwise="write the key of an account, or add the account",
                    path=("network", "shared_vpcs", name, *where),
                )


def _accounts(spec: SharedVpcSpec) -> Iterator[tuple[KeyPath, str]]:
    if spec.owner:
        yield ("owner",), spec.owner
    for index, key in enumerate(spec.accounts):
        yield ("accounts", index), key


@of_network
def shared_vpcs_are_in_an_account_that_works(
    network: NetworkSpec, zone: LandingZone, dropped: Dropped
) -> Iterator[LandingZoneError]:
    if dropped.below("accounts"):
        return
    functions = {account.key: account.functions for account in zone.roster}
    for name, spec in network.shared_vpcs.items():
        where: KeyPath = ("network", "shared_vpcs", name, "owner")
        if Function.MANAGEMENT in functions.get(spec.owner or "", ()):
            yield LandingZoneError(
                "a shared VPC must not be in the management account",
                got=spec.owner,
                why="nothing that another account can hold belongs there: no guardrail applies in it",
                fix="name another account, or none for the network account",
                path=where,
            )
        elif spec.owner and spec.owner in spec.accounts:
            yield LandingZoneError(
                "a shared VPC must be shared with others than its owner",
                got=spec.owner,
                why="the owner has its subnets without a share, and AWS RAM takes no owner for a principal",
                fix="remove it from `accounts`",
                path=("network", "shared_vpcs", name, "accounts", spec.accounts.index(spec.owner)),
            )


@of_network
def shared_vpcs_are_shared_with_some(network: NetworkSpec, _: LandingZone, __: Dropped) -> Iterator[LandingZoneError]:
    for name, spec in network.shared_vpcs.items():
        if ROOT in spec.units:
            yield LandingZoneError(
                "a shared VPC must not be shared with every account",
                got=ROOT,
                why="sandboxes and the management account would be in it, too",
                fix="name units, and accounts of the root by their keys",
                path=("network", "shared_vpcs", name, "units", spec.units.index(ROOT)),
            )


@of_network
def shared_vpcs_have_names_of_their_own(
    network: NetworkSpec, _: LandingZone, __: Dropped
) -> Iterator[LandingZoneError]:
    for name in network.shared_vpcs:
        of_hub = next((hub for hub in network.hubs if name.startswith(f"{hub}-")), None)
        if name in network.all_segments() or name in {*map(str, Function), Connectivity.INTERNET} or of_hub:
            yield LandingZoneError(
                "the name of a shared VPC is taken",
                got=name,
                why="VPCs are told apart by their names in AWS: those of accounts are called after their segment, "
                "or internet, those of a hub begin with its name",
                fix="choose another name, for example that of the business unit with the stage",
                path=("network", "shared_vpcs", name),
            )


@of_network
def shared_vpcs_have_workspaces_of_their_own(
    network: NetworkSpec, _: LandingZone, __: Dropped
) -> Iterator[LandingZoneError]:
    first_with: dict[str, str] = {}
    for name in network.shared_vpcs:
        first = first_with.setdefault(name.lower(), name)
        if first != name:
            yield LandingZoneError(
                "two shared VPCs have names that differ in case only",
                got=f"{first} and {name}",
                why="each is the name of a workspace and its folder, which file systems may take for one",
                fix="rename one of them",
                path=("network", "shared_vpcs", name),
            )


@of_network
def shared_vpcs_are_at_a_hub_of_their_segment(
    network: NetworkSpec, _: LandingZone, __: Dropped
) -> Iterator[LandingZoneError]:
    for name, spec in network.shared_vpcs.items():
        if spec.hub not in network.hubs or spec.segment not in network.all_segments():
            continue  # which is told already
        if spec.segment not in network.segments_of(spec.hub):
            yield LandingZoneError(
                "the hub of a shared VPC does not serve its segment",
                got=f"{spec.segment} in {spec.hub}",
                why=f"the hub serves {', '.join(network.segments_of(spec.hub))}",
                fix=f"add {spec.segment} to the `segments` of the hub, or name another hub",
                path=("network", "shared_vpcs", name, "hub"),
            )


@of_network
def shared_accounts_share_in_something(
    network: NetworkSpec, zone: LandingZone, dropped: Dropped
) -> Iterator[LandingZoneError]:
    if dropped.below("network", "shared_vpcs") or dropped.below("network", "connectivity"):
        return
    for account in zone.roster:
        if connectivity_of(network, account) is not Connectivity.SHARED:
            continue
        others = [name for name in shared_with(network, account) if not is_owner(network.shared_vpcs[name], account)]
        if not others:
            yield LandingZoneError(
                "an account has no VPC that it shares in",
                got=f"{account.key}, whose connectivity is shared",
                why="it has no VPC of its own either, so nothing in it could be connected",
                fix="add its key to the `accounts` of one of network.shared_vpcs, or its unit to the `units`",
                path=account.place_of("connectivity") if account.connectivity else account.source,
            )
