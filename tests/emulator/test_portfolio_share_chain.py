"""Shares of a portfolio with five units, made, changed and removed while the service takes one of them at a time."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from cdktf import TerraformStack

from modules.catalog.library.library import PRODUCTS
from modules.catalog.library.portfolio import portfolio_description
from modules.catalog.portfolio import Portfolio
from modules.workspaces.base.providers import add_provider, require_provider
from modules.workspaces.writing.documents import new_app, synthesize_app
from tests.emulator.conftest import Client, PrepareTerraform
from tests.emulator.service_catalog_calls import create_organization

pytestmark = [pytest.mark.emulator, pytest.mark.terraform]

ACCOUNT, REGION = "360000000071", "eu-west-1"
UNITS = ("Development", "Test", "Production", "Data", "Research")
LATER = ("Research", "Test", "Data")


def written(folder: Path, units: Mapping[str, str], shared_with: tuple[str, ...]) -> Path:
    """Write a portfolio that is shared with some units, of which the ARNs are given."""
    folder.mkdir()
    app = new_app(folder / "synthesized")
    stack = TerraformStack(app, "portfolio")
    require_provider(stack)
    add_provider(stack, account_id=ACCOUNT, role_name=None, region=REGION, tags={})
    Portfolio(
        stack,
        "portfolio",
        description=portfolio_description(PRODUCTS / "analytics"),
        permission_sets=("DataScientist",),
        home_region=REGION,
        unit_arns={(name,): units[name] for name in shared_with},
    )
    document = synthesize_app(app, folder / "synthesized")["portfolio"].document
    del document["terraform"]["backend"]  # Terraform's own default, which needs no `init` for each test
    path = folder / "cdk.tf.json"
    path.write_text(json.dumps(document))
    return path


def test_they_converge_and_a_second_plan_is_empty(client: Client, terraform: PrepareTerraform, tmp_path: Path) -> None:
    create_organization(client, ACCOUNT)
    catalog, organizations = client("servicecatalog", ACCOUNT), client("organizations", ACCOUNT)
    catalog.enable_aws_organizations_access()
    (root,) = organizations.list_roots()["Roots"]
    made = [organizations.create_organizational_unit(ParentId=root["Id"], Name=name) for name in UNITS]
    units = {unit["OrganizationalUnit"]["Name"]: unit["OrganizationalUnit"]["Arn"] for unit in made}
    prepared = terraform(ACCOUNT, written(tmp_path / "first", units, UNITS))

    for step, shared_with in enumerate((UNITS, LATER, ())):
        changed = written(tmp_path / f"step-{step}", units, shared_with)
        (prepared.folder / "cdk.tf.json").write_text(changed.read_text())
        prepared.succeeds("apply", "-auto-approve")

        assert prepared.run("plan", "-detailed-exitcode").returncode == 0
        (portfolio,) = catalog.list_portfolios()["PortfolioDetails"]
        shares = catalog.describe_portfolio_shares(PortfolioId=portfolio["Id"], Type="ORGANIZATIONAL_UNIT")
        shared = {share["PrincipalId"] for share in shares["PortfolioShareDetails"]}
        assert shared == {units[name].rpartition("/")[2] for name in shared_with}
