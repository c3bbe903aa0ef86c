"""Evaluate a model on rows that it has not seen, and say how good it is in the form that SageMaker shows.

Amazon SageMaker AI Developer Guide, Model quality metrics: `binary_classification_metrics`.
"""

from __future__ import annotations

import json
import tarfile
from pathlib import Path
from typing import Any

import joblib
import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import accuracy_score, f1_score, precision_score, recall_score

JOB = Path("/opt/ml/processing")
"""Where SageMaker puts what a processing job reads, and takes what it writes."""

ARCHIVE, MODEL = "model.tar.gz", "model.joblib"
_MEASURES = {"accuracy": accuracy_score, "f1": f1_score, "precision": precision_score, "recall": recall_score}


def measured(expected: NDArray[np.int64], predicted: NDArray[np.int64]) -> dict[str, Any]:
    """Return the report; a measure that has no value, such as the precision of no positive, is 0."""
    rest: dict[str, Any] = {"zero_division": 0}
    values = {
        name: float(measure(expected, predicted, **({} if name == "accuracy" else rest)))
        for name, measure in _MEASURES.items()
    }
    return {
        "binary_classification_metrics": {
            name: {"value": value, "standard_deviation": "NaN"} for name, value in values.items()
        }
    }


def evaluate(job: Path) -> None:
    """Read `input/model` and `input/test`, and write `output/evaluation/evaluation.json`."""
    with tarfile.open(job / "input/model" / ARCHIVE) as archive:
        archive.extractall(job / "input/model", filter="data")
    model = joblib.load(job / "input/model" / MODEL)
    rows = np.concatenate(
        [np.loadtxt(path, delimiter=",", ndmin=2) for path in sorted((job / "input/test").glob("*.csv"))]
    )
    report = measured(rows[:, 0].astype(int), model.predict(rows[:, 1:]))
    folder = job / "output/evaluation"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "evaluation.json").write_text(json.dumps(report, indent=1), encoding="utf-8")


if __name__ == "__main__":
    evaluate(JOB)
