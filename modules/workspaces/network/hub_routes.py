"""The workspaces of static routes to on-premises networks: for hubs with so many that they fill a workspace."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from ipaddress import IPv4Network

from modules.network.on_premises.static_routes import StaticRoutes
from modules.network.plan.sizes import route_workspaces, spread
from modules.network.plan.static_routes import StaticRoute, learning_tables, static_routes
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.foundation.vended_accounts import AccountsOutputs
from modules.workspaces.network.hub import HubOutputs
from modules.workspaces.network.network_workspace import NetworkWorkspace, network_of


class NetworkRoutesWorkspace(NetworkWorkspace):
    """Define some of a hub's static routes.

    Args:
        deployment: The deployment.
        name: The workspace's name.
        hub: The hub, by its name.
        accounts: What is known of the accounts.
        outputs: What is known of the hub.
        routes: The routes.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        deployment: Deployment,
        name: str,
        *,
        hub: str,
        accounts: AccountsOutputs,
        outputs: HubOutputs,
        routes: Iterable[StaticRoute],
    ) -> None:
        network = network_of(deployment.environment.zone)
        super().__init__(deployment, name, accounts=accounts, region=network.region(hub))
        tables = {table: outputs.route_table_ids(self, table) for table in learning_tables(network, hub)}
        behind: dict[str, list[IPv4Network]] = {}
        for route in routes:
            behind.setdefault(route.vpn, []).append(route.range)
        for vpn, ranges in behind.items():
            attachment_id = outputs.vpn_attachment_ids(self, vpn)
            StaticRoutes(self, vpn, attachment_id=attachment_id, table_ids=tables, ranges=ranges)


def add_routes(deployment: Deployment, hubs: Mapping[str, HubOutputs], *, accounts: AccountsOutputs) -> None:
    """Add them for every hub whose own workspace has no room for its static routes."""
    zone = deployment.environment.zone
    network = network_of(zone)
    for hub, outputs in hubs.items():
        count = route_workspaces(network, zone.roster, hub)
        for end, routes in spread(static_routes(network, hub), count).items():
            name = f"network-{hub}-routes" + end
            deployment.add(
                NetworkRoutesWorkspace(
                    deployment, name, hub=hub, accounts=accounts, outputs=outputs, routes=routes.values()
                )
            )
