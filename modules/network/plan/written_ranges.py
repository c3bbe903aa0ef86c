"""The ranges of VPCs that users write down, of accounts and of shared VPCs. No cdktf here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from ipaddress import IPv4Network

from modules.accounts.roster import Account
from modules.accounts.spec import Connectivity
from modules.accounts.vpc_spec import AccountVpcSpec
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
    source: tuple[str | int, ...]
    """The path of the YAML that it comes from."""
    segment: str | None
    hub: str | None
    """The hub that it belongs to; None where the segment has it in none."""
    range: IPv4Network
    number: int = 0
    """0 for the only or the first range of a VPC; those that it has besides are counted from 1 on."""

    @property
    def shown(self) -> str:
        """Whose it is, as messages say it."""
        return f"{self.kind} {self.name}" + (f", secondary range {self.number}" if self.number else "")

    def pool(self, network: NetworkSpec) -> IPv4Network | None:
        """Return the pool that the range is a part of; None where it lies outside of the hub's range."""
        pool = network.pools_of(self.hub).get(self.segment or "") if self.hub else None
        return pool if pool and self.range.subnet_of(pool) else None


def written_ranges(network: NetworkSpec, accounts: Iterable[Account]) -> Iterator[WrittenRange]:
    """Give the range of every VPC that is written down, those of accounts first."""
    for account in accounts:
        if account.vpc and connectivity_of(network, account) is Connectivity.CORPORATE:
            yield from _of_account(network, account, account.vpc)
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


def _of_account(network: NetworkSpec, account: Account, vpc: AccountVpcSpec) -> Iterator[WrittenRange]:
    segment, where = segment_of(network, account), account.place_of("vpc")
    attached_to = hub_around(network, segment, vpc.range)
    for number, range_ in enumerate((vpc.range, *vpc.secondary_ranges)):
        hub = hub_around(network, segment, range_)
        yield WrittenRange(
            kind=ACCOUNT,
            name=account.key,
            source=(*where, "secondary_ranges", number - 1) if number else (*where, "range"),
            segment=segment,
            hub=hub if hub == attached_to else None,
            range=range_,
            number=number,
        )
