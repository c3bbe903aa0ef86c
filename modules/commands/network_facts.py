"""What the proof of reachability needs to know of an environment beside its Terraform, as plain data."""

from __future__ import annotations

from collections.abc import Iterator

from modules.accounts.spec import Function
from modules.commands.network_existing import believed, existing_resources
from modules.landing_zone import LandingZone
from modules.landing_zone.active_directory import directory_ranges
from modules.network.plan.on_premises import links, on_premises_ranges
from modules.network.plan.placements import class_of, spokes
from modules.network.plan.routing import hub_vpcs
from modules.network.spec.account_class import AccountClass
from modules.network.spec.inspection import InspectionMode
from modules.network.spec.network import NetworkSpec
from modules.network.spec.shared_vpcs import SharedVpcSpec
from modules.organization.spec import unit_path
from modules.reachability.following.places import Facts
from modules.reachability.reading.shares import Principals


def facts(name: str, zone: LandingZone, network: NetworkSpec) -> Facts:
    """Return who is who, and what the environment asks for."""
    wanted = {account.key: (class_of(account), spokes(network, account)) for account in zone.roster}
    placed = {key: (class_, vpcs) for key, (class_, vpcs) in wanted.items() if class_ and vpcs}
    return Facts(
        environment=name,
        groups={key: vpcs[0].segment or _internet_group(class_) for key, (class_, vpcs) in placed.items()},
        units={account.key: account.unit for account in zone.roster},
        vpcs={key: len(vpcs) for key, (_, vpcs) in placed.items()},
        features={hub: frozenset(_features(zone, network, hub)) for hub in network.hubs},
        segments=frozenset(network.all_segments()),
        regions={hub: network.region(hub) for hub in network.hubs},
        announced=on_premises_ranges(network),
        behind={link.key: link.ranges for hub in network.hubs for link in links(network, hub)},
        shared={vpc: spec.segment for vpc, spec in network.shared_vpcs.items()},
        shared_with={vpc: _principals(spec) for vpc, spec in network.shared_vpcs.items()},
        existing=tuple(existing_resources(network, zone.roster)),
        believed=tuple(believed(network, zone.roster)),
    )


def _principals(spec: SharedVpcSpec) -> Principals:
    return Principals(units=frozenset(map(unit_path, spec.units)), accounts=frozenset(spec.accounts))


def _internet_group(class_: AccountClass) -> str:
    """Name accounts with their own way to the internet as the policy of who reaches whom does."""
    return class_.function.value if class_.function is Function.WORKLOAD else class_.name


def _features(zone: LandingZone, network: NetworkSpec, hub: str) -> Iterator[str]:
    yield from hub_vpcs(network, hub)
    if network.inspection.mode is not InspectionMode.NONE:
        yield from (f"list-{name}" for name in network.inspection.domains)
    if network.inspection.mode is InspectionMode.EAST_WEST:
        yield "east-west"
    if network.has_link(hub):
        yield "on-premises"
    if network.dns.inbound:
        yield "names-from-on-premises"
    if network.dns.forward:
        yield "names-to-on-premises"
    if directory_ranges(zone, hub):
        yield "names-to-directory"
