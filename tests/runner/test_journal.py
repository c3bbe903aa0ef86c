from __future__ import annotations

from typing import Any

import networkx as nx
import pytest

from modules.runner.journal import resumable

CHAIN = nx.DiGraph()
CHAIN.add_edges_from([("organization", "accounts"), ("accounts", "network")])


def run(*records: dict[str, Any], fresh: bool = False) -> list[dict[str, Any]]:
    return [{"event": "run started", "fresh": fresh}, *records]


def started(workspace: str) -> dict[str, Any]:
    return {"event": "workspace started", "workspace": workspace}


def finished(workspace: str, digest: str = "a", *, changed: bool = True, ok: bool = True) -> dict[str, Any]:
    return {"event": "workspace finished", "workspace": workspace, "ok": ok, "changed": changed, "digest": digest}


def applied(workspace: str, digest: str = "a", *, changed: bool = True, ok: bool = True) -> list[dict[str, Any]]:
    return [started(workspace), finished(workspace, digest, changed=changed, ok=ok)]


ALL = [*applied("organization"), *applied("accounts"), *applied("network")]
END = {"event": "run finished", "ok": True}
FAILED_END = {"event": "run finished", "ok": False}


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        pytest.param([], {}, id="nothing ever ran"),
        pytest.param(run(*ALL, END), {}, id="the last run finished"),
        pytest.param(run(*applied("organization", "x")), {"organization": "x"}, id="killed after the first"),
        pytest.param(
            run(*applied("organization"), started("accounts")), {"organization": "a"}, id="killed in the second"
        ),
        pytest.param(
            run(*applied("organization"), *applied("accounts", ok=False), FAILED_END),
            {"organization": "a"},
            id="the second failed",
        ),
        pytest.param(
            [*run(*ALL, FAILED_END), *run(*applied("organization", "b"))],
            {"organization": "b"},
            id="changed upstream: what was applied before it is stale",
        ),
        pytest.param(
            [*run(*ALL, FAILED_END), *run(*applied("organization", "b", changed=False))],
            {"organization": "b", "accounts": "a", "network": "a"},
            id="upstream applied again without a change",
        ),
        pytest.param(
            [*run(*ALL, FAILED_END), *run(started("organization")), *run(*applied("organization", "b", changed=False))],
            {"organization": "b"},
            id="killed while upstream was applied: it may have changed it",
        ),
        pytest.param(
            [*run(*ALL, FAILED_END), *run(started("organization"))],
            {},
            id="killed just now while upstream was applied",
        ),
        pytest.param([*run(*ALL, FAILED_END), *run(fresh=True)], {}, id="a fresh run forgets"),
        pytest.param(
            [*run(*ALL, END), *run(*applied("organization"))], {"organization": "a"}, id="only the last run counts"
        ),
        pytest.param(
            run(*applied("gone"), *applied("organization")), {"gone": "a", "organization": "a"}, id="removed since"
        ),
    ],
)
def test_what_an_unfinished_run_applied_and_still_holds(
    records: list[dict[str, Any]], expected: dict[str, str]
) -> None:
    assert resumable(records, CHAIN) == expected
