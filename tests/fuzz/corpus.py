"""Environments that were a finding once. They are replayed with every run of the tests.

`corpus/spoiled.txt` and `corpus/grown.txt` have a seed in each line, and what it found; each folder in `corpus` has
files that are laid over staging.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from modules.environment import ENVIRONMENTS
from tests.fuzz.spoiled import Files

FOLDER = Path(__file__).parent / "corpus"


def seeds(file: str) -> list[int]:
    """Return the seeds that a file of the corpus lists."""
    lines = (FOLDER / file).read_text().splitlines()
    return [int(line.split()[0]) for line in lines if line.strip() and not line.startswith("#")]


def overlays() -> Iterator[tuple[str, Files]]:
    """Give each folder's name, and the files of staging with its own over them."""
    staging = {path.name: path.read_bytes() for path in (ENVIRONMENTS / "staging").glob("*.yaml")}
    for folder in sorted(path for path in FOLDER.iterdir() if path.is_dir()):
        yield folder.name, {**staging, **{path.name: path.read_bytes() for path in folder.glob("*.yaml")}}
