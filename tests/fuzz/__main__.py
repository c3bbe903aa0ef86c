"""`make fuzz`: thousands of environments made by chance, from seeds, on all processors.

Spoiled ones are read: no traceback, at most 5 s of processor and 500 MB, nothing written. Grown ones are valid. Of what
was accepted, as many as `--synthesize` says are synthesized, each specification once.
"""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor

from tests.fuzz.cases import TRIES, Found, grow, read_spoiled, synthesize
from tests.fuzz.limits import MOST_MEGABYTES


def _told(results: Iterable[Found]) -> list[Found]:
    """Wait for results, and write each finding when it is there."""
    found = []
    for number, one in enumerate(results, start=1):
        found.append(one)
        if one.fault:
            sys.stdout.write(f"{one.case}\n{one.fault}\n")
        if one.fault or number % 100 == 0:
            sys.stdout.write(f"[{number}]\n")
            sys.stdout.flush()
    return found


def _distinct(results: list[Found]) -> Iterator[Found]:
    """Give what was accepted, each specification once; those that grew first, for they are the furthest from real."""
    seen = set[str]()
    for one in sorted(results, key=lambda result: result.case):
        if one.accepted:
            digest = hashlib.sha256(one.accepted[1].model_dump_json().encode()).hexdigest()
            if digest not in seen:
                seen.add(digest)
                yield one


def main() -> int:
    """Try as many environments as asked for; return 1 where one of them is a finding."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--environments", type=int, default=10_000, help="how many to make")
    parser.add_argument("--synthesize", type=int, default=100, help="how many of those accepted to synthesize")
    parser.add_argument("--first-seed", type=int, default=0)
    asked = parser.parse_args()
    chains = asked.environments // 10 // TRIES
    seeds = range(asked.first_seed, asked.first_seed + asked.environments - chains * TRIES)
    started = time.monotonic()
    with ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn")) as processes:
        results = _told(processes.map(read_spoiled, seeds, chunksize=20))
        results += _told(processes.map(grow, seeds[:chains]))
        distinct = list(_distinct(results))
        chosen = distinct[: asked.synthesize]
        written = _told(processes.map(synthesize, chosen))
    most = max((one.memory for one in results), default=0)
    faults = [one for one in (*results, *written) if one.fault]
    if most > MOST_MEGABYTES:
        sys.stdout.write(f"reading took {most} MB\n")
    sys.stdout.write(
        f"{sum(one.tried for one in results)} environments, {len(distinct)} of them accepted and distinct, "
        f"{len(chosen)} synthesized, {len(faults)} findings, {most} MB ({time.monotonic() - started:.0f} s)\n"
    )
    return 1 if faults or most > MOST_MEGABYTES else 0


if __name__ == "__main__":
    raise SystemExit(main())
