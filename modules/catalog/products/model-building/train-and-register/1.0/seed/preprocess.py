"""Prepare data: read rows of CSV, drop those that are not whole, and keep a part of them apart for evaluation.

The first column is what is to be predicted, 0 or 1; the others are features, numbers. There is no header.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.float64]

JOB = Path("/opt/ml/processing")
"""Where SageMaker puts what a processing job reads, and takes what it writes."""


def read_rows(folder: Path) -> Rows:
    """Read every file of a folder, in the order of their names.

    Raises:
        ValueError: there are no rows.

    """
    parts = [np.genfromtxt(path, delimiter=",", ndmin=2) for path in sorted(folder.glob("*.csv"))]
    parts = [part for part in parts if part.size]
    if not parts:
        raise ValueError(f"there must be rows in {folder}/*.csv")
    return np.concatenate(parts)


def whole(rows: Rows) -> Rows:
    """Return the rows in which no value is missing."""
    return rows[~np.isnan(rows).any(axis=1)]


def split(rows: Rows, test_part: float, seed: int) -> tuple[Rows, Rows]:
    """Part rows in two, for training and for evaluation: the same seed parts the same rows the same way.

    Args:
        rows: All of them.
        test_part: Which part is for evaluation, between 0 and 1.
        seed: What the order is drawn from.

    """
    order = np.random.default_rng(seed).permutation(len(rows))
    count = round(len(rows) * test_part)
    return rows[order[count:]], rows[order[:count]]


def prepare(job: Path, test_part: float, seed: int) -> None:
    """Read `input/data`, and write `output/train` and `output/test`."""
    for name, rows in zip(("train", "test"), split(whole(read_rows(job / "input/data")), test_part, seed), strict=True):
        folder = job / "output" / name
        folder.mkdir(parents=True, exist_ok=True)
        np.savetxt(folder / f"{name}.csv", rows, delimiter=",")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--test-part", type=float, default=0.2)
    arguments.add_argument("--seed", type=int, default=7)
    given = arguments.parse_args()
    prepare(JOB, given.test_part, given.seed)
