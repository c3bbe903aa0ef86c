"""The workspace of a hub: its transit gateway, the VPCs that all segments share, and who may use them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from modules.landing_zone import LandingZone
from modules.landing_zone.active_directory import directory_ranges
from modules.naming import flow_log_bucket
from modules.network.hub.egress_vpc import EgressVpc
from modules.network.hub.endpoints_vpc import EndpointsVpc
from modules.network.hub.existing_transit_hub import ExistingTransitHub
from modules.network.hub.hub_links import HubLinks
from modules.network.hub.hub_names import HubNames
from modules.network.hub.hub_route_tables import HubRouteTables
from modules.network.hub.hub_vpc import HubSite
from modules.network.hub.ingress_vpc import IngressVpc
from modules.network.hub.inspection_vpc import InspectionVpc
from modules.network.hub.resource_share import ResourceShare
from modules.network.hub.transit_hub import TransitHub
from modules.network.logs.flow_log_bucket import FlowLogBucket
from modules.network.logs.log_key import LogKey
from modules.network.on_premises.direct_connect import DirectConnectGateway
from modules.network.plan.dns import has_profile
from modules.network.plan.endpoint_services import endpoint_services
from modules.network.plan.firewall_rules import firewall_rules
from modules.network.plan.routing import (
    EGRESS,
    ENDPOINTS,
    INGRESS,
    INSPECTION,
    hub_vpcs,
    ranges_outside,
    route_tables,
)
from modules.network.plan.sizes import endpoint_workspaces, hub_share_workspaces, route_workspaces, units_at
from modules.security.plan.log_buckets import LogPurpose
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.outputs import Output, Outputs
from modules.workspaces.foundation.delegation import DelegationWorkspace
from modules.workspaces.foundation.organization import OrganizationOutputs
from modules.workspaces.foundation.vended_accounts import AccountsOutputs
from modules.workspaces.network.endpoint_clients import endpoint_clients
from modules.workspaces.network.network_workspace import NetworkWorkspace, network_of
from modules.workspaces.network.shares import Share
from modules.workspaces.security.log_archive import LogArchiveOutputs


class HubOutputs(Outputs):
    """All that another workspace may know of a hub."""

    transit_gateway_id = Output()
    organization_id = Output()
    """So that a spoke reads one state only."""
    flow_log_destination = Output()
    """The ARN that records of traffic go to."""
    profile_id = Output()
    """The id of the Route 53 Profile; only where the hub has one."""
    direct_connect_gateway_id = Output()
    """Only of the hub that the gateway is made with."""
    vpn_attachment_ids = Output()
    """The attachment of each VPN connection, by its name; only where static routes are in workspaces of their own."""
    route_table_ids = Output()
    """The id of each route table of the transit gateway, by its name."""
    endpoint_site = Output()
    """The VPC of central endpoints, and their security group; only where they are in workspaces of their own."""
    endpoint_subnet_ids = Output()
    """The subnets of central endpoints, by zone id; only where they are in workspaces of their own."""
    outbound_endpoint_id = Output()
    """The endpoint by which names are asked elsewhere; only where a directory answers for a domain."""
    shared_arns = Output()
    """The ARNs of what the hub shares, by what it is; only where shares are in workspaces of their own."""


class NetworkHubWorkspace(NetworkWorkspace):
    """Define one hub. Nothing in it depends on how many accounts there are, only on which units they live in.

    Args:
        deployment: The deployment.
        hub: The hub's name.
        organization: What is known of the organization.
        accounts: What is known of the accounts.
        delegation: What must be done in the management account before.
        direct_connect: The hub that a new Direct Connect gateway is made with, where that is another one.
        log_archive: What is known of the log archive, where there is one.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        deployment: Deployment,
        *,
        hub: str,
        organization: OrganizationOutputs,
        accounts: AccountsOutputs,
        delegation: DelegationWorkspace,
        direct_connect: HubOutputs | None,
        log_archive: LogArchiveOutputs | None,
    ) -> None:
        zone = deployment.environment.zone
        self._zone, self._network, self._hub = zone, network_of(zone), hub
        self._region = self._network.region(hub)
        self._existing = self._network.hubs[hub].transit_gateway
        super().__init__(deployment, f"network-{hub}", accounts=accounts, region=self._region)
        self.add_dependency(delegation)
        self._organization, self._log_archive = organization, log_archive
        self._directory = directory_ranges(zone, hub)
        self._key: LogKey | None = None
        flow_logs = self._flow_logs()
        gateway = self._gateway(flow_logs)
        site = HubSite(
            hub=hub,
            hub_range=self._network.hubs[hub].range,
            own_range=self._network.hubs[hub].own_part,
            zone_ids=self._network.hubs[hub].zone_ids,
            transit_gateway_id=gateway.transit_gateway_id,
            flow_log_destination=flow_logs,
            beyond={vpc: ranges_outside(self._network, hub, vpc) for vpc in (EGRESS, INGRESS)},
        )
        endpoints = self._endpoints(site)
        tables = HubRouteTables(
            self,
            "route-table",
            hub=hub,
            transit_gateway_id=gateway.transit_gateway_id,
            tables=route_tables(self._network, hub),
            existing_ids=self._existing.route_tables if self._existing else {},
            attachment_ids=self._vpcs(site) | ({ENDPOINTS: endpoints.attachment_id} if endpoints else {}),
        )
        outputs: dict[str, Any] = {
            "transit_gateway_id": gateway.transit_gateway_id,
            "organization_id": organization.organization_id,
            "flow_log_destination": flow_logs,
            "route_table_ids": tables.route_table_ids,
        }
        shared = {"transit-gateway": gateway.transit_gateway_arn}
        if has_profile(self._network, hub):
            names = HubNames(
                self,
                "names",
                network=self._network,
                hub=hub,
                endpoints=endpoints,
                key_arn=self._key_arn,
                query_log_bucket=self._archived(LogPurpose.QUERY_LOGS),
                directory=self._directory,
            )
            outputs["profile_id"], shared["profile"] = names.profile_id, names.profile_arn
            if self._directory:
                outputs["outbound_endpoint_id"] = names.outbound_endpoint_id
        if self._network.has_link(hub):
            outputs |= self._links(gateway.transit_gateway_id, tables.route_table_ids, direct_connect)
        if hub_share_workspaces(self._network, zone.roster, hub):
            outputs["shared_arns"] = shared
        else:
            self._share(shared)
        if endpoints and endpoint_workspaces(self._network, zone.roster, hub):
            outputs["endpoint_site"] = {"vpc_id": endpoints.vpc_id, "security_group_id": endpoints.security_group_id}
            outputs["endpoint_subnet_ids"] = endpoints.subnet_ids
        self.outputs = HubOutputs.publish(self, **outputs)

    def _gateway(self, flow_logs: str) -> TransitHub | ExistingTransitHub:
        """Define the transit gateway, or look at the one that exists."""
        if self._existing:
            return ExistingTransitHub(
                self,
                "transit-gateway",
                gateway_id=self._existing.id,
                region=self._region,
                account_id=self._account_id,
            )
        return TransitHub(
            self,
            "transit-gateway",
            name=self._hub,
            asn=self._network.hubs[self._hub].asn,
            auto_accept=self._network.auto_accept,
            flow_log_destination=flow_logs,
        )

    def _key_arn(self) -> str:
        """Return the key of the hub's logs, which is defined once something is logged here."""
        if self._key is None:
            self._key = LogKey(
                self,
                "log-key",
                hub=self._hub,
                account_id=self._account_id,
                region=self._region,
                organization_id=self._organization.organization_id,
            )
        return self._key.key_arn

    def _flow_logs(self) -> str:
        """Define the bucket of the hub's own, unless another takes the flow logs; return where they go."""
        flow_logs = self._network.flow_logs
        if flow_logs.bucket_arn:
            return flow_logs.bucket_arn
        if archived := self._archived(LogPurpose.FLOW_LOGS):
            return f"arn:aws:s3:::{archived}"
        return FlowLogBucket(
            self,
            "flow-logs",
            name=flow_log_bucket(self._zone.organization.name, self._account_id, self._hub),
            key_arn=self._key_arn(),
            organization_id=self._organization.organization_id,
            retention_days=flow_logs.retention_days,
        ).bucket_arn

    def _archived(self, purpose: LogPurpose) -> str | None:
        """Return the bucket of the log archive for a kind of log, where there is an archive."""
        return self._log_archive.bucket_names(self, purpose.value) if self._log_archive else None

    def _vpcs(self, site: HubSite) -> dict[str, str]:
        """Define the hub's own VPCs beside that of endpoints; return their attachments by name."""
        attachment_ids: dict[str, str] = {}
        wanted = hub_vpcs(self._network, self._hub)
        if INSPECTION in wanted:
            attachment_ids[INSPECTION] = InspectionVpc(
                self,
                INSPECTION,
                site=site,
                rules=firewall_rules(self._network, self._hub, self._directory),
                key_arn=self._key_arn(),
                retention_days=self._network.flow_logs.retention_days,
                log_bucket=self._archived(LogPurpose.FIREWALL_LOGS),
            ).attachment_id
        if EGRESS in wanted:
            attachment_ids[EGRESS] = EgressVpc(self, EGRESS, site=site).attachment_id
        if INGRESS in wanted:
            attachment_ids[INGRESS] = IngressVpc(self, INGRESS, site=site).attachment_id
        return attachment_ids

    def _endpoints(self, site: HubSite) -> EndpointsVpc | None:
        """Define the VPC of central endpoints, where there is one."""
        if ENDPOINTS not in hub_vpcs(self._network, self._hub):
            return None
        return EndpointsVpc(
            self,
            ENDPOINTS,
            site=site,
            region=self._region,
            services=endpoint_services(self._network, self._hub),
            users=endpoint_clients(self._network, self._hub, self._organization.organization_id),
            elsewhere=bool(endpoint_workspaces(self._network, self._zone.roster, self._hub)),
        )

    def _links(
        self, transit_gateway_id: str, route_table_ids: Mapping[str, str], direct_connect: HubOutputs | None
    ) -> dict[str, Any]:
        """Define the ways to on-premises networks; return what others need to know of them."""
        gateway_id, published = self._direct_connect_gateway(direct_connect)
        elsewhere = bool(route_workspaces(self._network, self._zone.roster, self._hub))
        links = HubLinks(
            self,
            "links",
            network=self._network,
            hub=self._hub,
            transit_gateway_id=transit_gateway_id,
            route_table_ids=route_table_ids,
            direct_connect_gateway_id=gateway_id,
            key_arn=self._key_arn(),
            routes_elsewhere=elsewhere,
        )
        return {**published, **({"vpn_attachment_ids": links.vpn_attachment_ids} if elsewhere else {})}

    def _direct_connect_gateway(self, direct_connect: HubOutputs | None) -> tuple[str | None, dict[str, str]]:
        """Return the id of the gateway that leads to this hub, and the outputs of one that is defined here."""
        spec = self._network.on_premises.direct_connect if self._network.on_premises else None
        if spec is None or not self._network.has_direct_connect(self._hub):
            return None, {}
        if spec.gateway_id is not None:
            return spec.gateway_id, {}
        if direct_connect is not None:
            return direct_connect.direct_connect_gateway_id(self), {}
        gateway = DirectConnectGateway(self, "direct-connect", name=self._zone.organization.name, asn=spec.asn)
        return gateway.gateway_id, {"direct_connect_gateway_id": gateway.gateway_id}

    def _share(self, resource_arns: Mapping[str, str]) -> None:
        if share := hub_share(self._zone, self._hub):
            ResourceShare(
                self,
                "share",
                name=share.name,
                resource_arns=resource_arns,
                principal_arns=self.principals(share.units, self._organization),
            )


def hub_share(zone: LandingZone, hub: str) -> Share | None:
    """Return what a hub shares with the units whose accounts are attached to it; None where there are none."""
    network = network_of(zone)
    units = units_at(network, zone.roster, hub)
    resources = ("transit-gateway", "profile") if has_profile(network, hub) else ("transit-gateway",)
    return Share(key="hub", name=f"network-{hub}", resources=resources, units=units) if units else None
