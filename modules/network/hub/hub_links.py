"""All ways from a hub to on-premises networks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from ipaddress import IPv4Network

from constructs import Construct

from modules.network.on_premises.direct_connect import DirectConnectLink
from modules.network.on_premises.link_routes import LinkRoutes
from modules.network.on_premises.vpn import Vpn
from modules.network.plan.on_premises import links
from modules.network.plan.static_routes import learning_tables
from modules.network.spec.network import ON_PREMISES, NetworkSpec
from modules.network.spec.on_premises import ROUTES


class HubLinks(Construct):
    """Define the hub's VPN connections and its association with a Direct Connect gateway, and their routes.

    Args:
        scope: The stack.
        id_: What the links are called in addresses.
        network: What is asked for.
        hub: The hub's name.
        transit_gateway_id: Its transit gateway.
        route_table_ids: The route tables of the transit gateway, by name.
        direct_connect_gateway_id: The Direct Connect gateway that leads to this hub, where there is one.
        key_arn: The key that encrypts the logs of tunnels.
        routes_elsewhere: Whether static routes are in workspaces of their own.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        id_: str,
        *,
        network: NetworkSpec,
        hub: str,
        transit_gateway_id: str,
        route_table_ids: Mapping[str, str],
        direct_connect_gateway_id: str | None,
        key_arn: str,
        routes_elsewhere: bool = False,
    ) -> None:
        super().__init__(scope, id_)
        self._own_table_id = route_table_ids[ON_PREMISES]
        self._learning = {table: route_table_ids[table] for table in learning_tables(network, hub)}
        self._vpn_attachment_ids: dict[str, str] = {}
        vpns = Construct(self, "vpn")
        for way in links(network, hub):
            name = way.vpn
            if name is not None and network.on_premises is not None:
                vpn = Vpn(
                    vpns,
                    name,
                    spec=network.on_premises.vpns[name],
                    name=way.name,
                    transit_gateway_id=transit_gateway_id,
                    key_arn=key_arn,
                    retention_days=network.flow_logs.retention_days,
                )
                self._vpn_attachment_ids[name] = vpn.attachment_id
                static = way.ranges if way.static and not routes_elsewhere else ()
                self._lead_to(f"{name}{ROUTES}", vpns, vpn.attachment_id, static, propagates=not way.static)
        if direct_connect_gateway_id is not None:
            link = DirectConnectLink(
                self,
                "direct-connect",
                gateway_id=direct_connect_gateway_id,
                transit_gateway_id=transit_gateway_id,
                announced=network.whole_of(hub),
            )
            self._lead_to("direct-connect-routes", self, link.attachment_id, (), propagates=True)

    @property
    def vpn_attachment_ids(self) -> dict[str, str]:
        """Tokens: the attachment of each VPN connection, by its name."""
        return dict(self._vpn_attachment_ids)

    def _lead_to(
        self, id_: str, scope: Construct, attachment_id: str, static: Sequence[IPv4Network], *, propagates: bool
    ) -> None:
        LinkRoutes(
            scope,
            id_,
            attachment_id=attachment_id,
            route_table_id=self._own_table_id,
            learning=self._learning,
            propagates=propagates,
            static=static,
        )
