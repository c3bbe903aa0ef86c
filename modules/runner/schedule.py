"""Work on a graph of workspaces: each after all that it depends on, several at once where they are independent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from graphlib import TopologicalSorter
from typing import TypeVar

import networkx as nx

_TICK_SECONDS = 0.2
Result = TypeVar("Result")


def run_in_order(  # noqa: PLR0913 - keyword-only
    graph: nx.DiGraph,
    *,
    settle: Callable[[str, Mapping[str, Result]], Result | None],
    work: Callable[[str, Mapping[str, Result]], Result],
    parallel: int,
    tick: Callable[[], object],
    turn: Callable[[str], str | None] = lambda _: None,
) -> dict[str, Result]:
    """Work on every workspace of `graph`: first those that most others wait for, and those that take turns.

    Args:
        graph: An edge from each workspace to every one that must come after it.
        settle: Gives the result of a workspace that needs no work, from the results so far; else None.
        work: Does the work, in a thread of its own, with the results so far at hand.
        parallel: How many at once.
        tick: Called several times a second, in the caller's thread.
        turn: Names what a workspace must have for itself while it is worked on; None where it is nothing.

    """
    urgency = {name: (-len(nx.descendants(graph, name)), turn(name) is None, name) for name in graph}
    sorter = TopologicalSorter({name: set(graph.predecessors(name)) for name in graph})
    sorter.prepare()
    results: dict[str, Result] = {}
    waiting: list[str] = []
    running: dict[Future[Result], str] = {}
    with ThreadPoolExecutor(max_workers=parallel, thread_name_prefix="workspace") as pool:
        while sorter.is_active():
            for name in sorted(sorter.get_ready()):
                settled = settle(name, results)
                if settled is None:
                    waiting.append(name)
                else:
                    results[name] = settled
                    sorter.done(name)
            for name in _next(waiting, urgency, running.values(), parallel, turn):
                waiting.remove(name)
                running[pool.submit(work, name, results)] = name
            tick()
            for future in _finished(running):
                name = running.pop(future)
                results[name] = future.result()
                sorter.done(name)
    return results


def _next(
    waiting: Iterable[str],
    urgency: Mapping[str, tuple[int, bool, str]],
    running: Iterable[str],
    parallel: int,
    turn: Callable[[str], str | None],
) -> list[str]:
    """Choose what to begin now."""
    busy = list(running)
    taken = {turn(name) for name in busy} - {None}
    chosen: list[str] = []
    for name in sorted(waiting, key=urgency.__getitem__):
        if len(busy) + len(chosen) == parallel:
            break
        if turn(name) not in taken:
            chosen.append(name)
            taken |= {turn(name)} - {None}
    return chosen


def _finished(running: Mapping[Future[Result], str]) -> set[Future[Result]]:
    return wait(running, timeout=_TICK_SECONDS, return_when=FIRST_COMPLETED).done if running else set()
