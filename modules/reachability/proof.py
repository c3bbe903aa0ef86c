"""The proof of an environment: who reaches whom in its synthesized network, and what differs from the policy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from modules.reachability.following.matrix import Matrix, Search, search
from modules.reachability.following.places import Facts
from modules.reachability.judging.difference import Difference
from modules.reachability.judging.judgement import Judge
from modules.reachability.judging.policy import Policy
from modules.reachability.judging.shares import shares_that_differ
from modules.reachability.network import Network
from modules.reachability.reading.existing import with_existing
from modules.reachability.reading.networks import read_network
from modules.reachability.reading.resources import network_resources
from modules.synthesized.environment import Synthesized
from modules.synthesized.resources import Resource


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Who reaches whom, and what differs from the policy."""

    matrix: Matrix
    differences: tuple[Difference, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing differs."""
        return not self.differences

    @property
    def believed(self) -> tuple[str, ...]:
        """What the proof takes for granted of what exists already, which no Terraform says."""
        return self.matrix.facts.believed

    @property
    def unread(self) -> tuple[str, ...]:
        """Rule groups that the proof does not understand, by name or ARN: AWS's own, stateless ones, other options."""
        return tuple(
            dict.fromkeys(name for firewall in self.matrix.network.firewalls.values() for name in firewall.unread)
        )


def network_in(found: Sequence[Resource], facts: Facts) -> Network:
    """Build the network of an environment, with what exists already."""
    return read_network(with_existing(found, facts.existing), facts.announced, facts.behind, facts.shared)


def prove(synthesized: Synthesized, facts: Facts, policy: Policy) -> Proof:
    """Work out who reaches whom, and compare it with the policy."""
    return Prover(facts, policy).proof(network_resources(synthesized))


class Prover:
    """Proves one environment, as it is synthesized or changed in some way."""

    def __init__(self, facts: Facts, policy: Policy) -> None:
        self._facts = facts
        self._judge = Judge(policy, facts, policy.probes(set(facts.regions.values())))
        self._traffic = [probe.traffic for probe in self._judge.probes]
        self.differed: list[tuple[str, str]] = []
        """Names of the places between which `differs` found differences, the latest first."""

    def proof(self, found: Sequence[Resource]) -> Proof:
        """Work out who reaches whom, and everything that differs from the policy."""
        network, shares = network_in(found, self._facts), self._shares(found)
        search = self._search(network)
        whole = search.matrix()
        differing = dict.fromkeys((*self._judge.network(network), *shares))
        for (sender, receiver), cell in whole.cells.items():
            differing |= dict.fromkeys(self._judge.cell(whole.places[sender], whole.places[receiver], cell))
        differing |= dict.fromkeys(self._judge.idle(search.idle()))
        return Proof(matrix=whole, differences=tuple(differing))

    def _shares(self, found: Sequence[Resource]) -> Iterator[Difference]:
        resources = with_existing(found, self._facts.existing)
        return shares_that_differ(resources, self._facts.units, self._facts.shared_with)

    def differs(self, found: Sequence[Resource]) -> bool:
        """Whether anything differs from the policy; stops at the first difference.

        Changes that follow each other are often alike, so it begins where the last ones made a difference.
        """
        network = network_in(found, self._facts)
        if any(self._judge.network(network)) or any(self._shares(found)):
            return True
        search = self._search(network)
        for (sender, receiver), cell in search.cells(self.differed):
            if any(self._judge.cell(search.places[sender], search.places[receiver], cell)):
                names = search.names(sender, receiver)
                self.differed = [names, *(earlier for earlier in self.differed if earlier != names)]
                return True
        return any(search.idle())

    def _search(self, network: Network) -> Search:
        return search(network, self._facts, self._traffic)
