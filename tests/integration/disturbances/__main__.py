"""`python -m tests.integration.disturbances [--seed N] [--count 50] [--faults 10] [--lose-states] [ENVIRONMENT...]`.

Ends with 0 when so many disturbances came at their moment, and all converged, deploys with faults of AWS included. With
`--lose-states` the first round of an environment loses all of its states at once: what the provider does not read back
would be replaced there. A round keeps its folder where it did not converge: logs, states and the emulator's log are in
it.
"""

# ruff: noqa: T201 - a command line prints

from __future__ import annotations

import argparse
import shutil
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import count, cycle
from pathlib import Path
from random import Random

from modules.runner.repetitions import added_up
from tests.integration.disturbances.disturbance import pick
from tests.integration.disturbances.environments import ENVIRONMENTS, FAULTY
from tests.integration.disturbances.faulty import Faulty, pick_faults, with_faults
from tests.integration.disturbances.rounds import Round, Undisturbed, disturbed, undisturbed


def main() -> int:
    """Disturb, and tell what came of it."""
    parser = argparse.ArgumentParser(prog="disturbances", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=50, help="how many disturbances")
    parser.add_argument("--faults", type=int, default=10, help="how many deploys with faults of AWS")
    parser.add_argument("--lose-states", action="store_true")
    parser.add_argument("environments", nargs="*", default=list(ENVIRONMENTS))
    arguments = parser.parse_args()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # of what a shell runs behind itself, it is ignored
    root = Path(tempfile.mkdtemp(prefix="disturbances-"))
    print(f"working in {root}", flush=True)
    faulty = list(_faulty(root, range(arguments.seed, arguments.seed + arguments.faults)))
    rounds: list[Round] = []
    begun = _rounds(root, arguments.environments, arguments.seed, losing=arguments.lose_states)
    while sum(len(each.disturbances) for each in rounds) < arguments.count:
        rounds.append(next(begun))
    _tell_faulty(faulty)
    _tell(rounds)
    return 1 if any(each.faults for each in rounds) or any(each.problems for each in faulty) else 0


def _tell(rounds: list[Round]) -> None:
    disturbances = [disturbance for each in rounds for disturbance in each.disturbances]
    failed = [each for each in rounds if each.faults]
    print(f"{len(disturbances)} disturbances in {len(rounds)} rounds, {len(failed)} rounds did not converge")
    print(f"by kind: {dict(Counter(str(each.kind) for each in disturbances))}")
    print(f"by moment: {dict(Counter(str(each.when.moment) for each in disturbances))}")
    print(f"by workspace: {dict(Counter(each.when.workspace for each in disturbances))}")
    print(f"workspaces in which something was found again and imported: {sum(each.imported for each in rounds)}")


def _tell_faulty(faulty: list[Faulty]) -> None:
    failed = [each for each in faulty if each.problems]
    print(f"{len(faulty)} deploys with faults of AWS, {len(failed)} did not converge")
    print(f"requests that failed: {sum(each.met for each in faulty)}")
    print(f"repeated: {dict(added_up([each.repetitions for each in faulty]))}")


def _faulty(root: Path, seeds: range) -> Iterator[Faulty]:
    expected: dict[str, Undisturbed] = {}
    for seed, (name, (environment, services)) in zip(seeds, cycle(FAULTY.items())):
        if name not in expected:
            expected[name], _ = undisturbed(root / name, environment, losing=False)
        folder = root / f"{name}-{seed}"
        picked = seed, pick_faults(Random(seed), services)
        faulty = with_faults(folder, environment, picked, root / name, expected[name])
        print(f"{name} with faults, seed {seed}: {faulty}: {'; '.join(faulty.problems) or 'converged'}", flush=True)
        if not faulty.problems:
            shutil.rmtree(folder)
        yield faulty


def _rounds(root: Path, names: list[str], seed: int, *, losing: bool) -> Iterator[Round]:
    expected: dict[str, Undisturbed] = {}
    for number, name in zip(count(seed), cycle(names)):
        environment = ENVIRONMENTS[name]
        if name not in expected:
            expected[name], lost = undisturbed(root / name, environment, losing=losing)
            yield _ended(f"{name}, {'all states lost' if losing else 'undisturbed'}", root / name, lost)
        folder = root / f"{name}-{number}"
        disturbances = pick(Random(number), expected[name].creations, expected[name].seconds)
        struck = disturbed(folder, environment, disturbances, expected[name], partial(print, flush=True))
        yield _ended(f"{name}, seed {number}", folder, struck)


def _ended(name: str, folder: Path, ended: Round) -> Round:
    """Tell what came of a round, and remove its folder where that was right."""
    print(f"{name}: {'; '.join(ended.faults) or 'converged'}", flush=True)
    if not ended.faults:
        shutil.rmtree(folder)
    return ended


if __name__ == "__main__":
    sys.exit(main())
