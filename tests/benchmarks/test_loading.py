"""What `validate` costs beside its two libraries, which read the same files alone, measured in the same run."""

from __future__ import annotations

import subprocess
import sys

import pytest
from rich.console import Console

from modules.environment import PROJECT

AT_MOST_TIMES = 4
LOAD = """
from modules import environment
environment.load("production")
"""
BARE = """
from pathlib import Path
from pydantic import BaseModel
from ruamel.yaml import YAML
for path in Path("environments/production").glob("*.yaml"):
    YAML(typ="safe", pure=True).compose(path.read_text())
"""
TIMED = "import time; started = time.process_time()\n{}\nprint(time.process_time() - started)"


def seconds(code: str) -> float:
    """Processor time, least of five: what else the machine does matters little."""
    command = [sys.executable, "-c", TIMED.format(code)]
    runs = [subprocess.run(command, cwd=PROJECT, check=True, capture_output=True, text=True) for _ in range(5)]
    return min(float(done.stdout) for done in runs)


@pytest.mark.benchmark
def test_loading_takes_at_most_four_times_what_its_two_libraries_take_alone() -> None:
    whole, bare = seconds(LOAD), seconds(BARE)
    Console(width=120).print(f"Production is loaded in {whole:.2f} s; the libraries alone take {bare:.2f} s.")

    assert whole < AT_MOST_TIMES * bare
