"""Work on a graph of workspaces: each after all that it depends on, several at once where they are independent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from graphlib import TopologicalSorter
from typing import TypeVar

import networkx as nx

_TICK_SECONDS = 0.2
Result = TypeVar("Result")


def run_in_order(
    graph: nx.DiGraph,
    *,
    settle: Callable[[str, Mapping[str, Result]], Result | None],
    work: Callable[[str, Mapping[str, Result]], Result],
    parallel: int,
    tick: Callable[[], object],
) -> dict[str, Result]:
    """Work on every workspace of `graph`.

    Args:
        graph: An edge from each workspace to every one that must come after it.
        settle: Gives the result of a workspace that needs no work, from the results so far; else None.
        work: Does the work, in a thread of its own, with the results so far at hand.
        parallel: How many at once.
        tick: Called several times a second, in the caller's thread.

    """
    sorter = TopologicalSorter({name: set(graph.predecessors(name)) for name in graph})
    sorter.prepare()
    results: dict[str, Result] = {}
    running: dict[Future[Result], str] = {}
    with ThreadPoolExecutor(max_workers=parallel, thread_name_prefix="workspace") as pool:
        while sorter.is_active():
            for name in sorted(sorter.get_ready()):
                settled = settle(name, results)
                if settled is None:
                    running[pool.submit(work, name, results)] = name
                else:
                    results[name] = settled
                    sorter.done(name)
            tick()
            for future in _finished(running):
                name = running.pop(future)
                results[name] = future.result()
                sorter.done(name)
    return results


def _finished(running: Mapping[Future[Result], str]) -> set[Future[Result]]:
    return wait(running, timeout=_TICK_SECONDS, return_when=FIRST_COMPLETED).done if running else set()
