"""Many rounds: `python -m tests.integration.disturbances [--seed N] [--count 50] [--strikes 3] [ENVIRONMENT...]`.

Ends with 0 when so many disturbances came at their moment and all rounds converged. A round keeps its folder where it
did not: logs, states and the emulator's log are in it.
"""

# ruff: noqa: T201 - a command line prints

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import count, cycle
from pathlib import Path
from random import Random

from tests.integration.disturbances.disturbance import pick
from tests.integration.disturbances.environments import ENVIRONMENTS
from tests.integration.disturbances.rounds import Inventory, Round, disturbed, undisturbed


def main() -> int:
    """Disturb, and tell what came of it."""
    parser = argparse.ArgumentParser(prog="disturbances", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--strikes", type=int, default=3, help="how often each workspace is disturbed in a round")
    parser.add_argument("environments", nargs="*", default=list(ENVIRONMENTS))
    arguments = parser.parse_args()
    rounds: list[Round] = []
    for one in _rounds(arguments.environments, arguments.seed, arguments.strikes):
        rounds.append(one)
        if sum(len(each.disturbances) for each in rounds) >= arguments.count:
            break
    kinds = Counter(str(disturbance.kind) for each in rounds for disturbance in each.disturbances)
    failed = [each for each in rounds if each.faults]
    workspaces = Counter(disturbance.workspace for each in rounds for disturbance in each.disturbances)
    print(f"{kinds.total()} disturbances in {len(rounds)} rounds, {len(failed)} rounds did not converge")
    print(f"by kind: {dict(kinds)}")
    print(f"by workspace: {dict(workspaces)}")
    print(f"workspaces in which something was found again and imported: {sum(each.imported for each in rounds)}")
    return 1 if failed else 0


def _rounds(names: list[str], seed: int, strikes: int) -> Iterator[Round]:
    root = Path(tempfile.mkdtemp(prefix="disturbances-"))
    print(f"working in {root}", flush=True)
    expected: dict[str, Inventory] = {}
    for number, name in zip(count(seed), cycle(names)):
        if name not in expected:
            expected[name] = undisturbed(root / name, ENVIRONMENTS[name])
        folder = root / f"{name}-{number}"
        environment = ENVIRONMENTS[name]
        disturbances = pick(Random(number), environment.workspaces, strikes)
        done = disturbed(folder, environment, disturbances, expected[name], partial(print, flush=True))
        print(f"{name}, seed {number}: {'; '.join(done.faults) or 'converged'}", flush=True)
        if not done.faults:
            shutil.rmtree(folder)
        yield done


if __name__ == "__main__":
    sys.exit(main())
