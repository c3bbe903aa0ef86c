"""`network mutate`: change each route, association and firewall rule in turn, and list what the proof does not notice.

A change that is not noticed moves no packet otherwise than before: what it takes away is superfluous.
"""

from __future__ import annotations

from collections.abc import Iterator

from modules.commands.changes import Change, fits, print_unnoticed
from modules.commands.console import err
from modules.commands.network import network_of
from modules.commands.network_facts import facts
from modules.commands.network_proof import network_policy
from modules.commands.reviewed_changes import read_reviewed
from modules.commands.synth import synthesize_if_stale
from modules.commands.validate import load_environments
from modules.landing_zone.known_ids import known_ids
from modules.reachability.mutation_run import mutations
from modules.reachability.mutations import Mutation, Resources
from modules.reachability.proof import Prover
from modules.reachability.reading.resources import network_resources
from modules.specification.errors import LandingZoneError
from modules.synthesized.environment import read_synthesized


def mutate_network(name: str, *, only: str | None) -> bool:
    """Try every change of an environment's network; tell whether each is noticed, or reviewed.

    Raises:
        LandingZoneError: the environment has no network, or one that differs from the policy as it is.

    """
    reviewed = read_reviewed().network
    (zone,) = load_environments([name]).values()
    about = facts(name, zone, network_of(zone, name))
    folders = synthesize_if_stale(name, zone)
    resources = network_resources(read_synthesized(folders.output, name, known_ids(zone)))
    prover = Prover(about, network_policy())
    _refuse_differences(prover, resources, name)
    wanted = [mutation for mutation in mutations(resources, about) if fits(mutation.name, only)]
    return print_unnoticed(list(_tried(prover, wanted, name)), reviewed, only=only, by="check of the network")


def _tried(prover: Prover, wanted: list[Mutation], environment: str) -> Iterator[Change]:
    with err.status("") as status:
        unnoticed = 0
        for number, mutation in enumerate(wanted):
            status.update(f"changing the network of {environment}: {number} of {len(wanted)}, {unnoticed} unnoticed")
            change = Change(mutation.name, environment, noticed=prover.differs(list(mutation.resources())))
            unnoticed += not change.noticed
            yield change


def _refuse_differences(prover: Prover, resources: Resources, environment: str) -> None:
    if prover.differs(resources):
        raise LandingZoneError(
            "the network differs from the policy before anything is changed",
            got=environment,
            why="every change would count as noticed",
            fix=f"run `python main.py network reach {environment}`, and mend what it shows",
        )
