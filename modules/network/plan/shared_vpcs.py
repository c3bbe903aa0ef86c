"""Whom shared VPCs are shared with, and the VPCs that are shared with an account. No cdktf here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from modules.accounts.roster import Account
from modules.accounts.spec import Connectivity, Function
from modules.network.plan.placements import connectivity_of
from modules.network.spec.network import NetworkSpec
from modules.network.spec.shared_vpcs import SharedVpcSpec
from modules.organization.spec import unit_path


def is_owner(spec: SharedVpcSpec, account: Account) -> bool:
    """Whether a shared VPC is in an account."""
    return account.key == spec.owner if spec.owner else Function.NETWORK in account.functions


def owner_of(spec: SharedVpcSpec, accounts: Iterable[Account]) -> Account:
    """Return the account that a shared VPC is in."""
    return next(account for account in accounts if is_owner(spec, account))


def is_shared_with(spec: SharedVpcSpec, account: Account) -> bool:
    """Whether a VPC is shared with an account: it is named, or lives in a unit that is named or below one."""
    units = (unit_path(unit) for unit in spec.units)
    return account.key in spec.accounts or any(account.unit[: len(unit)] == unit for unit in units)


def shared_with(network: NetworkSpec, account: Account) -> tuple[str, ...]:
    """Return the names of the VPCs that are shared with an account, in the order written."""
    return tuple(name for name, spec in network.shared_vpcs.items() if is_shared_with(spec, account))


def found_by_parameters(network: NetworkSpec, account: Account) -> tuple[str, ...]:
    """Return the shared VPCs that an account's parameters name: of each region the first that is shared with it.

    Where the account has a VPC of its own, or none by its own wish, its parameters name no shared one.
    """
    if connectivity_of(network, account) is not Connectivity.SHARED:
        return ()
    by_region: dict[str, str] = {}
    for name in shared_with(network, account):
        by_region.setdefault(network.region(network.shared_vpcs[name].hub), name)
    return tuple(by_region.values())


def foreign_owners(network: NetworkSpec, accounts: Iterable[Account]) -> Iterator[tuple[Account, SharedVpcSpec]]:
    """Give every shared VPC that is not in the network account, with its owner: what the hub has is shared with it."""
    known = tuple(accounts)
    for spec in network.shared_vpcs.values():
        owners = (account for account in known if is_owner(spec, account))
        yield from ((owner, spec) for owner in owners if Function.NETWORK not in owner.functions)
