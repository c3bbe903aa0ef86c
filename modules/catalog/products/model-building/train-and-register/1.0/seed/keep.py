"""Keep a model and its report in the registry's bucket, where nobody writes over either.

That bucket takes an object only where none is, and only if the request says so (Amazon S3 User Guide, Conditional
writes): what was approved stays what it was.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

JOB = Path("/opt/ml/processing")
"""Where SageMaker puts what a processing job reads."""

ARCHIVE, REPORT = "input/model/model.tar.gz", "input/evaluation/evaluation.json"


def keep(storage: Any, job: Path, places: dict[str, str]) -> None:
    """Write each file to its place, if there is nothing.

    Args:
        storage: A client of Amazon S3.
        job: The job's folder.
        places: By file, where it is kept: `s3://bucket/key`.

    """
    for file, place in places.items():
        bucket, _, key = place.removeprefix("s3://").partition("/")
        with (job / file).open("rb") as body:
            storage.put_object(Bucket=bucket, Key=key, Body=body, IfNoneMatch="*")


if __name__ == "__main__":
    import boto3

    arguments = argparse.ArgumentParser()
    arguments.add_argument("--model", required=True, help="Where the model is kept: s3://bucket/key")
    arguments.add_argument("--report", required=True, help="Where the report is kept: s3://bucket/key")
    given = arguments.parse_args()
    keep(boto3.client("s3"), JOB, {ARCHIVE: given.model, REPORT: given.report})
