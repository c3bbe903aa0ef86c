"""Questions to the trail: which files they read, and that what they read is recorded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from modules.security.plan.audit_queries import ACCOUNT, COLUMNS, DAY, REGION, audit_queries
from tests.support.environments import document
from tests.support.sql import columns_read

NAMES = ("who-read-data", "who-changed-grants", "who-approved-models")


def audit(outputs: dict[str, Path], name: str) -> dict[str, Any]:
    found: dict[str, Any] = document(outputs[name], f"{name}-audit")["resource"]
    return found


def table(outputs: dict[str, Path], name: str) -> dict[str, Any]:
    (found,) = audit(outputs, name)["aws_glue_catalog_table"].values()
    return dict(found)


@pytest.mark.parametrize("name", NAMES)
def test_every_column_that_a_saved_query_reads_is_recorded_and_it_names_an_account(name: str) -> None:
    sql = audit_queries(lakes=["111111111111"], governance=["222222222222"])[name]

    assert {ACCOUNT, DAY} <= columns_read(sql) <= {*COLUMNS, ACCOUNT, REGION, DAY}
    assert f"{ACCOUNT} IN ('" in sql


def test_where_there_is_no_lake_nobody_asks_about_one() -> None:
    assert set(audit_queries(lakes=[], governance=[])) == {"who-approved-models"}


@pytest.mark.parametrize(
    ("name", "bucket"),
    [
        ("staging", '${data.terraform_remote_state.log-archive.outputs.bucket_names["trail"]}/AWSLogs/'),
        ("production", "aws-controltower-logs-"),
    ],
)
def test_the_files_are_those_of_the_trail_that_there_is(outputs: dict[str, Path], name: str, bucket: str) -> None:
    found = table(outputs, name)

    assert found["storage_descriptor"]["location"].startswith(f"s3://{bucket}")
    assert found["parameters"]["storage.location.template"].endswith("/$${account}/CloudTrail/$${region}/$${day}/")


def test_no_account_is_listed_so_that_one_more_changes_nothing(outputs: dict[str, Path]) -> None:
    parameters = table(outputs, "production")["parameters"]

    assert parameters["projection.account.type"] == "injected"
    assert "us-east-1" in parameters["projection.region.values"].split(",")


def test_answers_are_encrypted_with_a_key_of_their_own_and_end(outputs: dict[str, Path]) -> None:
    found = audit(outputs, "staging")
    (workgroup,) = found["aws_athena_workgroup"].values()
    (key,) = found["aws_kms_key"].values()
    (retention,) = found["aws_s3_bucket_lifecycle_configuration"].values()
    address = key["//"]["metadata"]["uniqueId"]

    results = workgroup["configuration"]["result_configuration"]
    assert results["encryption_configuration"]["kms_key_arn"] == f"${{aws_kms_key.{address}.arn}}"
    assert retention["rule"][0]["expiration"] == [{"days": 90}]
