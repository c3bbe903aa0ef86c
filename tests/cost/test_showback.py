"""Questions to the bill: what they read is what the export has."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from modules.cost.export_columns import cur_columns
from modules.cost.showback_queries import PARTITION, saved_queries
from tests.support.environments import document
from tests.support.sql import columns_read


@pytest.fixture(scope="module")
def cost(outputs: dict[str, Path]) -> dict[str, Any]:
    found: dict[str, Any] = document(outputs["staging"], "staging-cost")["resource"]
    return found


def _only(resources: dict[str, Any], kind: str) -> dict[str, Any]:
    (found,) = resources[kind].values()
    return dict(found)


@pytest.mark.parametrize("name", saved_queries())
def test_every_column_that_a_saved_query_reads_is_exported(name: str) -> None:
    read = columns_read(saved_queries()[name])

    assert {"line_item_unblended_cost", PARTITION} <= read
    assert read <= {*cur_columns(resource_ids=False), PARTITION}


def test_costs_are_asked_for_by_account_team_stage_segment_and_domain(cost: dict[str, Any]) -> None:
    queries = {each["name"]: each for each in cost["aws_athena_named_query"].values()}

    assert set(queries) == {f"cost-by-{each}" for each in ("account", "team", "stage", "segment", "domain")}
    assert "element_at(cost_category, 'Team')" in queries["cost-by-team"]["query"]


def test_the_table_has_the_columns_of_the_export_where_it_writes(cost: dict[str, Any]) -> None:
    table, exports = _only(cost, "aws_glue_catalog_table"), cost["aws_bcmdataexports_export"].values()
    export = next(each["export"][0] for each in exports if each["export"][0]["name"] == "landing-zone-cur")
    exported = export["data_query"][0]["query_statement"].removeprefix("SELECT ").partition(" FROM ")[0].split(", ")
    folder = export["destination_configurations"][0]["s3_destination"][0]["s3_prefix"]

    assert [column["name"] for column in table["storage_descriptor"]["columns"]] == exported
    assert f"/{folder}/landing-zone-cur/data/" in table["storage_descriptor"]["location"]
    assert table["parameters"]["storage.location.template"].endswith("/data/BILLING_PERIOD=$${billing_period}/")
    assert [key["name"] for key in table["partition_keys"]] == [PARTITION]


def test_nobody_overrides_how_much_a_query_reads_and_what_encrypts_its_answer(cost: dict[str, Any]) -> None:
    settings = _only(cost, "aws_athena_workgroup")["configuration"]

    assert settings["enforce_workgroup_configuration"] is True
    assert settings["bytes_scanned_cutoff_per_query"] == 10 * 1024**3
    assert settings["result_configuration"]["encryption_configuration"]["encryption_option"] == "SSE_KMS"
