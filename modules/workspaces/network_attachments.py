"""The workspaces in which the network account lets spokes in: which table each is associated with, and which learn it.

As with accounts (docs/decisions/0011-one-workspace-for-each-kind.md), CDKTF constructs one attachment of each segment
with a place for the account's key, and the attachments of all accounts are that text with their keys in it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from constructs import Construct

from modules.accounts.roster import Account
from modules.aws_bindings import (
    Ec2TransitGatewayRouteTableAssociation,
    Ec2TransitGatewayRouteTablePropagation,
)
from modules.network.attachments import Attachment
from modules.workspaces.network_hub import HubOutputs
from modules.workspaces.network_workspace import NetworkWorkspace, network_of
from modules.workspaces.template import Template, place
from modules.workspaces.vended_accounts import AccountsOutputs
from modules.workspaces.workspace import Environment, Workspace

ATTACHMENT_IDS = "attachment_ids"
"""The output of an account's workspace that tells the id of its attachment to each hub."""

_HASHED_KEY = "placeholder-key-0"
"""What stands for the account's key in the hash at the end of addresses, which so is the same for every account."""


class NetworkAttachmentsWorkspace(NetworkWorkspace):
    """Define one attachment of each segment, in the place of those of all accounts.

    Args:
        scope: The app.
        name: The workspace's name.
        environment: The environment.
        hub: The hub that spokes are attached to.
        accounts: What is known of the accounts.
        outputs: What is known of the hub.
        attachments: An attachment of each segment.
        representatives: The workspace that stands for its account, by segment.
        keys: The name of the place of the account's key in that workspace, by segment.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        name: str,
        *,
        environment: Environment,
        hub: str,
        accounts: AccountsOutputs,
        outputs: HubOutputs,
        attachments: Mapping[str, Attachment],
        representatives: Mapping[str, Workspace],
        keys: Mapping[str, str],
    ) -> None:
        region = network_of(environment.zone).region(hub)
        super().__init__(scope, name, environment=environment, accounts=accounts, region=region)
        for segment, attachment in attachments.items():
            key = place(keys[segment])
            branch = Construct(Construct(self, segment), key)
            attachment_id = f'${{{self.read(representatives[segment], ATTACHMENT_IDS)}["{hub}"]}}'
            Ec2TransitGatewayRouteTableAssociation(
                branch,
                "association",
                transit_gateway_attachment_id=attachment_id,
                transit_gateway_route_table_id=outputs.route_table_id(self, segment),
            ).override_logical_id(_address(segment, key, "association"))
            learning = Construct(branch, "propagation")
            for table in attachment.announced_to:
                Ec2TransitGatewayRouteTablePropagation(
                    learning,
                    table,
                    transit_gateway_attachment_id=attachment_id,
                    transit_gateway_route_table_id=outputs.route_table_id(self, table),
                ).override_logical_id(_address(segment, key, "propagation", table))


def _address(segment: str, key: str, *below: str) -> str:
    """Write an address as CDKTF does, with a mark in it, which CDKTF itself would drop. Addresses are state."""
    hashed = "/".join((segment, _HASHED_KEY, *below))
    digest = hashlib.md5(hashed.encode(), usedforsecurity=False).hexdigest()
    return "_".join((segment, key, *below, digest[:8].upper()))


def multiplied(blocks: Mapping[str, Any], accounts: Mapping[str, Sequence[Account]]) -> dict[str, Any]:
    """Put the blocks of every account in the places of those that stand for them.

    Args:
        blocks: Blocks by name.
        accounts: Accounts, by the name of the place of their key.

    """
    return dict(_multiplied(blocks, accounts))


def _multiplied(blocks: Mapping[str, Any], accounts: Mapping[str, Sequence[Account]]) -> Iterator[tuple[str, Any]]:
    for name, body in blocks.items():
        template = Template.of_json({name: body})
        if not template.places:
            yield name, body
            continue
        (key,) = template.places
        for account in accounts[key]:
            yield from json.loads(template.filled_in({key: account.key})).items()
