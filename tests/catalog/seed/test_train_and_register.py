"""The code that a project begins with: from rows to a model that is kept, one job after the other."""

from __future__ import annotations

import json
import tarfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.catalog.seed.scripts import script

TRAIN = "model-building/train-and-register"
MODEL, REPORT = "s3://models/churn/1/model.tar.gz", "s3://models/evaluation-reports/churn/1/evaluation.json"


preprocess, train, evaluate, keep = (script(TRAIN, name) for name in ("preprocess", "train", "evaluate", "keep"))


class Bucket:
    """A bucket that takes an object only where none is."""

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}

    def put_object(self, **request: Any) -> None:
        place = f"s3://{request['Bucket']}/{request['Key']}"
        if request.get("IfNoneMatch") != "*" or place in self.objects:
            raise FileExistsError(place)
        self.objects[place] = request["Body"].read()


def rows(count: int, *, noise: float) -> Any:
    """Return rows whose class is whether two features together are more than nothing."""
    draw = np.random.default_rng(1)
    features = draw.normal(size=(count, 2))
    label = (features.sum(axis=1) + noise * draw.normal(size=count) > 0).astype(float)
    return np.column_stack([label, features])


def run_all(folder: Path, data: Any) -> dict[str, float]:
    """Run the jobs of the pipeline in a folder, handing files on as SageMaker does; return the measures."""
    prepared, trained, evaluated = folder / "prepare", folder / "train", folder / "evaluate"
    (prepared / "input/data").mkdir(parents=True)
    np.savetxt(prepared / "input/data/rows.csv", data, delimiter=",")
    preprocess.prepare(prepared, test_part=0.25, seed=7)
    (trained / "input/data").mkdir(parents=True)
    (prepared / "output/train").rename(trained / "input/data/train")
    train.train(trained)
    (evaluated / "input/model").mkdir(parents=True)
    with tarfile.open(evaluated / "input/model/model.tar.gz", "w:gz") as archive:
        archive.add(trained / "model" / train.MODEL, train.MODEL)
    (prepared / "output/test").rename(evaluated / "input/test")
    evaluate.evaluate(evaluated)
    report = json.loads((evaluated / "output/evaluation/evaluation.json").read_text())
    return {name: each["value"] for name, each in report["binary_classification_metrics"].items()}


def test_what_can_be_learned_is_learned(tmp_path: Path) -> None:
    measures = run_all(tmp_path, rows(400, noise=0.1))

    assert measures.keys() == {"accuracy", "f1", "precision", "recall"}
    assert min(measures.values()) > 0.9


def test_what_cannot_be_learned_is_not_good_enough(tmp_path: Path) -> None:
    data = rows(400, noise=0.1)
    data[:, 0] = np.random.default_rng(2).integers(0, 2, size=400)

    assert run_all(tmp_path, data)["accuracy"] < 0.8


def test_rows_with_missing_values_are_dropped() -> None:
    assert preprocess.whole(np.array([[1, 2], [0, np.nan], [np.nan, 3]])).tolist() == [[1, 2]]


def test_no_row_is_lost_or_in_both_parts_and_the_same_seed_parts_them_the_same_way() -> None:
    data = np.arange(20.0).reshape(10, 2)

    training, test = preprocess.split(data, 0.3, seed=7)
    again, _ = preprocess.split(data, 0.3, seed=7)

    assert (len(training), len(test)) == (7, 3)
    assert sorted([*training[:, 0], *test[:, 0]]) == data[:, 0].tolist()
    assert training.tolist() == again.tolist()


def test_a_folder_without_rows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="there must be rows"):
        preprocess.read_rows(tmp_path)


def test_a_model_that_says_always_no_has_no_precision_and_no_warning() -> None:
    measures = evaluate.measured(np.array([1, 0]), np.array([0, 0]))["binary_classification_metrics"]

    assert {name: each["value"] for name, each in measures.items()} == {
        "accuracy": 0.5,
        "f1": 0.0,
        "precision": 0.0,
        "recall": 0.0,
    }


def test_a_model_is_kept_with_its_report_and_never_written_over(tmp_path: Path) -> None:
    for file in (keep.ARCHIVE, keep.REPORT):
        (tmp_path / file).parent.mkdir(parents=True)
        (tmp_path / file).write_bytes(file.encode())
    bucket, places = Bucket(), {keep.ARCHIVE: MODEL, keep.REPORT: REPORT}

    keep.keep(bucket, tmp_path, places)

    assert bucket.objects == {MODEL: keep.ARCHIVE.encode(), REPORT: keep.REPORT.encode()}
    with pytest.raises(FileExistsError):
        keep.keep(bucket, tmp_path, places)
