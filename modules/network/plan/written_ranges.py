"""The ranges of VPCs that users write down, of accounts and of shared VPCs. No cdktf here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from ipaddress import IPv4Network

from modules.accounts.roster import Account
from modules.accounts.spec import Connectivity
from modules.network.plan.placements import connectivity_of, hub_around, segment_of
from modules.network.spec.network import NetworkSpec

ACCOUNT, SHARED_VPC = "account", "shared-vpc"


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenRange:
    """The range of one VPC."""

    kind: str
    """`account` or `shared-vpc`."""
    name: str
    """The account's key, or the VPC's name."""
    source: tuple[str, ...]
    """The path of the YAML that it comes from."""
    segment: str | None
    hub: str | None
    """The hub that it belongs to; None where the segment has it in none."""
    range: IPv4Network

    def pool(self, network: NetworkSpec) -> IPv4Network | None:
        """Return the pool that the range is a part of; None where it lies outside of the hub's range."""
        pool = network.pools_of(self.hub).get(self.segment or "") if self.hub else None
        return pool if pool and self.range.subnet_of(pool) else None


def written_ranges(network: NetworkSpec, accounts: Iterable[Account]) -> Iterator[WrittenRange]:
    """Give the range of every VPC that is written down, those of accounts first."""
    for account in accounts:
        if account.vpc and connectivity_of(network, account) is Connectivity.CORPORATE:
            segment = segment_of(network, account)
            yield WrittenRange(
                kind=ACCOUNT,
                name=account.key,
                source=(*account.place_of("vpc"), "range"),
                segment=segment,
                hub=hub_around(network, segment, account.vpc.range),
                range=account.vpc.range,
            )
    for name, spec in network.shared_vpcs.items():
        if spec.range:
            hub = hub_around(network, spec.segment, spec.range)
            yield WrittenRange(
                kind=SHARED_VPC,
                name=name,
                source=("network", "shared_vpcs", name, "range"),
                segment=spec.segment,
                hub=hub if hub == spec.hub else None,
                range=spec.range,
            )
