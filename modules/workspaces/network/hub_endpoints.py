"""The workspaces of central endpoints: for hubs with so many that they fill a workspace."""

from __future__ import annotations

from collections.abc import Mapping

from modules.network.dns.dns_profile import ProfileResources
from modules.network.endpoints.interface_endpoints import EndpointSite, InterfaceEndpoints
from modules.network.plan.endpoint_services import endpoint_services
from modules.network.plan.routing import ENDPOINTS
from modules.network.plan.service_catalogue import EndpointService
from modules.network.plan.sizes import endpoint_workspaces, spread
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.foundation.vended_accounts import AccountsOutputs
from modules.workspaces.network.endpoint_clients import endpoint_clients
from modules.workspaces.network.hub import HubOutputs
from modules.workspaces.network.network_workspace import NetworkWorkspace, network_of


class NetworkEndpointsWorkspace(NetworkWorkspace):
    """Define some of a hub's central endpoints, and put their names into the hub's profile.

    Args:
        deployment: The deployment.
        name: The workspace's name.
        hub: The hub, by its name.
        accounts: What is known of the accounts.
        outputs: What is known of the hub.
        services: Services by name.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        deployment: Deployment,
        name: str,
        *,
        hub: str,
        accounts: AccountsOutputs,
        outputs: HubOutputs,
        services: Mapping[str, EndpointService],
    ) -> None:
        network = network_of(deployment.environment.zone)
        region = network.region(hub)
        super().__init__(deployment, name, accounts=accounts, region=region)
        site = EndpointSite(
            name=f"{hub}-{ENDPOINTS}",
            region=region,
            vpc_id=outputs.endpoint_site(self, "vpc_id"),
            subnet_ids=tuple(outputs.endpoint_subnet_ids(self, zone) for zone in network.hubs[hub].zone_ids),
            security_group_id=outputs.endpoint_site(self, "security_group_id"),
        )
        users = endpoint_clients(network, hub, outputs.organization_id(self))
        endpoints = InterfaceEndpoints(self, "service", site=site, services=services, users=users)
        ProfileResources(self, "profile", profile_id=outputs.profile_id(self), resource_arns=endpoints.zone_arns)


def add_endpoints(deployment: Deployment, hubs: Mapping[str, HubOutputs], *, accounts: AccountsOutputs) -> None:
    """Add them for every hub whose own workspace has no room for its endpoints."""
    zone = deployment.environment.zone
    network = network_of(zone)
    for hub, outputs in hubs.items():
        count = endpoint_workspaces(network, zone.roster, hub)
        for end, services in spread(endpoint_services(network, hub), count).items():
            name = f"network-{hub}-endpoints" + end
            deployment.add(
                NetworkEndpointsWorkspace(
                    deployment, name, hub=hub, accounts=accounts, outputs=outputs, services=services
                )
            )
