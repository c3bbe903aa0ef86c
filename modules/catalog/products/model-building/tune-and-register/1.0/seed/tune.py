"""Train one candidate: a classifier with the hyperparameters that the tuning job chose, and say how good it is.

How good it is comes of rows that it was not fitted to, in turns (cross-validation), and stands in the log, where the
tuning job looks for it (Amazon SageMaker AI Developer Guide, Define metrics and environment variables). The other jobs
of the pipeline are those of `train-and-register`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import joblib
import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

JOB = Path("/opt/ml")
"""Where SageMaker puts what a training job reads, and takes what it writes."""

MODEL = "model.joblib"
METRIC = "validation:accuracy"
_MOST_STEPS = 1000
_TURNS = 5


def candidate(strength: float) -> Pipeline:
    """Return a model that is not fitted yet.

    Args:
        strength: How little it is held back from following the rows, more than 0.

    """
    return make_pipeline(StandardScaler(), LogisticRegression(C=strength, max_iter=_MOST_STEPS))


def accuracy(model: Pipeline, rows: NDArray[np.float64]) -> float:
    """Return which part of rows a model gets right that it was not fitted to, from 0 to 1."""
    return float(cross_val_score(model, rows[:, 1:], rows[:, 0].astype(int), cv=_TURNS).mean())


def train(job: Path) -> None:
    """Read `input/config/hyperparameters.json` and `input/data/train`, and write `model/model.joblib`."""
    hyperparameters = json.loads((job / "input/config/hyperparameters.json").read_text(encoding="utf-8"))
    rows = np.concatenate(
        [np.loadtxt(path, delimiter=",", ndmin=2) for path in sorted((job / "input/data/train").glob("*.csv"))]
    )
    model = candidate(float(hyperparameters["strength"]))
    sys.stdout.write(f"{METRIC}={accuracy(model, rows):.6f}\n")
    model.fit(rows[:, 1:], rows[:, 0].astype(int))
    folder = job / "model"
    folder.mkdir(parents=True, exist_ok=True)
    joblib.dump(model, folder / MODEL)


if __name__ == "__main__":
    train(JOB)
