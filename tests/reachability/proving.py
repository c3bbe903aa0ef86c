"""Environments, synthesized and proved as `check` does it."""

from __future__ import annotations

from pathlib import Path

from modules.commands.network_facts import facts
from modules.commands.network_proof import POLICY
from modules.environment import Environment
from modules.landing_zone.known_ids import known_ids
from modules.reachability.following.places import Facts
from modules.reachability.judging.policy import read_policy
from modules.reachability.proof import Proof, Prover
from modules.reachability.reading.resources import network_resources
from modules.synthesized.environment import read_synthesized
from modules.synthesized.resources import Resource
from modules.workspaces.writing.synthesis import synthesize


def facts_of(environment: Environment) -> Facts:
    """What no Terraform tells of an environment."""
    assert environment.zone.network is not None
    return facts(environment.name, environment.zone, environment.zone.network)


def prover_of(environment: Environment) -> Prover:
    """What proves an environment by the project's policy."""
    return Prover(facts_of(environment), read_policy(POLICY, POLICY.name))


def resources_of(environment: Environment, output: Path) -> list[Resource]:
    """Synthesize an environment, where that is not done, and read its network."""
    if not output.exists():
        synthesize([environment], output)
    return network_resources(read_synthesized(output, environment.name, known_ids(environment.zone)))


def proof_of(environment: Environment, output: Path) -> Proof:
    """Prove an environment."""
    return prover_of(environment).proof(resources_of(environment, output))
