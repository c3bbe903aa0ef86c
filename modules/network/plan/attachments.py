"""The attachments of spokes to a hub, and the workspaces that they are spread over. No cdktf here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from modules.accounts.roster import Account
from modules.network.plan.placements import corporate
from modules.network.plan.routing import RouteTable, route_tables
from modules.network.plan.sizes import RESOURCES_IN_A_WORKSPACE, WAYS_TO_SPREAD, part_number
from modules.network.spec.network import NetworkSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """The attachment of one spoke."""

    account: Account
    segment: str
    """The route table that it is associated with."""
    announced_to: tuple[str, ...]
    """The route tables that learn its range."""


def attachments(network: NetworkSpec, accounts: Sequence[Account], hub: str) -> tuple[Attachment, ...]:
    """Return the attachments of a hub, in the order of the accounts."""
    tables = route_tables(network, hub)
    learning = {segment: learning_tables(tables, segment) for segment in network.segments_of(hub)}
    return tuple(
        Attachment(account=account, segment=spoke.segment, announced_to=learning[spoke.segment])
        for account, spoke in corporate(network, accounts)
        if spoke.hub == hub and spoke.segment is not None
    )


def learning_tables(tables: Iterable[RouteTable], segment: str) -> tuple[str, ...]:
    """Return those of a hub's route tables, by name, that learn the ranges of a segment's VPCs."""
    return tuple(table.name for table in tables if segment in table.learns_from)


def workspace_number(account: Account, workspaces: int) -> int:
    """Tell which workspace an account's attachment is in: by its own key, so that no other account moves it."""
    return part_number(account.key, workspaces)


def resources_in_the_fullest(network: NetworkSpec, accounts: Sequence[Account], workspaces: int) -> int:
    """Return how many resources the fullest workspace has if each hub's attachments are spread over `workspaces`."""
    resources = Counter[tuple[str, int]]()
    for hub in network.hubs:
        for attachment in attachments(network, accounts, hub):
            resources[hub, workspace_number(attachment.account, workspaces)] += 1 + len(attachment.announced_to)
    return max(resources.values(), default=0)


def enough_workspaces(network: NetworkSpec, accounts: Sequence[Account]) -> int:
    """Return the smallest number of workspaces, a power of two, with which none has too many resources."""
    return next(
        (
            count
            for count in WAYS_TO_SPREAD
            if resources_in_the_fullest(network, accounts, count) <= RESOURCES_IN_A_WORKSPACE
        ),
        WAYS_TO_SPREAD[-1],
    )
