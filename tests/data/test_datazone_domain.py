"""A domain of Amazon DataZone: what it explains, and that neither its role nor anything in it grants data."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from modules.data.datazone_domain import DataZoneDomain
from modules.data.spec import DataZoneSpec, UserAssignment
from tests.support.synthesis import only, synthesize_one

ACCOUNT = "111111111111"
KEY = f"arn:aws:kms:eu-west-1:{ACCOUNT}:key/11111111-2222-3333-4444-555555555555"
TAGS = {"classification": ("public", "internal"), "subject": ("claims", "payments")}


def defined(tmp_path: Path, spec: DataZoneSpec) -> dict[str, Any]:
    return synthesize_one(
        tmp_path,
        lambda stack: DataZoneDomain(stack, "datazone", spec=spec, account_id=ACCOUNT, key_arn=KEY, tags=TAGS),
    )


@pytest.fixture(scope="module")
def domain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return defined(tmp_path_factory.mktemp("domain"), DataZoneSpec())


def actions(domain: dict[str, Any]) -> set[str]:
    policy = json.loads(only(domain, "aws_iam_role_policy")["policy"])
    return {action for statement in policy["Statement"] for action in statement["Action"]}


def test_what_people_write_has_the_key_and_is_kept(domain: dict[str, Any]) -> None:
    found = only(domain, "aws_datazone_domain")

    assert found["kms_key_identifier"] == KEY
    assert "skip_deletion_check" not in found
    assert all(
        only(domain, kind)["lifecycle"] == {"prevent_destroy": True}
        for kind in ("aws_datazone_domain", "aws_datazone_project")
    )


def test_each_lf_tag_is_a_glossary_and_each_of_its_values_a_term(domain: dict[str, Any]) -> None:
    glossaries = domain["resource"]["aws_datazone_glossary"]
    terms = domain["resource"]["aws_datazone_glossary_term"].values()
    told: dict[str, set[str]] = {glossary["name"]: set() for glossary in glossaries.values()}
    for term in terms:
        told[glossaries[term["glossary_identifier"].split(".")[1]]["name"]].add(term["name"])

    assert told == {key: set(values) for key, values in TAGS.items()}


def test_datazone_alone_works_as_the_role_for_the_account_and_with_tags_of_its_own(domain: dict[str, Any]) -> None:
    (trust,) = json.loads(only(domain, "aws_iam_role")["assume_role_policy"])["Statement"]

    assert trust["Principal"] == {"Service": "datazone.amazonaws.com"}
    assert trust["Action"] == ["sts:AssumeRole", "sts:TagSession"]
    assert trust["Condition"] == {
        "StringEquals": {"aws:SourceAccount": ACCOUNT},
        "ForAllValues:StringLike": {"aws:TagKeys": ["datazone*"]},
    }


def test_the_role_has_a_name_and_a_path_that_datazone_takes(domain: dict[str, Any]) -> None:
    """Amazon DataZone API Reference, CreateDomain: the pattern of `domainExecutionRole`."""
    role = only(domain, "aws_iam_role")

    assert re.fullmatch(r"/(service-role/)?[\w+=,.@-]*", role["path"] + role["name"])


def test_the_role_finds_and_describes_data_and_does_nothing_that_leads_to_a_grant(domain: dict[str, Any]) -> None:
    leading = re.compile(r"Subscri|Environment|Grant|Connection|DataSource|Membership|CreateProject|CreateDomain|Owner")

    assert {"datazone:CreateAsset", "datazone:SearchListings"} <= actions(domain)
    assert {action for action in actions(domain) if leading.search(action) or "*" in action} == {
        "datazone:ListProjectMemberships"
    }
    assert {action.split(":")[0] for action in actions(domain)} == {"datazone"}


def test_no_blueprint_is_enabled(domain: dict[str, Any]) -> None:
    assert {kind for kind in domain["resource"] if kind.startswith("aws_datazone")} == {
        "aws_datazone_domain",
        "aws_datazone_glossary",
        "aws_datazone_glossary_term",
        "aws_datazone_project",
    }


def test_people_of_identity_center_come_in_where_the_environment_says_so(
    domain: dict[str, Any], tmp_path: Path
) -> None:
    manual = only(defined(tmp_path, DataZoneSpec(user_assignment=UserAssignment.MANUAL)), "aws_datazone_domain")

    assert "single_sign_on" not in only(domain, "aws_datazone_domain")
    assert manual["single_sign_on"] == [{"type": "IAM_IDC", "user_assignment": "MANUAL"}]
