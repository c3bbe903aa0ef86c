"""The proof of an environment: what is synthesized, who reaches whom in it, and what of that is not as it should."""

from __future__ import annotations

from dataclasses import dataclass

from modules.reachability.documents import Documents
from modules.reachability.expressions import resources
from modules.reachability.judgement import Difference, differences
from modules.reachability.matrix import Matrix, matrix
from modules.reachability.places import Facts
from modules.reachability.policy import Policy
from modules.reachability.reading import read_network


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
    network = read_network(resources(documents), facts.announced)
    traffic = [probe.traffic for probe in policy.probes(set(facts.regions.values()))]
    found = matrix(network, facts, traffic)
    return Proof(matrix=found, differences=tuple(differences(found, policy)))
