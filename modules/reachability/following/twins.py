"""A second VPC for each that is the only one of its kind, so that the proof holds for the next account, too."""

from __future__ import annotations

from dataclasses import dataclass, replace

from modules.reachability.following.places import Place
from modules.reachability.network import Attachment, GatewayTable, Network, Subnet, Vpc

_MARK = "'"


def with_twins(network: Network, places: tuple[Place, ...]) -> tuple[Network, tuple[Place, ...]]:
    """Return copies in which every place of accounts has two VPCs, but for one whose range is written down."""
    alone = (place.subnets[0][0].vpc for place in places if place.accounts and len(place.subnets) == 1)
    for vpc in dict.fromkeys(alone):
        if has_its_range(network, network.vpcs[vpc]):
            continue
        twin = _Twin(vpc.partition(":")[0])
        network = twin.joined(network, network.vpcs[vpc])
        places = tuple(
            replace(place, subnets=(*place.subnets, tuple(map(twin.subnet, place.subnets[0]))))
            if place.subnets and place.subnets[0][0].vpc == vpc
            else place
            for place in places
        )
    return network, places


def has_its_range(network: Network, vpc: Vpc) -> bool:
    """Whether a VPC is attached with a range that is written down: another one like it would lie over it."""
    attachments = network.attachments.values()
    return (vpc.block is not None or bool(vpc.others)) and any(
        attachment.vpc == vpc.identity for attachment in attachments
    )


@dataclass(frozen=True, slots=True)
class _Twin:
    """Copies a VPC and its parts. A copy's identity has a mark behind the workspace or module."""

    scope: str

    def joined(self, network: Network, vpc: Vpc) -> Network:
        """Return a network with the twin of a VPC in it, everywhere where the VPC is."""
        copy = replace(
            vpc,
            identity=self._name(vpc.identity),
            subnets=tuple(map(self.subnet, vpc.subnets)),
            internet_gateway=vpc.internet_gateway and self._name(vpc.internet_gateway),
        )
        joined = {key: attachment for key, attachment in network.attachments.items() if attachment.vpc == vpc.identity}
        tables = {
            self._name(table): tuple(replace(route, target=self._name(route.target)) for route in network.tables[table])
            for table in {subnet.table for subnet in vpc.subnets} & network.tables.keys()
        }
        homes = {subnet.identity for subnet in vpc.subnets}
        nats = {self._name(key): self._name(subnet) for key, subnet in network.nat_gateways.items() if subnet in homes}
        associated = {self._name(key): network.associations[key] for key in joined if key in network.associations}
        return replace(
            network,
            vpcs={**network.vpcs, copy.identity: copy},
            tables={**network.tables, **tables},
            nat_gateways={**network.nat_gateways, **nats},
            attachments={
                **network.attachments,
                **{self._name(key): self._attached(attachment) for key, attachment in joined.items()},
            },
            associations={**network.associations, **associated},
            gateway_tables={key: self._learning(table) for key, table in network.gateway_tables.items()},
        )

    def subnet(self, subnet: Subnet) -> Subnet:
        """Return the twin's subnet."""
        return replace(
            subnet,
            identity=self._name(subnet.identity),
            vpc=self._name(subnet.vpc),
            table=self._name(subnet.table),
        )

    def _attached(self, attachment: Attachment) -> Attachment:
        subnets = {zone: self._name(subnet) for zone, subnet in attachment.subnets.items()}
        return replace(
            attachment,
            identity=self._name(attachment.identity),
            vpc=attachment.vpc and self._name(attachment.vpc),
            subnets=subnets,
        )

    def _learning(self, table: GatewayTable) -> GatewayTable:
        learned = (self._name(attachment) for attachment in table.learns_from if self._name(attachment) != attachment)
        return replace(table, learns_from=(*table.learns_from, *learned))

    def _name(self, identity: str) -> str:
        own = f"{self.scope}:"
        return identity.replace(own, f"{self.scope}{_MARK}:", 1) if identity.startswith(own) else identity
