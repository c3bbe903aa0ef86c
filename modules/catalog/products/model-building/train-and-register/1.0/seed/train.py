"""Train a classifier on what was prepared, and leave it where SageMaker takes models from."""

from __future__ import annotations

from pathlib import Path

import joblib
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

JOB = Path("/opt/ml")
"""Where SageMaker puts what a training job reads, and takes what it writes."""

MODEL = "model.joblib"
_MOST_STEPS = 1000


def fit(rows: np.typing.NDArray[np.float64]) -> Pipeline:
    """Fit a model to rows whose first column is what is to be predicted.

    Raises:
        ValueError: all rows are of one class, so that there is nothing to learn.

    """
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=_MOST_STEPS))
    model.fit(rows[:, 1:], rows[:, 0].astype(int))
    return model


def train(job: Path) -> None:
    """Read `input/data/train`, and write `model/model.joblib`."""
    rows = np.concatenate(
        [np.loadtxt(path, delimiter=",", ndmin=2) for path in sorted((job / "input/data/train").glob("*.csv"))]
    )
    folder = job / "model"
    folder.mkdir(parents=True, exist_ok=True)
    joblib.dump(fit(rows), folder / MODEL)


if __name__ == "__main__":
    train(JOB)
