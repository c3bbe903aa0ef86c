"""How a network differs from the policy."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from modules.reachability.following.matrix import Cell, Portion
from modules.reachability.following.places import Facts, Place
from modules.reachability.judging.difference import Difference
from modules.reachability.judging.policy import Expected, Policy, Probe
from modules.reachability.network import Network, Vpc
from modules.synthesized.unknowns import short


@dataclass(frozen=True, slots=True)
class Judge:
    """Compares who reaches whom with the policy."""

    policy: Policy
    facts: Facts
    probes: tuple[Probe, ...]

    def network(self, network: Network) -> Iterator[Difference]:
        """Find accounts without the VPCs that they are to have, and attachments that lead nowhere."""
        yield from _missing(network, self.facts)
        yield from _overlapping(network)
        for attachment in network.attachments:
            if attachment not in network.associations:
                yield Difference(short(attachment), "", "is associated with no route table", "")

    def idle(self, found: Iterable[tuple[str, str]]) -> Iterator[Difference]:
        """Report the idle parts of the network."""
        for table, what in found:
            yield Difference(table, "", f"{what} leads nobody anywhere: leave it out, or say who is to use it", "")

    def cell(self, sender: Place, receiver: Place, cell: Cell) -> Iterator[Difference]:
        """Find what is wrong with the connections from one place to another."""
        if cell.count == 0:
            return
        expected = self.policy.expected(sender, receiver, self.facts, self.probes)
        messages = _unwanted(cell, self.probes) if expected is None else _unlike(cell, expected, self.probes)
        for message in messages:
            yield Difference(sender.shown, receiver.shown, message, expected.where if expected else "")


def _missing(network: Network, facts: Facts) -> Iterator[Difference]:
    shared = Counter(vpc.name for vpc in network.vpcs.values() if vpc.name in facts.shared)
    for name, segment in facts.shared.items():
        if shared[name] != 1:
            yield Difference(name, segment, f"is {shared[name]} VPCs where one is wanted, which accounts share", "")
    there = Counter(vpc.account for vpc in network.vpcs.values() if vpc.account and vpc.name not in facts.shared)
    for account, wanted in facts.vpcs.items():
        if there[account] != wanted:
            group = facts.groups[account]
            yield Difference(account, group, f"has {there[account]} VPCs where {wanted} are wanted", "")
    for account in there.keys() - facts.vpcs.keys():
        yield Difference(account, "", "has a VPC where none is wanted", "")


def _overlapping(network: Network) -> Iterator[Difference]:
    """Find VPCs that are attached to one gateway and lie over each other: a packet reaches one of them only."""
    gateways: defaultdict[str, list[Vpc]] = defaultdict(list)
    for attachment in network.attachments.values():
        if attachment.vpc:
            gateways[attachment.gateway].append(network.vpcs[attachment.vpc])
    for vpcs in gateways.values():
        ordered = sorted(
            (range_, vpc.name) for vpc in vpcs for range_ in (vpc.ranges(vpc.block) if vpc.block else vpc.others)
        )
        for (block, name), (next_block, next_name) in pairwise(ordered):
            if block.overlaps(next_block):
                yield Difference(name, next_name, f"lies over the same addresses: {block} and {next_block}", "")


def _unwanted(cell: Cell, probes: Sequence[Probe]) -> Iterator[str]:
    if cell.routed is not Portion.NONE:
        passing = [probe.traffic.name for number, probe in enumerate(probes) if cell.share(number) is not Portion.NONE]
        through = f"and there gets through: {_listed(passing)}" if passing else "though the firewall drops all of it"
        if len(passing) == len(probes):
            through = "and everything gets through"
        yield f"is reached, which no rule says, {through}"
    yield from sorted(cell.faults)


def _unlike(cell: Cell, expected: Expected, probes: tuple[Probe, ...]) -> Iterator[str]:
    yield from sorted(cell.faults)
    if cell.routed is not Portion.ALL:
        how_many = "some of it" if cell.routed is Portion.SOME else "it"
        yield f"is to be reached, and {how_many} is not: {_why(cell)}"
        return
    if cell.is_inspected is not (Portion.ALL if expected.inspected else Portion.NONE):
        passing = {Portion.ALL: "passes", Portion.SOME: "sometimes passes", Portion.NONE: "does not pass"}[
            cell.is_inspected
        ]
        yield f"{passing} through a firewall, and {'should' if expected.inspected else 'should not'}"
    wrong: dict[str, list[str]] = {}
    for number, probe in enumerate(probes):
        name, share = probe.traffic.name, cell.share(number)
        wanted = Portion.ALL if name in expected.passes else Portion.SOME if name in expected.to_some else Portion.NONE
        if share is not wanted:
            wrong.setdefault(f"gets through to {share} of it instead of {wanted}", []).append(name)
    yield from (f"{message}: {_listed(names)}" for message, names in wrong.items())


def _why(cell: Cell) -> str:
    there = cell.example.there if cell.example else None
    back = cell.example.back if cell.example else None
    for way in (there, back):
        if way is not None and way.end == "dropped":
            return way.at
    return "it does not arrive"


def _listed(names: list[str]) -> str:
    most = 4
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")
