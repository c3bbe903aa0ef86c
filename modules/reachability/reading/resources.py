"""The network's resources, out of every workspace of an environment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from modules.reachability.reading.found_attachments import LOOKUP, with_found_attachments
from modules.reachability.reading.kinds import FOLLOWED, is_of_no_concern
from modules.reachability.reading.shares import ACCOUNT, PRINCIPAL
from modules.specification.errors import LandingZoneError
from modules.synthesized.accounts import AccountKeys
from modules.synthesized.environment import Synthesized
from modules.synthesized.resources import Resource
from modules.synthesized.unfollowed import refuse_unfollowed

ByKind = Mapping[str, Sequence[Resource]]
"""All resources, by their kind."""


def network_resources(synthesized: Synthesized) -> list[Resource]:
    """Read the network out of every workspace.

    Raises:
        LandingZoneError: it has something that the proof does not follow, or something whose account is unknown.

    """
    refuse_unfollowed(
        synthesized, subject="the network", room="modules/reachability", is_of_no_concern=is_of_no_concern
    )
    # By name, however the workspaces depend on each other.
    ordered = sorted(synthesized.resources(FOLLOWED | {LOOKUP}), key=lambda resource: resource.workspace)
    keys = synthesized.account_keys
    found = with_found_attachments([_with_key(resource, keys) for resource in ordered], keys)
    for resource in found:
        if resource.account is None:
            raise LandingZoneError(
                "the account of a part of the network is unknown",
                got=resource.identity,
                why="whose network it is decides whom it may reach",
                fix="give the workspace's provider `allowed_account_ids` with the one account that it works in",
            )
    return found


def _with_key(resource: Resource, keys: AccountKeys) -> Resource:
    """Return a principal of a share that is an account by the account's key."""
    key = keys.key(resource.values.get("principal")) if resource.kind == PRINCIPAL else None
    return replace(resource, values={**resource.values, "principal": f"{ACCOUNT}{key}"}) if key else resource


def refuse_any_network(synthesized: Synthesized) -> None:
    """Refuse a VPC in an environment without a `network` section: nothing says what it may reach.

    Raises:
        LandingZoneError: it has a VPC, or something that the proof does not follow.

    """
    vpcs = [resource.identity for resource in network_resources(synthesized) if resource.kind == "aws_vpc"]
    if vpcs:
        raise LandingZoneError(
            "an environment without a network has a VPC",
            got=vpcs[0],
            why="without a `network` section nothing is known of whom it may reach, so nothing would be proved",
            fix="add `network` (docs/how-to/plan-addresses.md), or take the VPC away",
        )


def hub_accounts(kinds: ByKind) -> set[str | None]:
    """Return the accounts that transit gateways are in: their VPCs are the hubs' own."""
    return {gateway.account for gateway in kinds.get("aws_ec2_transit_gateway", ())}
