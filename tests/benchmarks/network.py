"""Do one thing with the network of a large environment in this process and print what it cost, as JSON.

Usage: python -m tests.benchmarks.network {synthesis,synthesis-alone,reachability,naive-reachability} ACCOUNTS FOLDER
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from modules.commands.network import network_of
from modules.commands.network_facts import facts
from modules.commands.network_proof import POLICY
from modules.landing_zone import LandingZone
from modules.landing_zone.known_ids import known_ids
from modules.reachability.following.matrix import search
from modules.reachability.judging.policy import read_policy
from modules.reachability.proof import prove
from modules.reachability.reading.networks import read_network
from modules.reachability.reading.resources import network_resources
from modules.synthesized.environment import read_synthesized
from tests.benchmarks.memory import peak_mebibytes
from tests.support.large import NAME, large

Result = Mapping[str, float]


def synthesis(zone: LandingZone, output: Path) -> Result:
    """Write the environment; tell how many resources the largest workspace of the network has."""
    # Where reachability is measured, neither these nor Node are there.
    from modules.environment import Environment  # noqa: PLC0415
    from modules.workspaces.writing.synthesis import synthesize  # noqa: PLC0415

    started = time.perf_counter()
    synthesize([Environment(NAME, zone)], output)
    seconds = time.perf_counter() - started
    texts = [path.read_text() for path in (output / "stacks").glob(f"{NAME}-network-*/cdk.tf.json")]
    sizes = [sum(map(len, json.loads(text)["resource"].values())) for text in texts]
    return {"workspaces": len(sizes), "largest": max(sizes, default=0), "seconds": seconds}


def synthesis_alone(zone: LandingZone, output: Path) -> Result:
    """Write the environment as if it had no network."""
    return synthesis(zone.model_copy(update={"network": None}), output)


def reachability(zone: LandingZone, output: Path) -> Result:
    """Prove the environment as `check` does: read the workspaces, try everything, compare it with the policy."""
    started = time.perf_counter()
    policy = read_policy(POLICY, POLICY.name)
    proof = prove(read_synthesized(output, NAME, known_ids(zone)), facts(NAME, zone, network_of(zone, NAME)), policy)
    seconds = time.perf_counter() - started
    matrix = proof.matrix
    return {
        "places": len(matrix.places),
        "pairs": len(matrix.cells),
        "connections": sum(cell.count for cell in matrix.cells.values()),
        "differences": len(proof.differences),
        "seconds": seconds,
    }


def naive_reachability(zone: LandingZone, output: Path) -> Result:
    """Try everything with each account as a place of its own: no two are taken for alike."""
    started = time.perf_counter()
    known = facts(NAME, zone, network_of(zone, NAME))
    apart = replace(known, groups={key: key for key in known.groups})
    probes = read_policy(POLICY, POLICY.name).probes(set(known.regions.values()))
    network = read_network(
        network_resources(read_synthesized(output, NAME, known_ids(zone))), known.announced, known.behind
    )
    matrix = search(network, apart, [probe.traffic for probe in probes]).matrix()
    seconds = time.perf_counter() - started
    return {"places": len(matrix.places), "pairs": len(matrix.cells), "seconds": seconds}


WAYS: Mapping[str, Callable[[LandingZone, Path], Result]] = {
    "synthesis": synthesis,
    "synthesis-alone": synthesis_alone,
    "reachability": reachability,
    "naive-reachability": naive_reachability,
}


def main() -> None:
    """Measure one way at one size."""
    way, accounts, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    result = WAYS[way](large(accounts), folder)
    print(json.dumps({**result, "mebibytes": peak_mebibytes()}))  # noqa: T201 - the result


if __name__ == "__main__":
    main()
