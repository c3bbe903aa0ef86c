"""A portfolio with a product, found again after its state was lost, and nothing of it is made a second time."""

from __future__ import annotations

from pathlib import Path

import pytest
from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket

from modules.catalog.launch_role import LaunchRole
from modules.catalog.library.library import PRODUCTS, product
from modules.catalog.library.portfolio import portfolio_description
from modules.catalog.portfolio import Portfolio
from modules.catalog.published_product import PublishedProduct, TemplatePlace
from modules.catalog.tag_options import OfferedTagOptions, TagOptions
from modules.runner.recovery.ownership import not_ours
from modules.runner.recovery.replacement import replacement_refusal
from modules.runner.terraform.run import PLAN_FILE
from modules.workspaces.base.providers import add_provider, require_provider
from modules.workspaces.writing.documents import new_app
from tests.emulator.conftest import Client, PrepareTerraform
from tests.emulator.lost_state import LostState, apply_and_lose
from tests.emulator.service_catalog_calls import create_organization

pytestmark = [pytest.mark.emulator, pytest.mark.terraform]

REGION, ACCOUNT = "eu-west-1", "360000000061"
TAGS = {"environment": "portfolio"}


def lost_portfolio(client: Client, terraform: PrepareTerraform, folder: Path) -> LostState:
    """Apply a portfolio with a product, shared with its organization, and lose the state."""
    create_organization(client, ACCOUNT)
    client("servicecatalog", ACCOUNT).enable_aws_organizations_access()
    organization = client("organizations", ACCOUNT).describe_organization()["Organization"]
    stack = TerraformStack(new_app(folder / "synthesized"), "portfolio")
    require_provider(stack)
    add_provider(stack, account_id=ACCOUNT, role_name=None, region=REGION, tags=TAGS)
    own = product("analytics/athena-workgroup")
    LaunchRole(stack, "role", product=own, statements=(), boundary_arn=f"arn:aws:iam::{ACCOUNT}:policy/boundary")
    templates = S3Bucket(stack, "templates", bucket=f"acme-landing-zone-analytics-{ACCOUNT}")
    portfolio = Portfolio(
        stack,
        "portfolio",
        description=portfolio_description(PRODUCTS / "analytics"),
        permission_sets=("DataScientist",),
        home_region=REGION,
        unit_arns={(): organization["Arn"]},
    )
    options = TagOptions(stack, "tag-options", values={"Purpose": ["trial", "service"]})
    OfferedTagOptions(stack, "offered", portfolio_id=portfolio.portfolio_id, tag_option_ids=options.tag_option_ids)
    PublishedProduct(
        stack,
        "product",
        product=own,
        portfolio_id=portfolio.portfolio_id,
        place=TemplatePlace(templates.bucket, REGION),
        tag_keys={},
    )
    return apply_and_lose(stack, terraform, folder, ACCOUNT)


def test_a_portfolio_its_product_and_their_parts_are_found_again_as_ours(
    client: Client, terraform: PrepareTerraform, tmp_path: Path
) -> None:
    lost = lost_portfolio(client, terraform, tmp_path)

    recovery = lost.recovered()
    plan = lost.workspace.shown(PLAN_FILE)

    assert recovery.error == ""
    searched = {address for address in lost.created if address.startswith("aws_servicecatalog_")}
    assert searched
    assert searched - recovery.imported.keys() == set()
    assert not_ours(plan, recovery.imported, dict.fromkeys(recovery.imported, TAGS)) == set()
    assert replacement_refusal(plan, recovery.imported, ()) == ""
