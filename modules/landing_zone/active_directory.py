"""Where AWS Managed Microsoft AD stands, and who reaches it. No cdktf here."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Network

from modules.accounts.roster import Account
from modules.accounts.spec import Connectivity, Function
from modules.active_directory.spec import ActiveDirectorySpec
from modules.landing_zone.specification import LandingZone
from modules.network.plan.placements import Origin, spokes
from modules.network.plan.segments import peers
from modules.network.plan.shared_vpcs import found_by_parameters
from modules.network.spec.network import NetworkSpec


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryPlace:
    """The VPC that the directory stands in."""

    spec: ActiveDirectorySpec
    account: Account
    network: NetworkSpec
    hub: str
    segment: str

    @property
    def ranges(self) -> tuple[IPv4Network, ...]:
        """The ranges of its segment, where its domain controllers have their addresses."""
        return self.network.ranges_of(self.hub).get(self.segment, ())

    @property
    def client_ranges(self) -> tuple[IPv4Network, ...]:
        """The ranges of all segments that exchange traffic with its own."""
        known = self.network.ranges_of(self.hub)
        return tuple(range_ for segment in self.client_segments for range_ in known.get(segment, ()))

    @property
    def client_segments(self) -> tuple[str, ...]:
        """The segments that exchange traffic with its own, which may be one of them."""
        return peers(self.network, self.hub, self.segment)


def account_of_directory(zone: LandingZone) -> Account | None:
    """Return the account that the directory is in; None where there is none, or no directory."""
    if zone.active_directory is None:
        return None
    return next((account for account in zone.roster if Function.SHARED_SERVICES in account.functions), None)


def directory_place(zone: LandingZone) -> DirectoryPlace | None:
    """Return where the directory stands: in a corporate VPC that is made for its account in the home region."""
    account, network = account_of_directory(zone), zone.network
    if account is None or network is None or zone.active_directory is None:
        return None
    for spoke in spokes(network, account):
        is_made = spoke.to is Connectivity.CORPORATE and spoke.origin in (Origin.POOL, Origin.RANGE)
        if is_made and spoke.segment and network.region(spoke.hub) == zone.organization.home_region:
            return DirectoryPlace(
                spec=zone.active_directory, account=account, network=network, hub=spoke.hub, segment=spoke.segment
            )
    return None


def directory_ranges(zone: LandingZone, hub: str) -> tuple[IPv4Network, ...]:
    """Return the ranges in which a hub's Resolver asks the directory; none, where it stands at no VPC of the hub."""
    place = directory_place(zone)
    return place.ranges if place and place.hub == hub else ()


def sharing_accounts(zone: LandingZone) -> tuple[Account, ...]:
    """Return the accounts that the directory is shared with, in the order written."""
    if zone.active_directory is None:
        return ()
    by_key = {account.key: account for account in zone.roster}
    return tuple(by_key[key] for key in zone.active_directory.shared_with if key in by_key)


def reaches(place: DirectoryPlace, account: Account) -> bool:
    """Whether instances of an account reach the directory: by a corporate VPC of their own, or one shared with it."""
    own = any(
        spoke.to is Connectivity.CORPORATE and spoke.hub == place.hub and spoke.segment in place.client_segments
        for spoke in spokes(place.network, account)
    )
    shared = (place.network.shared_vpcs[name] for name in found_by_parameters(place.network, account))
    return own or any(vpc.hub == place.hub and vpc.segment in place.client_segments for vpc in shared)
