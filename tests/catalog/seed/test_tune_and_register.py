"""The code that a tuning project begins with: candidates that say how good they are, and the best of them kept."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import joblib
import numpy as np
import pytest

from modules.catalog.library.library import product
from tests.catalog.seed.scripts import script

TUNE = "model-building/tune-and-register"
tune = script(TUNE, "tune")
others = {name: script("model-building/train-and-register", name) for name in ("train", "evaluate")}


def definition() -> str:
    """Return the pipeline's definition as it is written."""
    template = product(TUNE).versions[0].template
    body: str = template["Resources"]["Pipeline"]["Properties"]["PipelineDefinition"]["PipelineDefinitionBody"][
        "Fn::Sub"
    ][0]
    return body


def rows(count: int) -> Any:
    """Return rows whose class is whether two features together are more than nothing, and features that say nothing."""
    draw = np.random.default_rng(1)
    features = draw.normal(size=(count, 6))
    label = (features[:, :2].sum(axis=1) > 0).astype(float)
    return np.column_stack([label, features])


def tried(folder: Path, strength: str, capsys: pytest.CaptureFixture[str]) -> tuple[float, Any]:
    """Train a candidate as SageMaker does, with hyperparameters as texts; return what the log says, and the model."""
    (folder / "input/config").mkdir(parents=True)
    (folder / "input/data/train").mkdir(parents=True)
    given = {"strength": strength, "sagemaker_program": "tune.py"}
    (folder / "input/config/hyperparameters.json").write_text(json.dumps(given))
    np.savetxt(folder / "input/data/train/train.csv", rows(200), delimiter=",")
    tune.train(folder)
    (pattern,) = re.findall(r'"Regex": "([^"]+)"', definition())
    (found,) = re.findall(pattern, capsys.readouterr().out)
    return float(found), joblib.load(folder / "model" / tune.MODEL)


def test_a_candidate_says_how_good_it_is_where_the_tuning_job_looks_for_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    weak, _ = tried(tmp_path / "weak", "0.00001", capsys)
    strong, model = tried(tmp_path / "strong", "10", capsys)

    assert 0 < weak <= 1
    assert strong > 0.9
    assert strong > weak
    assert model.predict([[2.0, 2.0, 0, 0, 0, 0], [-2.0, -2.0, 0, 0, 0, 0]]).tolist() == [1, 0]


def test_how_good_a_candidate_is_comes_of_rows_that_it_was_not_fitted_to() -> None:
    data = rows(40)
    data[:, 0] = np.random.default_rng(2).integers(0, 2, size=40)

    assert tune.accuracy(tune.candidate(1000), data) < 0.7


def test_the_pipeline_names_the_metric_and_the_hyperparameter_of_the_code() -> None:
    written = definition()

    assert f'"MetricName": "{tune.METRIC}"' in written
    assert '{"Name": "strength", "MinValue": "0.001", "MaxValue": "1000"' in written
    assert '"sagemaker_program": "tune.py"' in written


def test_the_other_jobs_of_the_pipeline_find_the_model_where_they_look_for_it() -> None:
    assert others["evaluate"].MODEL == others["train"].MODEL == tune.MODEL
