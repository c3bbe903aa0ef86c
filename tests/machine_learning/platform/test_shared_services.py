"""Images and packages for all teams: the organization reads, and one role writes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from modules.machine_learning.platform.shared_account import SharedAccount
from modules.machine_learning.platform.shared_services import SharedServices
from modules.machine_learning.spec import SharedServicesSpec
from tests.support.synthesis import only, synthesize_one

ACCOUNT = SharedAccount(
    organization="acme", organization_id="o-example123", account_id="999999999999", region="eu-west-1"
)
OF_ORGANIZATION = {"StringEquals": {"aws:PrincipalOrgID": "o-example123"}}


def defined(tmp_path: Path, **spec: Any) -> dict[str, Any]:
    return synthesize_one(
        tmp_path,
        lambda stack: SharedServices(
            stack,
            "shared",
            spec=SharedServicesSpec.model_validate(spec),
            account=ACCOUNT,
            boundary_arn="arn:aws:iam::999999999999:policy/landing-zone-boundary",
            log_retention_days=365,
            deletion_days=30,
        ),
    )


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return defined(tmp_path_factory.mktemp("shared"))


def resources(document: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return list(document["resource"].get(kind, {}).values())


def statements(text: str) -> dict[str, dict[str, Any]]:
    return {statement["Sid"]: statement for statement in json.loads(text)["Statement"]}


def test_an_image_is_scanned_encrypted_and_its_tag_never_moves(shared: dict[str, Any]) -> None:
    repositories = {each["name"]: each for each in resources(shared, "aws_ecr_repository")}

    assert repositories.keys() == {"base/training", "base/inference"}
    for repository in repositories.values():
        assert repository["image_tag_mutability"] == "IMMUTABLE"
        assert repository["image_scanning_configuration"] == {"scan_on_push": True}
        (encryption,) = repository["encryption_configuration"]
        assert encryption["encryption_type"] == "KMS"
        assert encryption["kms_key"]


def test_the_organization_pulls_and_one_role_pushes(shared: dict[str, Any]) -> None:
    for each in resources(shared, "aws_ecr_repository_policy"):
        policy = statements(each["policy"])
        assert policy["PullInTheOrganization"]["Condition"] == OF_ORGANIZATION
        assert "ecr:PutImage" not in policy["PullInTheOrganization"]["Action"]
        deny = policy["DenyChangesByOthers"]
        builder = "arn:aws:iam::999999999999:role/platform/ImageBuilder"
        assert {"ecr:PutImage", "ecr:BatchDeleteImage"} <= {*deny["Action"]}
        assert deny["Condition"] == {"ArnNotEquals": {"aws:PrincipalArn": builder}}


def test_old_images_go(tmp_path: Path) -> None:
    document = defined(tmp_path, base_images={"training": {"versions_kept": 7}})
    rules = json.loads(only(document, "aws_ecr_lifecycle_policy")["policy"])["rules"]

    assert [(rule["selection"]["tagStatus"], rule["selection"]["countNumber"]) for rule in rules] == [
        ("untagged", 7),
        ("tagged", 7),
    ]


def test_the_organization_reads_packages_and_publishes_none(shared: dict[str, Any]) -> None:
    domain = statements(only(shared, "aws_codeartifact_domain_permissions_policy")["policy_document"])
    repository = statements(only(shared, "aws_codeartifact_repository_permissions_policy")["policy_document"])

    for policy in (domain, repository):
        (reading,) = policy.values()
        assert reading["Condition"] == OF_ORGANIZATION
        assert not [action for action in reading["Action"] if "Publish" in action or "Put" in action or "*" in action]


def test_packages_of_public_sources_come_through_the_shared_repository(shared: dict[str, Any]) -> None:
    repositories = {each["repository"]: each for each in resources(shared, "aws_codeartifact_repository")}

    assert repositories.keys() == {"public-pypi", "shared"}
    assert repositories["public-pypi"]["external_connections"] == {"external_connection_name": "public:pypi"}
    assert len(repositories["shared"]["upstream"]) == 1


def test_without_public_sources_there_is_no_way_out(tmp_path: Path) -> None:
    document = defined(tmp_path, packages={"public_sources": ()})

    (repository,) = resources(document, "aws_codeartifact_repository")
    assert repository["repository"] == "shared"
    assert "upstream" not in repository


def test_packages_may_be_left_out(tmp_path: Path) -> None:
    assert "aws_codeartifact_domain" not in defined(tmp_path, packages={"enabled": False})["resource"]


def test_one_service_of_the_account_works_as_who_publishes_images(shared: dict[str, Any]) -> None:
    role = only(shared, "aws_iam_role")
    (trust,) = statements(role["assume_role_policy"]).values()

    assert (role["path"], role["name"]) == ("/platform/", "ImageBuilder")
    assert role["permissions_boundary"].endswith("/landing-zone-boundary")
    assert trust["Principal"] == {"Service": "codebuild.amazonaws.com"}
    assert trust["Condition"] == {"StringEquals": {"aws:SourceAccount": "999999999999"}}
