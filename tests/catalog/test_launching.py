"""Whoever a portfolio is for may launch, and what they launch as has the account's boundary."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cdktf import TerraformStack

from modules.catalog.launch_role import LaunchRole
from modules.catalog.library.library import PRODUCTS, portfolios, product
from modules.catalog.library.portfolio import portfolio_description
from modules.identity.inline_document import statements
from modules.identity.library import ADMINISTRATOR, PermissionSetDescription, PermissionSetLibrary
from modules.landing_zone import catalog
from modules.workspaces.base.providers import add_provider, require_provider
from modules.workspaces.writing.documents import new_app, synthesize_app

LAUNCH = "servicecatalog:ProvisionProduct"
BOUNDARY = "arn:aws:iam::111111111111:policy/boundary"


def may_launch(name: str) -> bool:
    """Whether a permission set of the library allows launching something."""
    known = PermissionSetLibrary.with_own(None).permission_set(name)
    if name == ADMINISTRATOR:
        return True
    allowed = (each for each in statements(known.inline_policy or {}) if each["Effect"] == "Allow")
    return any(LAUNCH in json.dumps(each.get("Action", [])) for each in allowed)


@pytest.mark.parametrize("portfolio", portfolios())
def test_every_permission_set_that_a_portfolio_is_for_may_launch(portfolio: str) -> None:
    named = portfolio_description(PRODUCTS / portfolio).launched_by

    assert [name for name in named if not may_launch(name)] == []


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ({"managed_policies": ["AWSServiceCatalogEndUserFullAccess"]}, True),
        ({"managed_policies": ["ReadOnlyAccess"]}, False),
        ({"customer_managed_policies": [{"name": "launching"}]}, True),
    ],
)
def test_a_permission_set_may_launch_by_policies_of_aws_and_of_the_accounts(
    description: dict[str, Any], *, expected: bool
) -> None:
    known = PermissionSetLibrary.with_own(None).permission_set("ReadOnly")
    changed = PermissionSetDescription.model_validate(
        {"description": "x", "for_whom": "x", "summary": "x", "session_hours": 8, "sources": ["x"], **description},
        strict=False,
    )
    assert catalog.may_launch(replace(known, description=changed, inline_policy=None)) is expected


@pytest.fixture
def role(tmp_path: Path) -> dict[str, Any]:
    app = new_app(tmp_path)
    stack = TerraformStack(app, "role")
    require_provider(stack)
    add_provider(stack, account_id="111111111111", role_name=None, region="eu-west-1", tags={})
    LaunchRole(
        stack, "role", product=product("analytics/athena-workgroup"), statements=[{"Sid": "A"}], boundary_arn=BOUNDARY
    )
    (found,) = synthesize_app(app, tmp_path)["role"].document["resource"]["aws_iam_role"].values()
    return dict(found)


def test_what_iam_shows_of_a_launch_role_is_latin_whatever_the_product_s_title(role: dict[str, Any]) -> None:
    """IAM takes no other letters (IAM API Reference, CreateRole); titles of products may have them."""
    assert role["description"] == "What Service Catalog launches analytics/athena-workgroup as"


def test_a_launch_role_has_the_boundary_no_path_and_service_catalog_alone_works_as_it(role: dict[str, Any]) -> None:
    (trust,) = json.loads(role["assume_role_policy"])["Statement"]

    assert role["permissions_boundary"] == BOUNDARY
    assert role["path"] == "/"
    assert (trust["Principal"], trust["Action"]) == ({"Service": "servicecatalog.amazonaws.com"}, "sts:AssumeRole")
