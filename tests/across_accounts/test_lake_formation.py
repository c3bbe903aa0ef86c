"""What Lake Formation admits, of a catalog made by hand and of those that are synthesized."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from modules.across_accounts.lake_formation.asked_about import AskedAbout
from modules.across_accounts.lake_formation.catalog import (
    IAM_ALLOWED_PRINCIPALS,
    OF_THE_ACCOUNT,
    Catalog,
    Database,
    Grant,
    On,
)
from modules.across_accounts.lake_formation.changes import catalog_changes
from modules.across_accounts.lake_formation.deciding import admits
from modules.across_accounts.lake_formation.products import DataPlan, Product, Tables
from modules.commands.across_accounts import across_of
from modules.specification.errors import LandingZoneError
from tests.support.environments import environment
from tests.support.written import with_resources

LAKE, GOVERNANCE, TEAM = "111111111111", "222222222222", "333333333333"
HOME = ("lake", "eu-west-1")
BUCKET = "arn:aws:s3:::claims-consumption"
ADMINISTRATOR, STEWARD = f"arn:aws:iam::{LAKE}:role/Platform", f"arn:aws:iam::{GOVERNANCE}:role/Platform"
READER, OTHER = (f"arn:aws:iam::{TEAM}:role/teams/{team}/dev/GlueExecution" for team in ("fraud", "pricing"))
JOBS = f"arn:aws:iam::{LAKE}:role/platform/DataPipeline"
PRODUCT = {"zone": ("consumption",), "classification": ("public", "internal")}
READ = "lakeformation:GetDataAccess"


def grant(principal: str, *permissions: str, on: On = On.TABLE, **more: Any) -> Grant:
    return Grant(
        address="grants:x",
        principal=principal,
        permissions=frozenset(permissions),
        on=on,
        **{"expression": PRODUCT, **more},
    )


def catalog(*grants: Grant, **more: Any) -> Catalog:
    databases = {
        zone: Database(address=f"lake:{zone}", tags={"zone": zone}, owners={JOBS: frozenset({"ALL"})})
        for zone in ("raw", "consumption")
    }
    known: dict[str, Any] = {
        "account": "lake",
        "account_id": LAKE,
        "region": "eu-west-1",
        "settings": "lake:settings",
        "execution_role": "Platform",
        "admins": frozenset({ADMINISTRATOR}),
        "ontology": {"zone": ("raw", "consumption"), "classification": ("public", "internal", "restricted")},
        "databases": databases,
        "locations": {BUCKET: "lake:location"},
        "grants": grants,
    }
    return Catalog(**{**known, **more})


GOVERNED = catalog(account="governance", account_id=GOVERNANCE, admins=frozenset({STEWARD}), databases={}, locations={})


def admitted(  # noqa: PLR0913 - a request, and what it is about
    known: Catalog,
    principal: str,
    *,
    action: str = READ,
    database: str = "consumption",
    location: str = BUCKET,
    permission: str = "",
    **tags: str,
) -> bool:
    about = AskedAbout(catalog=HOME, on=On.TABLE, name=database, tags=tags, location=location, permission=permission)
    return admits({HOME: known, ("governance", "eu-west-1"): GOVERNED}, principal, action, about)


def test_a_table_is_read_by_the_role_that_it_is_granted_to_and_nobody_else() -> None:
    known = catalog(grant(READER, "SELECT"))

    assert admitted(known, READER, classification="internal")
    assert not admitted(known, OTHER, classification="internal")
    assert not admitted(catalog(), READER, classification="internal")


@pytest.mark.parametrize(
    ("database", "tags"),
    [
        ("consumption", {"classification": "restricted"}),
        ("consumption", {}),
        ("raw", {"classification": "internal"}),
    ],
)
def test_a_table_that_lacks_one_of_the_tags_is_not_read(database: str, tags: dict[str, str]) -> None:
    assert not admitted(catalog(grant(READER, "SELECT")), READER, database=database, **tags)


def test_a_tag_of_a_table_itself_counts_in_the_place_of_its_databases() -> None:
    assert admitted(
        catalog(grant(READER, "SELECT")), READER, database="raw", zone="consumption", classification="public"
    )


def test_data_that_lake_formation_does_not_know_is_read_through_it_by_nobody() -> None:
    known = catalog(grant(READER, "SELECT"))

    assert not admitted(known, READER, location="arn:aws:s3:::another", classification="public")


def test_seeing_a_table_takes_any_permission_on_it_and_reading_takes_select() -> None:
    known = catalog(grant(READER, "DESCRIBE"))

    assert admitted(known, READER, action="glue:GetTable", classification="public")
    assert not admitted(known, READER, classification="public")


@pytest.mark.parametrize("everybody", [IAM_ALLOWED_PRINCIPALS, f"{TEAM}{OF_THE_ACCOUNT}"])
def test_a_grant_to_whom_iam_allows_admits_everybody_there(everybody: str) -> None:
    known = catalog(grant(everybody, "SELECT"))

    assert admitted(known, OTHER, classification="public")
    assert admitted(known, JOBS.replace("DataPipeline", "x"), classification="public") == (
        everybody == IAM_ALLOWED_PRINCIPALS
    )


@pytest.mark.parametrize("owners", [None, {IAM_ALLOWED_PRINCIPALS: frozenset({"ALL"})}])
def test_tables_of_a_database_that_names_no_owner_are_left_to_iam(owners: Any) -> None:
    known = catalog()
    raw = replace(known.databases["raw"], owners=owners)

    assert admitted(replace(known, databases={**known.databases, "raw": raw}), OTHER, database="raw")
    assert not admitted(known, OTHER, database="raw")


def test_an_administrator_grants_everything_and_sees_it_and_reads_nothing() -> None:
    known = catalog()

    assert admitted(known, ADMINISTRATOR, action="lakeformation:GrantPermissions", permission="SELECT")
    assert admitted(known, ADMINISTRATOR, action="glue:GetTable")
    assert not admitted(known, ADMINISTRATOR)


def test_an_account_that_something_is_shared_with_sees_it_and_passes_on_no_more_than_that() -> None:
    shared = grant(GOVERNANCE, "DESCRIBE", passed_on=frozenset({"DESCRIBE"}), expression={"zone": ("consumption",)})
    known = catalog(shared)

    assert admitted(known, STEWARD, action="glue:GetTable")
    assert admitted(known, STEWARD, action="lakeformation:GrantPermissions", permission="DESCRIBE")
    assert not admitted(known, STEWARD, action="lakeformation:GrantPermissions", permission="SELECT")
    assert not admitted(known, STEWARD)
    assert not admitted(known, STEWARD, action="glue:GetTable", database="raw")
    assert not admitted(known, f"arn:aws:iam::{GOVERNANCE}:role/Somebody", action="glue:GetTable")


def test_whoever_is_granted_a_product_passes_nothing_on_without_the_option() -> None:
    asked = {"action": "lakeformation:GrantPermissions", "permission": "SELECT", "classification": "public"}

    assert not admitted(catalog(grant(READER, "SELECT")), READER, **asked)
    assert admitted(catalog(grant(READER, "SELECT", passed_on=frozenset({"SELECT"}))), READER, **asked)


def test_jobs_own_the_tables_that_they_make_where_they_may_make_them() -> None:
    make = [
        grant(JOBS, "CREATE_TABLE", on=On.DATABASE, name="raw", expression={}),
        grant(JOBS, "DATA_LOCATION_ACCESS", on=On.LOCATION, name=BUCKET, expression={}),
    ]
    create = {"action": "glue:CreateTable", "database": "raw"}

    assert admitted(catalog(*make), JOBS, **create)
    assert not admitted(catalog(make[0]), JOBS, **create)
    assert not admitted(catalog(make[1]), JOBS, **create)
    assert admitted(catalog(), JOBS, database="raw")


def test_each_product_is_asked_about_by_whom_it_is_granted_to_and_by_all_others() -> None:
    plan = DataPlan(
        tags={"subject": ("claims", "payments")},
        products=[
            Product(database="consumption", tags={"subject": ("claims",)}, readers=frozenset({"fraud-dev"})),
            Product(database="consumption", tags={"subject": ("payments",)}, readers=frozenset({"pricing-dev"})),
        ],
    )

    def tables(which: Tables, reader: str) -> list[dict[str, str]]:
        return [dict(each) for each in plan.tables(which, database="consumption", reader=reader)]

    assert tables(Tables.GRANTED, "fraud-dev") == [{"subject": "claims"}]
    assert tables(Tables.OTHERS, "fraud-dev") == [{}, {"subject": "payments"}]
    assert tables(Tables.OTHERS, "climate-dev") == tables(Tables.ANY, "climate-dev")
    assert list(plan.tables(Tables.GRANTED, database="raw", reader="fraud-dev")) == []


def test_an_expression_that_means_the_same_tables_is_no_change() -> None:
    everywhere = catalog(
        grant(READER, "SELECT", expression={"domain": ("claims",), "zone": ("consumption",)}),
        databases={
            "consumption": Database(
                address="lake:consumption", tags={"zone": "consumption", "domain": "claims"}, owners={}
            )
        },
        ontology={"domain": ("claims",), "zone": ("raw", "consumption"), "subject": ("claims",)},
    )
    equivalent = {change.change: change.equivalent for change in catalog_changes(everywhere)}

    assert equivalent["without domain"]
    assert not equivalent["removed"]
    assert not equivalent[f"to {IAM_ALLOWED_PRINCIPALS}"]


@pytest.mark.parametrize(
    ("resources", "got"),
    [
        ({"aws_lakeformation_opt_in": {"stray": {}}}, "aws_lakeformation_opt_in of"),
        (
            {"aws_lakeformation_permissions": {"stray": {"principal": "x", "table": {"name": "x"}}}},
            "table of",
        ),
        (
            {"aws_lakeformation_resource": {"stray": {"arn": "x", "hybrid_access_enabled": True}}},
            "hybrid_access_enabled",
        ),
        (
            {"aws_lakeformation_data_lake_settings": {"stray": {"create_table_default_permissions": [{}]}}},
            "create_table",
        ),
    ],
)
def test_what_of_lake_formation_nobody_reads_is_refused(
    outputs: dict[str, Path], tmp_path: Path, resources: dict[str, Any], got: str
) -> None:
    output = with_resources(
        outputs["staging"], tmp_path / "out", "staging-account-fraud-dev", resources, in_module=True
    )

    with pytest.raises(LandingZoneError) as refused:
        across_of("staging", environment("staging").zone, output)

    assert str(refused.value).splitlines()[0] == "what Lake Formation grants is not read"
    assert got in str(refused.value)
