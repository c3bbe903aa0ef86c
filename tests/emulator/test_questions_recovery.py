"""Saved queries and tables of files, found again after their state was lost: they have no tags, their parents have."""

from __future__ import annotations

from pathlib import Path

import pytest
from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.glue_catalog_database import GlueCatalogDatabase

from modules.runner.recovery.ownership import OURS_BY_PARENT, not_ours
from modules.runner.recovery.replacement import replacement_refusal
from modules.runner.terraform.run import PLAN_FILE
from modules.storage.file_table import FileFormat, FileTable
from modules.storage.query_workgroup import QueryWorkgroup
from modules.workspaces.base.providers import add_provider, require_provider
from modules.workspaces.writing.documents import new_app
from tests.emulator.conftest import Client, PrepareTerraform
from tests.emulator.lost_state import LostState, apply_and_lose

pytestmark = [pytest.mark.emulator, pytest.mark.terraform]

REGION = "eu-west-1"
TAGS = {"environment": "questions"}
KEY = f"arn:aws:kms:{REGION}:360000000043:key/11111111-2222-3333-4444-555555555555"
FORMAT = FileFormat(classification="parquet", reader="reader", writer="writer", serde="serde")


def lost_questions(terraform: PrepareTerraform, folder: Path, account: str) -> LostState:
    """Apply a query of a workgroup and a table of a database, and lose their state."""
    stack = TerraformStack(new_app(folder / "synthesized"), "questions")
    require_provider(stack)
    add_provider(stack, account_id=account, role_name=None, region=REGION, tags=TAGS)
    database = GlueCatalogDatabase(stack, "database", name="bill", catalog_id=account)
    FileTable(
        stack,
        "table",
        catalog_id=account,
        database=database.name,
        name="lines",
        description="Lines of a bill",
        file_format=FORMAT,
        columns={"id": "string"},
        location="s3://bill",
        path="/{month}",
        partitions={"month": {"type": "injected"}},
    )
    workgroup = QueryWorkgroup(
        stack, "workgroup", name="bill", description="Questions", bucket="bill", key_arn=KEY, query_limit_gib=1
    )
    workgroup.save(stack, {"by-team": "SELECT 1"}, database=database.name)
    return apply_and_lose(stack, terraform, folder, account)


def types(addresses: set[str]) -> set[str]:
    """Choose the types of addresses."""
    return {address.split(".")[0] for address in addresses}


def test_queries_and_tables_are_found_again_as_ours_and_nothing_of_them_is_replaced(
    terraform: PrepareTerraform, tmp_path: Path
) -> None:
    lost = lost_questions(terraform, tmp_path, "360000000041")

    recovery = lost.recovered()
    plan = lost.workspace.shown(PLAN_FILE)

    assert recovery.error == ""
    assert recovery.imported.keys() == set(lost.created)
    assert types(set(lost.created)) >= {kind for kind in OURS_BY_PARENT if kind.startswith(("aws_athena", "aws_glue"))}
    assert not_ours(plan, recovery.imported, dict.fromkeys(recovery.imported, TAGS)) == set()
    assert replacement_refusal(plan, recovery.imported, ()) == ""


def test_a_query_of_somebody_elses_workgroup_is_not_ours(
    client: Client, terraform: PrepareTerraform, tmp_path: Path
) -> None:
    account = "360000000042"
    lost = lost_questions(terraform, tmp_path, account)
    arn = f"arn:aws:athena:{REGION}:{account}:workgroup/bill"
    client("athena", account).untag_resource(ResourceARN=arn, TagKeys=list(TAGS))

    recovery = lost.recovered()
    plan = lost.workspace.shown(PLAN_FILE)

    refused = not_ours(plan, recovery.imported, dict.fromkeys(recovery.imported, TAGS))
    assert types(refused) == {"aws_athena_workgroup", "aws_athena_named_query"}
