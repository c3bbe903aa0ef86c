"""The workspaces in which the network account lets spokes in: which table each is associated with, and which learn it.

As with accounts (docs/decisions/0011-one-workspace-for-each-kind.md), CDKTF constructs one attachment of each segment
with a placeholder for the account's key, and the others are that text with their own keys in it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from constructs import Construct

from modules.accounts.roster import Account
from modules.aws_bindings import (
    Ec2TransitGatewayRouteTableAssociation,
    Ec2TransitGatewayRouteTablePropagation,
)
from modules.network.attachments import Attachment
from modules.workspaces.account_kinds import filled_in, placeholder_key
from modules.workspaces.network_hub import HubOutputs
from modules.workspaces.network_workspace import NetworkWorkspace, network_of
from modules.workspaces.vended_accounts import AccountsOutputs
from modules.workspaces.workspace import Environment, Workspace

ATTACHMENT_IDS = "attachment_ids"
"""The output of an account's workspace that tells the id of its attachment to each hub."""

_ATTACHED = re.compile(rf"account-({placeholder_key(0)[:-1]}\d+)\b")


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
    ) -> None:
        region = network_of(environment.zone).region(hub)
        super().__init__(scope, name, environment=environment, accounts=accounts, region=region)
        for segment, attachment in attachments.items():
            # The same placeholder whatever the kind: it goes into the addresses.
            branch = Construct(Construct(self, segment), placeholder_key(0))
            attachment_id = f'${{{self.read(representatives[segment], ATTACHMENT_IDS)}["{hub}"]}}'
            Ec2TransitGatewayRouteTableAssociation(
                branch,
                "association",
                transit_gateway_attachment_id=attachment_id,
                transit_gateway_route_table_id=outputs.route_table_id(self, segment),
            )
            learning = Construct(branch, "propagation")
            for table in attachment.announced_to:
                Ec2TransitGatewayRouteTablePropagation(
                    learning,
                    table,
                    transit_gateway_attachment_id=attachment_id,
                    transit_gateway_route_table_id=outputs.route_table_id(self, table),
                )


def multiplied(blocks: Mapping[str, Any], accounts: Mapping[str, Sequence[Account]]) -> dict[str, Any]:
    """Put the blocks of every account in the places of those that stand for them.

    Args:
        blocks: Blocks by name.
        accounts: Accounts, by the key that stands for them.

    """
    return dict(_multiplied(blocks, accounts))


def _multiplied(blocks: Mapping[str, Any], accounts: Mapping[str, Sequence[Account]]) -> Iterator[tuple[str, Any]]:
    for name, body in blocks.items():
        text = json.dumps({name: body})
        standing_for = _ATTACHED.search(text)
        if standing_for is None:
            yield name, body
            continue
        for account in accounts[standing_for[1]]:
            yield from json.loads(filled_in(text, account, {})).items()
