"""No test asserts how long something takes, which depends on the machine and its other work. `make bench` does."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from modules.environment import PROJECT

BENCHMARKS = PROJECT / "tests" / "benchmarks"
TESTS = sorted(path for path in (PROJECT / "tests").rglob("*.py") if not path.is_relative_to(BENCHMARKS))

ALLOWED = {
    "tests/support/waiting.py": "waits for what must come, until a deadline that is far away",
    "tests/emulator/coverage/run.py": "tells whoever watches `make emulator-coverage`",
    "tests/integration/three_ways/__main__.py": "tells whoever watches `make prove-delivery`",
    "tests/integration/three_ways/commands.py": "tells whoever watches `make prove-delivery`",
    "tests/fuzz/__main__.py": "tells whoever watches `make fuzz`",
    "tests/fuzz/limits.py": "memory, not time",
    "tests/test_aws_limits.py": "a date: whether a page of AWS's was read within the last year",
}
"""Files that look at a clock, and for what; none asserts a duration."""

_CLOCKS = {"time", "monotonic", "perf_counter", "process_time", "thread_time", "clock_gettime", "times", "getrusage"}
_OF_DATES = {"now", "utcnow", "today"}
_OF_PROCESSES = {"cpu_times", "elapsed", "total_seconds", "timeit", "default_timer"}
_IN_TEXT = re.compile(r"\b(?:monotonic|perf_counter|process_time|thread_time|getrusage|timeit)\b")


def clocks(tree: ast.AST) -> Iterator[str]:
    """Give everything in a module that looks at a clock, code that it keeps as text included."""
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id="time" | "os" | "resource"), attr=name) if _is_clock(name):
                yield ast.unparse(node)
            case ast.Attribute(attr=name) if name in _OF_DATES | _OF_PROCESSES:
                yield ast.unparse(node)
            case ast.ImportFrom(module="time" | "timeit" | "resource", names=names):
                yield from (one.name for one in names if one.name != "sleep" and _is_clock(one.name))
            case ast.Constant(value=str(text)) if _IN_TEXT.search(text):
                yield text


def _is_clock(name: str) -> bool:
    return name.removesuffix("_ns") in _CLOCKS | _OF_PROCESSES


@pytest.mark.parametrize("path", TESTS, ids=lambda path: str(path.relative_to(PROJECT)))
def test_only_what_waits_looks_at_a_clock(path: Path) -> None:
    name = path.relative_to(PROJECT).as_posix()
    found = [] if path == Path(__file__) else list(clocks(ast.parse(path.read_text())))
    assert bool(found) == (name in ALLOWED), f"count the work, or move it to tests/benchmarks: {found}"


@pytest.mark.parametrize(
    "code",
    [
        "time.monotonic()",
        "time.perf_counter_ns()",
        "os.times()",
        "from time import process_time",
        "from timeit import timeit",
        "datetime.now(UTC)",
        "process.cpu_times()",
        "response.elapsed",
        "CODE = 'print(time.process_time())'",
    ],
)
def test_a_clock_is_seen(code: str) -> None:
    assert list(clocks(ast.parse(code)))


@pytest.mark.parametrize("code", ["time.sleep(1)", "import time", "run(timeout=20)", "os.utime(path)"])
def test_waiting_is_no_clock(code: str) -> None:
    assert not list(clocks(ast.parse(code)))


def unmarked_tests(tree: ast.Module | ast.ClassDef) -> Iterator[str]:
    """Give every test that neither is marked as a benchmark nor stands in a class that is."""
    for node in tree.body:
        if isinstance(node, (ast.ClassDef, ast.FunctionDef)):
            if any(ast.unparse(mark) == "pytest.mark.benchmark" for mark in node.decorator_list):
                continue
            if isinstance(node, ast.ClassDef):
                yield from unmarked_tests(node)
            elif node.name.startswith("test_"):
                yield node.name


def test_every_benchmark_is_left_out_of_the_suite() -> None:
    for path in BENCHMARKS.glob("test_*.py"):
        assert list(unmarked_tests(ast.parse(path.read_text()))) == [], path.name
