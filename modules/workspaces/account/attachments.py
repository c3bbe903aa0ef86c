"""The workspaces in which the network account lets spokes in: which table each is associated with, and which learn it.

One attachment of each segment is constructed, and the others are that text with their own keys in it
(docs/decisions/0011-one-workspace-for-each-kind.md).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cdktf import TerraformElement
from cdktf_cdktf_provider_aws.data_aws_ec2_transit_gateway_attachments import (
    DataAwsEc2TransitGatewayAttachments,
    DataAwsEc2TransitGatewayAttachmentsFilter,
)
from cdktf_cdktf_provider_aws.ec2_transit_gateway_route_table_association import Ec2TransitGatewayRouteTableAssociation
from cdktf_cdktf_provider_aws.ec2_transit_gateway_route_table_propagation import Ec2TransitGatewayRouteTablePropagation
from constructs import Construct

from modules.environment import Environment
from modules.landing_zone.aft import is_vended_by_aft
from modules.network.plan.attachments import Attachment, attachments, workspace_number
from modules.workspaces.account.account import AccountWorkspace
from modules.workspaces.base.deployment import Deployment, Representative
from modules.workspaces.base.logical_ids import logical_id
from modules.workspaces.base.template import marker
from modules.workspaces.foundation.vended_accounts import AccountsOutputs
from modules.workspaces.network.hub import HubOutputs
from modules.workspaces.network.network_workspace import NetworkWorkspace, network_of

_HASHED_KEY = "placeholder-key-0"
"""The placeholder of every account's key in the hash at the end of an address. Another text would change addresses."""


@dataclass(frozen=True, slots=True)
class _Group:
    """Attachments that are constructed once."""

    segment: str
    by_aft: bool
    """Whether AFT delivers what they are made of: then they are found, and not read from a workspace."""

    @property
    def key_name(self) -> str:
        """The name of the marker of an account's key."""
        return f"account in {self.segment}{' by AFT' if self.by_aft else ''}"


class NetworkAttachmentsWorkspace(NetworkWorkspace):
    """Define one attachment of each segment, to be repeated for all accounts.

    Args:
        deployment: The deployment.
        name: The workspace's name.
        hub: The hub that spokes are attached to, by its name.
        accounts: What is known of the accounts.
        outputs: What is known of the hub.
        attachments: The attachments.
        account_workspaces: The workspace that stands for each account's, by the account's key.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        deployment: Deployment,
        name: str,
        *,
        hub: str,
        accounts: AccountsOutputs,
        outputs: HubOutputs,
        attachments: Sequence[Attachment],
        account_workspaces: Mapping[str, Representative[AccountWorkspace]],
    ) -> None:
        region = network_of(deployment.environment.zone).region(hub)
        super().__init__(deployment, name, accounts=accounts, region=region)
        groups: dict[_Group, list[Attachment]] = {}
        for attachment in attachments:
            by_aft = is_vended_by_aft(deployment.environment.zone, attachment.account)
            groups.setdefault(_Group(attachment.segment, by_aft), []).append(attachment)
        self._lookups = Construct(self.default_scope, "lookups")
        self._segments = {segment: Construct(self, segment) for segment in {group.segment: None for group in groups}}
        for group, members in groups.items():
            keys = [member.account.key for member in members]
            if group.by_aft:
                self._attach(group, members[0], self._found(group, outputs, accounts), outputs)
                self.repeat([{group.key_name: key} for key in keys], by=[group.key_name], by_name=True)
                continue
            representative = account_workspaces[keys[0]]
            attachment_id = representative.workspace.outputs.attachment_ids(self, hub)
            self._attach(group, members[0], attachment_id, outputs)
            values = [{group.key_name: key, representative.key: key} for key in keys]
            self.repeat(values, by=(group.key_name, representative.key), by_name=True)

    def _found(self, group: _Group, hub: HubOutputs, accounts: AccountsOutputs) -> str:
        """Look for the attachment of an account among those of the hub's transit gateway, and return its id.

        By its owner: the tags that an account gives its attachment are not seen in the account of the gateway (Amazon
        EC2 API Reference, DescribeTransitGatewayAttachments).
        """
        wanted = {
            "transit-gateway-id": hub.transit_gateway_id(self),
            "resource-type": "vpc",
            "resource-owner-id": accounts.account_ids(self, marker(group.key_name)),
            "state": "available",
        }
        found = DataAwsEc2TransitGatewayAttachments(
            Construct(self._lookups, group.segment),
            marker(group.key_name),
            filter=[
                DataAwsEc2TransitGatewayAttachmentsFilter(name=name, values=[each]) for name, each in wanted.items()
            ],
        )
        found.add_override(
            "lifecycle.postcondition",
            [
                {
                    "condition": "${length(self.ids) == 1}",
                    "error_message": f"{marker(group.key_name)} must have one attachment to this hub, and has "
                    "${length(self.ids)}: invoke AFT's customizations of it, wait, and deploy again.",
                }
            ],
        )
        _address(found, group, "attachment")
        return f"${{{found.fqn}.ids[0]}}"

    def _attach(self, group: _Group, attachment: Attachment, attachment_id: str, hub: HubOutputs) -> None:
        segment = group.segment
        branch = Construct(self._segments[segment], marker(group.key_name))
        association = Ec2TransitGatewayRouteTableAssociation(
            branch,
            "association",
            transit_gateway_attachment_id=attachment_id,
            transit_gateway_route_table_id=hub.route_table_ids(self, segment),
        )
        _address(association, group, "association")
        learning = Construct(branch, "propagation")
        for table in attachment.announced_to:
            propagation = Ec2TransitGatewayRouteTablePropagation(
                learning,
                table,
                transit_gateway_attachment_id=attachment_id,
                transit_gateway_route_table_id=hub.route_table_ids(self, table),
            )
            _address(propagation, group, "propagation", table)


def add_attachments(
    deployment: Deployment,
    hubs: Mapping[str, HubOutputs],
    *,
    accounts: AccountsOutputs,
    account_workspaces: Mapping[str, Representative[AccountWorkspace]],
) -> None:
    """Add one workspace for each part of a hub's attachments."""
    for hub, outputs in hubs.items():
        for name, members in _parts(deployment.environment, hub).items():
            deployment.add(
                NetworkAttachmentsWorkspace(
                    deployment,
                    name,
                    hub=hub,
                    accounts=accounts,
                    outputs=outputs,
                    attachments=members,
                    account_workspaces=account_workspaces,
                )
            )


def _parts(environment: Environment, hub: str) -> dict[str, list[Attachment]]:
    """Spread the attachments of a hub over its workspaces; one without any is left out."""
    network, count = network_of(environment.zone), network_of(environment.zone).attachment_workspaces
    parts: dict[str, list[Attachment]] = {}
    for attachment in attachments(network, environment.zone.roster, hub):
        number = f"-{workspace_number(attachment.account, count)}" if count > 1 else ""
        parts.setdefault(f"network-{hub}-attachments{number}", []).append(attachment)
    return dict(sorted(parts.items()))


def _address(element: TerraformElement, group: _Group, *path: str) -> None:
    """Give an element the address of the first account's, with a marker in the place of the account's key."""
    segment = group.segment
    readable, _, rest = logical_id(segment, _HASHED_KEY, *path).removeprefix(segment).partition(_HASHED_KEY)
    element.override_logical_id(f"{segment}{readable}{marker(group.key_name)}{rest}")
