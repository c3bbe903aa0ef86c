"""What a data lake starts with: raw data that nobody reads, tables that IAM alone opens to nobody, names that fit."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from modules.data.data_lake import DataLake
from modules.data.lake import Lake
from modules.data.spec import DataSpec
from modules.storage.statements import Statement
from tests.support.synthesis import synthesize_one

ACCOUNT = "111111111111"
ROLES = f"arn:aws:iam::{ACCOUNT}:role"
MACIE = f"{ROLES}/aws-service-role/macie.amazonaws.com/AWSServiceRoleForAmazonMacie"
BOUNDARY = f"arn:aws:iam::{ACCOUNT}:policy/landing-zone-boundary"


def defined(tmp_path: Path, *, governance: str | None = "222222222222") -> dict[str, Any]:
    lake = Lake(
        organization="acme", domain="motor-claims", database_prefix="motor_claims", account_id=ACCOUNT, tag_keys={}
    )
    return synthesize_one(
        tmp_path,
        lambda stack: DataLake(
            stack,
            "lake",
            spec=DataSpec(),
            lake=lake,
            administrator_arns=[f"{ROLES}/Deployment"],
            boundary_arn=BOUNDARY,
            governance_account_id=governance,
            reader_arns=[f"{ROLES}/LandingZoneBackup", MACIE],
            decrypting_arns=[MACIE],
            deletion_days=30,
        ),
    )


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return defined(tmp_path_factory.mktemp("lake"))


def resources(document: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return list(document["resource"][kind].values())


def named(document: dict[str, Any], kind: str, part: str) -> dict[str, Any]:
    (found,) = (body for address, body in document["resource"][kind].items() if part in address)
    body: dict[str, Any] = found
    return body


def statements(text: str) -> dict[str, Statement]:
    return {statement["Sid"]: statement for statement in json.loads(text)["Statement"]}


def of_tags(grant: dict[str, Any]) -> dict[str, list[str]]:
    return {each["key"]: each["values"] for each in grant["lf_tag_policy"]["expression"]}


def test_names_of_buckets_tell_organization_domain_zone_and_account(lake: dict[str, Any]) -> None:
    names = {bucket["bucket"] for bucket in resources(lake, "aws_s3_bucket")}

    assert names == {
        f"acme-data-lake-motor-claims-raw-{ACCOUNT}",
        f"acme-data-lake-motor-claims-curated-{ACCOUNT}",
        f"acme-data-lake-motor-claims-consumption-{ACCOUNT}",
        f"acme-data-lake-motor-claims-scripts-{ACCOUNT}",
        f"acme-landing-zone-access-logs-{ACCOUNT}",
    }


def test_what_is_in_a_zone_is_backed_up_by_its_classification(lake: dict[str, Any]) -> None:
    tags = [bucket["tags"]["DataClassification"] for bucket in resources(lake, "aws_s3_bucket") if "tags" in bucket]

    assert sorted(tags) == ["confidential", "confidential", "restricted"]


def test_raw_data_is_read_by_the_lake_s_jobs_and_by_services_alone(lake: dict[str, Any]) -> None:
    policies = {
        address: statements(body["policy"]) for address, body in lake["resource"]["aws_s3_bucket_policy"].items()
    }
    refusing = {address: found for address, found in policies.items() if "DenyReadingToOthers" in found}
    ((address, policy),) = refusing.items()
    deny = policy["DenyReadingToOthers"]

    assert "raw" in address
    assert (deny["Effect"], deny["Principal"], deny["Action"]) == ("Deny", "*", "s3:GetObject*")
    assert deny["Condition"] == {
        "ArnNotEquals": {
            "aws:PrincipalArn": [
                f"{ROLES}/data-lake/LakeFormationRaw",
                f"{ROLES}/platform/DataPipeline",
                f"{ROLES}/LandingZoneBackup",
                MACIE,
            ]
        }
    }


@pytest.mark.parametrize("zone", ["raw", "curated", "consumption", "scripts"])
def test_no_other_account_and_no_other_key_gets_into_a_zone(lake: dict[str, Any], zone: str) -> None:
    policy = statements(named(lake, "aws_s3_bucket_policy", f"_{zone}_")["policy"])

    others = policy["DenyOtherAccounts"]["Condition"]
    assert others["StringNotEquals"] == {"aws:PrincipalAccount": ACCOUNT}
    assert policy.keys() >= {"DenyOtherKeys", "DenyEncryptionWithoutKms", "DenyKeysOfCallers", "DenyWithoutTls"}


def test_nobody_has_what_iam_allows(lake: dict[str, Any]) -> None:
    (settings,) = resources(lake, "aws_lakeformation_data_lake_settings")
    databases = resources(lake, "aws_glue_catalog_database")
    owners = [
        each["principal"]["data_lake_principal_identifier"]
        for database in databases
        for each in database["create_table_default_permission"]
    ]

    assert "create_database_default_permissions" not in settings
    assert "create_table_default_permissions" not in settings
    assert len(owners) == len(databases) == 3
    assert not [owner for owner in owners if "IAM_ALLOWED_PRINCIPALS" in owner]
    assert "IAM_ALLOWED_PRINCIPALS" not in json.dumps(lake)


def test_the_platform_alone_administers_and_every_database_waits_for_that(lake: dict[str, Any]) -> None:
    ((address, settings),) = lake["resource"]["aws_lakeformation_data_lake_settings"].items()

    assert settings["admins"] == [f"{ROLES}/Deployment"]
    assert int(settings["parameters"]["CROSS_ACCOUNT_VERSION"]) >= 3
    for kind in ("aws_glue_catalog_database", "aws_lakeformation_resource", "aws_lakeformation_lf_tag"):
        for body in resources(lake, kind):
            assert f"aws_lakeformation_data_lake_settings.{address}" in body["depends_on"]


def test_lake_formation_reads_each_zone_as_a_role_that_reads_no_other(lake: dict[str, Any]) -> None:
    locations = resources(lake, "aws_lakeformation_resource")

    assert {location["hybrid_access_enabled"] for location in locations} == {False}
    assert len({location["role_arn"] for location in locations}) == 3
    for zone in ("raw", "curated", "consumption"):
        allowed = statements(named(lake, "aws_iam_role_policy", f"_{zone}_location")["policy"])
        actions = [action for statement in allowed.values() for action in statement["Action"]]
        assert not [action for action in actions if "Put" in action or "Delete" in action or "*" in action]
        assert zone in str(allowed["ReadTheBucket"]["Resource"])
        assert "*" not in str(allowed["UseTheKey"]["Resource"])


def test_roles_are_worked_as_by_one_service_of_the_account(lake: dict[str, Any]) -> None:
    for role in resources(lake, "aws_iam_role"):
        (trust,) = statements(role["assume_role_policy"]).values()
        of_pipeline = role["path"] == "/platform/"
        service = "glue.amazonaws.com" if of_pipeline else "lakeformation.amazonaws.com"
        assert trust["Principal"] == {"Service": service}
        assert trust["Condition"] == {"StringEquals": {"aws:SourceAccount": ACCOUNT}}
        assert role.get("permissions_boundary") == (BOUNDARY if of_pipeline else None)


def test_jobs_of_the_lake_grant_nothing_and_change_none_of_the_library_s_tags(lake: dict[str, Any]) -> None:
    policy = statements(named(lake, "aws_iam_role_policy", "pipeline-role")["policy"])
    actions = [action for statement in policy.values() for action in statement["Action"]]
    associated = [
        grant["lf_tag"]["key"]
        for grant in resources(lake, "aws_lakeformation_permissions")
        if "ASSOCIATE" in grant["permissions"]
    ]

    assert not [action for action in actions if "Grant" in action or "PutDataLake" in action]
    assert len(associated) == 1
    assert "classification" in associated[0]


def test_jobs_of_the_lake_write_metadata_with_the_catalog_s_key(lake: dict[str, Any]) -> None:
    policy = statements(named(lake, "aws_iam_role_policy", "pipeline-role")["policy"])
    (catalog,) = resources(lake, "aws_glue_data_catalog_encryption_settings")
    key = catalog["data_catalog_encryption_settings"]["encryption_at_rest"]["sse_aws_kms_key_id"]
    allowed = {
        action for statement in policy.values() if key in statement["Resource"] for action in statement["Action"]
    }

    assert allowed == {"kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"}


def test_governance_sees_what_there_is_and_reads_nothing(lake: dict[str, Any]) -> None:
    grants = [
        grant for grant in resources(lake, "aws_lakeformation_permissions") if grant["principal"] == "222222222222"
    ]

    assert {grant["lf_tag_policy"]["resource_type"] for grant in grants} == {"DATABASE", "TABLE"}
    assert [grant["permissions"] for grant in grants] == [["DESCRIBE"], ["DESCRIBE"]]
    assert [of_tags(grant) for grant in grants] == [{"domain": ["motor-claims"]}] * 2


def test_without_governance_no_other_account_is_granted_anything(tmp_path: Path) -> None:
    grants = resources(defined(tmp_path, governance=None), "aws_lakeformation_permissions")

    assert not [grant for grant in grants if not grant["principal"].startswith("${aws_iam_role.lake_pipeline-role")]


def test_what_sensitive_data_is_looked_for_as_may_decrypt(lake: dict[str, Any]) -> None:
    of_zones = [key for key in resources(lake, "aws_kms_key") if "zone" in key["description"]]

    assert len(of_zones) == 3
    for key in of_zones:
        assert statements(key["policy"])["ServicesThatReadDecrypt"]["Principal"] == {"AWS": [MACIE]}


def test_a_list_of_what_a_bucket_holds_is_taken_in(lake: dict[str, Any]) -> None:
    policy = statements(named(lake, "aws_s3_bucket_policy", "access-logs")["policy"])

    assert len(resources(lake, "aws_s3_bucket_inventory")) == 3
    admitted = policy["AdmitInventories"]
    assert admitted["Principal"] == {"Service": "s3.amazonaws.com"}
    assert admitted["Condition"]["StringEquals"]["aws:SourceAccount"] == ACCOUNT


def test_access_points_open_nothing_to_the_public(lake: dict[str, Any]) -> None:
    for point in resources(lake, "aws_s3_access_point"):
        assert set(point["public_access_block_configuration"].values()) == {True}


def test_metadata_is_read_through_glue_by_roles_of_the_organization_alone(lake: dict[str, Any]) -> None:
    admitted = statements(named(lake, "aws_kms_key", "catalog-key")["policy"])["ReadersSeeMetadata"]
    (encryption,) = resources(lake, "aws_glue_data_catalog_encryption_settings")

    assert admitted["Action"] == "kms:Decrypt"
    assert admitted["Condition"] == {
        "StringEquals": {"aws:PrincipalOrgID": "$${aws:ResourceOrgID}"},
        "StringLike": {"kms:ViaService": "glue.*.amazonaws.com"},
    }
    assert "catalog-key" in str(encryption)
