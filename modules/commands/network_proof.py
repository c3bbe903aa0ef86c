"""`network reach`, `network diagram` and the network's part of `check`: who reaches whom, as it is synthesized."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from modules.commands.console import err, out
from modules.commands.folders import Folders
from modules.commands.network import network_of
from modules.commands.network_facts import facts
from modules.commands.synth import synthesize_if_stale
from modules.commands.validate import load_environments
from modules.environment import PROJECT
from modules.landing_zone import LandingZone
from modules.landing_zone.known_ids import known_ids
from modules.reachability.diagram import mermaid, svg
from modules.reachability.judging.policy import Policy, read_policy
from modules.reachability.proof import Proof, prove
from modules.reachability.questions import cells, matching_places
from modules.reachability.reading.resources import refuse_any_network
from modules.reachability.tables import matrix_tables, path_lines, proof_lines
from modules.synthesized.environment import read_synthesized
from modules.whole_files import write_whole

POLICY = PROJECT / "policies" / "network" / "reachability.yaml"


def reach(name: str, *, sender: str | None, receiver: str | None) -> bool:
    """Print who reaches whom, and say whether that is as it should be; or the way between two places, hop by hop."""
    proof = _current_proof(name)
    if sender is None and receiver is None:
        out.print(matrix_tables(proof.matrix))
        _print_proof(proof, name)
        return proof.ok
    senders = matching_places(proof.matrix, sender) if sender else proof.matrix.places
    receivers = matching_places(proof.matrix, receiver) if receiver else proof.matrix.places
    for origin, destination, cell in cells(proof.matrix, senders, receivers):
        for line in path_lines(origin, destination, cell, proof.matrix.traffic):
            out.print(line, soft_wrap=True, highlight=False)
        out.print()
    return True


def diagram(name: str, folder: Path) -> None:
    """Write a picture of the network as SVG, and as Mermaid for documents."""
    proof = _current_proof(name)
    folder.mkdir(parents=True, exist_ok=True)
    for ending, text in {"svg": svg.picture(proof.matrix), "mmd": mermaid.chart(proof.matrix)}.items():
        path = folder / f"network-{name}.{ending}"
        write_whole(path, text)
        out.print(f"[green]Wrote[/] {path}", soft_wrap=True)


def prove_networks(zones: Mapping[str, LandingZone], folders: Folders) -> bool:
    """Prove the networks of environments as they are in the output folder; print what differs from the policy."""
    holds = True
    for name, zone in zones.items():
        if zone.network is None:
            refuse_any_network(read_synthesized(folders.output, name, known_ids(zone)))
            out.print(f"{name} has no network: nothing to prove")
            continue
        with err.status(f"following packets through the network of {name}"):
            proof = _proof(name, zone, folders)
        _print_proof(proof, name)
        holds = proof.ok and holds
    return holds


def network_policy() -> Policy:
    """Read who must and who must not reach whom."""
    return read_policy(POLICY, POLICY.relative_to(PROJECT).as_posix())


def _print_proof(proof: Proof, name: str) -> None:
    for line in proof_lines(proof, name):
        out.print(line, soft_wrap=True, highlight=False)


def _proof(name: str, zone: LandingZone, folders: Folders) -> Proof:
    synthesized = read_synthesized(folders.output, name, known_ids(zone))
    return prove(synthesized, facts(name, zone, network_of(zone, name)), network_policy())


def _current_proof(name: str) -> Proof:
    """Prove an environment; it is synthesized first where that is not current."""
    (zone,) = load_environments([name]).values()
    network_of(zone, name)  # refused before it is synthesized
    folders = synthesize_if_stale(name, zone)
    with err.status(f"following packets through the network of {name}"):
        return _proof(name, zone, folders)
