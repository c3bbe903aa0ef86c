"""The proof of an environment: what is synthesized, who reaches whom in it, and what of that is not as it should."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from modules.reachability.following.matrix import Matrix, Search, search
from modules.reachability.following.places import Facts
from modules.reachability.judging.judgement import Difference, Judge
from modules.reachability.judging.policy import Policy
from modules.reachability.reading.documents import Documents
from modules.reachability.reading.expressions import Resource, resources
from modules.reachability.reading.networks import read_network


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
    def unread(self) -> tuple[str, ...]:
        """What firewalls go by and nobody here understands: groups that AWS manages, rules with other options."""
        return tuple(dict.fromkeys(one for wall in self.matrix.network.firewalls.values() for one in wall.unread))


def prove(documents: Documents, facts: Facts, policy: Policy) -> Proof:
    """Work out who reaches whom, and compare it with the policy."""
    return Prover(facts, policy).proof(list(resources(documents)))


class Prover:
    """Proves one environment, as it is synthesized or changed in some way."""

    def __init__(self, facts: Facts, policy: Policy) -> None:
        self._facts = facts
        self._judge = Judge(policy, facts, policy.probes(set(facts.regions.values())))
        self._traffic = [probe.traffic for probe in self._judge.probes]

    def proof(self, found: Sequence[Resource]) -> Proof:
        """Work out everything."""
        search = self._search(found)
        whole = search.matrix()
        differing = dict.fromkeys(self._judge.accounts(whole.places))
        for (one, other), cell in whole.cells.items():
            differing |= dict.fromkeys(self._judge.cell(whole.places[one], whole.places[other], cell))
        differing |= dict.fromkeys(self._judge.idle(search.idle()))
        return Proof(matrix=whole, differences=tuple(differing))

    def differs(self, found: Sequence[Resource]) -> bool:
        """Whether anything is not as the policy says; stops at the first thing."""
        search = self._search(found)
        if any(self._judge.accounts(search.places)):
            return True
        cells = search.cells()
        judged = (self._judge.cell(search.places[one], search.places[other], cell) for (one, other), cell in cells)
        return any(map(any, judged)) or any(search.idle())

    def _search(self, found: Sequence[Resource]) -> Search:
        return search(read_network(found, self._facts.announced), self._facts, self._traffic)
