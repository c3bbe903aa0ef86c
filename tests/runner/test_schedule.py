"""What is worked on first, and what never at the same time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import networkx as nx
import pytest

from modules.runner.schedule import run_in_order
from modules.runner.turns import turns
from tests.runner.landing_zone_folder import LandingZoneFolder
from tests.runner.test_deploy import run as run_deploy


def run(graph: nx.DiGraph, parallel: int, turn: Callable[[str], str | None] = lambda _: None) -> tuple[list[str], int]:
    """Work on everything; return the order in which it began, and how many with a turn were at work at most."""
    began: list[str] = []
    at_work, most = [0], [0]
    lock = threading.Lock()

    def work(name: str, _: object) -> str:
        with lock:
            began.append(name)
            at_work[0] += turn(name) is not None
            most[0] = max(most[0], at_work[0])
        time.sleep(0.01)
        with lock:
            at_work[0] -= turn(name) is not None
        return name

    run_in_order(graph, settle=lambda *_: None, work=work, parallel=parallel, tick=lambda: None, turn=turn)
    return began, most[0]


def graph(**needs: list[str]) -> nx.DiGraph:
    found = nx.DiGraph()
    found.add_nodes_from(needs)
    found.add_edges_from((needed, name) for name, all_needed in needs.items() for needed in all_needed)
    return found


def test_what_most_others_wait_for_comes_first() -> None:
    began, _ = run(graph(a=[], b=[], root=[], leaf=["root"], other=["root"]), parallel=1)
    assert began[0] == "root"


def test_those_that_take_turns_do_so_and_hold_up_no_others() -> None:
    names = [f"x-{number}" for number in range(4)] + [f"y-{number}" for number in range(4)]
    began, at_once = run(
        graph(**{name: [] for name in names}), parallel=4, turn=lambda name: "y" if name.startswith("y") else None
    )

    assert sorted(began) == names
    assert at_once == 1
    assert began[0] == "y-0", "they begin first, since they take longest"
    assert began.index("x-3") < began.index("y-3")


@pytest.mark.parametrize(
    ("workspace", "service"),
    [
        ("staging-identity", "sso.amazonaws.com"),
        ("production-identity-fraud", "sso.amazonaws.com"),
        ("production-account-identity", None),
        ("production-account-identity-lake", None),
        ("production-accounts", None),
    ],
)
def test_workspaces_of_identity_center_take_turns(workspace: str, service: str | None) -> None:
    assert turns()(workspace) == service


def test_workspaces_of_service_catalog_take_turns_and_change_one_resource_at_a_time_unless_they_only_add(
    tmp_path: Path,
) -> None:
    needs: dict[str, Sequence[str]] = {
        "organization": (),
        "catalog-analytics": ("organization",),
        "catalog-building": ("organization",),
        "catalog-vending": ("organization",),
    }
    landing_zone = LandingZoneFolder(tmp_path, dependencies=needs)
    landing_zone.write(
        organization={"changed": {"remove": 1}},
        catalog_analytics={"changed": {"remove": 1}},
        catalog_building={"changed": {"change": 1}},
    )

    run_deploy(landing_zone, parallel=3)

    one_at_a_time = {call["workspace"]: "-parallelism=1" in call["options"] for call in landing_zone.calls()}
    assert one_at_a_time == {
        "staging-organization": False,
        "staging-catalog-analytics": True,
        "staging-catalog-building": True,
        "staging-catalog-vending": False,
    }
    assert {turns()(name) for name in one_at_a_time} == {None, "servicecatalog.amazonaws.com"}


def test_the_first_service_that_fits_counts(tmp_path: Path) -> None:
    path = tmp_path / "turns.yaml"
    path.write_text("a: [x-*]\nb: [x-y, z]\n")
    assert [turns(path)(name) for name in ("env-x-y", "env-z", "env-none")] == ["a", "b", None]
