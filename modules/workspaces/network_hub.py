"""The workspace of a hub: its transit gateway, the VPCs that all segments share, and who may use them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cdktf import TerraformOutput
from constructs import Construct

from modules.naming import flow_log_bucket
from modules.network.hub.egress_vpc import EgressVpc
from modules.network.hub.hub_route_tables import HubRouteTables
from modules.network.hub.hub_vpc import HubSite
from modules.network.hub.ingress_vpc import IngressVpc
from modules.network.hub.resource_share import ResourceShare
from modules.network.hub.transit_hub import TransitHub
from modules.network.logs.flow_log_bucket import FlowLogBucket
from modules.network.logs.log_key import LogKey
from modules.network.placements import corporate
from modules.network.routing import EGRESS, INGRESS, hub_vpcs, route_tables
from modules.workspaces.delegation import DelegationWorkspace
from modules.workspaces.network_workspace import NetworkWorkspace, network_of, units_of
from modules.workspaces.organization import OrganizationOutputs
from modules.workspaces.vended_accounts import AccountsOutputs
from modules.workspaces.workspace import Environment, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class HubOutputs:
    """All that another workspace may know of a hub. Each method returns an expression for use in the reader."""

    workspace: Workspace

    @classmethod
    def tell(cls, workspace: Workspace, values: Mapping[str, Any]) -> HubOutputs:
        """Define the outputs of a hub, under names of their own."""
        for name, value in values.items():
            TerraformOutput(workspace, name, value=value, static_id=True)
        return cls(workspace=workspace)

    def transit_gateway_id(self, reader: Workspace) -> str:
        """Return the transit gateway's id."""
        return f"${{{reader.read(self.workspace, 'transit_gateway_id')}}}"

    def organization_id(self, reader: Workspace) -> str:
        """Return the organization's id, so that a spoke reads one state only."""
        return f"${{{reader.read(self.workspace, 'organization_id')}}}"

    def flow_log_destination(self, reader: Workspace) -> str:
        """Return the ARN that records of traffic go to."""
        return f"${{{reader.read(self.workspace, 'flow_log_destination')}}}"

    def route_table_id(self, reader: Workspace, name: str) -> str:
        """Return the id of a route table of the transit gateway."""
        return f'${{{reader.read(self.workspace, "route_table_ids")}["{name}"]}}'


class NetworkHubWorkspace(NetworkWorkspace):
    """Define one hub. Nothing in it depends on how many accounts there are, only on which units they live in."""

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        *,
        environment: Environment,
        hub: str,
        organization: OrganizationOutputs,
        accounts: AccountsOutputs,
        delegation: DelegationWorkspace,
    ) -> None:
        self._zone, self._network, self._hub = environment.zone, network_of(environment.zone), hub
        self._region = self._network.region(hub)
        super().__init__(scope, f"network-{hub}", environment=environment, accounts=accounts, region=self._region)
        self.add_dependency(delegation)
        self._organization = organization
        flow_logs = self._flow_logs()
        gateway = TransitHub(
            self,
            "transit-gateway",
            name=hub,
            asn=self._network.hubs[hub].asn,
            auto_accept=self._network.auto_accept,
            flow_log_destination=flow_logs,
        )
        site = HubSite(
            hub=hub,
            hub_range=self._network.hubs[hub].range,
            zone_ids=self._network.hubs[hub].zone_ids,
            transit_gateway_id=gateway.transit_gateway_id,
            flow_log_destination=flow_logs,
        )
        tables = HubRouteTables(
            self,
            "route-table",
            hub=hub,
            transit_gateway_id=gateway.transit_gateway_id,
            tables=route_tables(self._network, hub),
            attachment_ids=self._vpcs(site),
        )
        self._share({"transit-gateway": gateway.transit_gateway_arn})
        self.outputs = HubOutputs.tell(
            self,
            {
                "transit_gateway_id": gateway.transit_gateway_id,
                "organization_id": organization.organization_id,
                "flow_log_destination": flow_logs,
                "route_table_ids": tables.route_table_ids,
            },
        )

    def _flow_logs(self) -> str:
        """Define the bucket of the hub's own, unless another takes the flow logs; return where they go."""
        said = self._network.flow_logs
        if said.bucket_arn:
            return said.bucket_arn
        key = LogKey(
            self,
            "log-key",
            hub=self._hub,
            account_id=self._account_id,
            region=self._region,
            organization_id=self._organization.organization_id,
        )
        return FlowLogBucket(
            self,
            "flow-logs",
            name=flow_log_bucket(self._zone.organization.name, self._account_id, self._hub),
            key_arn=key.key_arn,
            organization_id=self._organization.organization_id,
            retention_days=said.retention_days,
        ).bucket_arn

    def _vpcs(self, site: HubSite) -> dict[str, str]:
        """Define the hub's own VPCs; return their attachments by name."""
        made: dict[str, str] = {}
        wanted = hub_vpcs(self._network, self._hub)
        if EGRESS in wanted:
            made[EGRESS] = EgressVpc(self, EGRESS, site=site).attachment_id
        if INGRESS in wanted:
            made[INGRESS] = IngressVpc(self, INGRESS, site=site).attachment_id
        return made

    def _share(self, resource_arns: Mapping[str, str]) -> None:
        members = [one for one, spoke in corporate(self._network, self._zone.roster) if spoke.hub == self._hub]
        if members:
            ResourceShare(
                self,
                "share",
                name=f"network-{self._hub}",
                resource_arns=resource_arns,
                principal_arns=units_of(members, self._organization),
            )
