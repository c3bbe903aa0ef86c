"""Studio offers templates of projects where a portfolio has any, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from modules.catalog.library.library import every_product
from modules.landing_zone.catalog import launched_in
from modules.landing_zone.contents import GuardrailNeeds
from modules.machine_learning.project_templates import ProjectTemplates
from modules.workspaces.account.contents.project_templates import ProjectTemplatesContent
from tests.support.environments import environment_with
from tests.support.synthesis import synthesize_one


def test_the_portfolio_status_is_on_at_an_address_that_is_a_contract(tmp_path: Path) -> None:
    document = synthesize_one(tmp_path, lambda stack: ProjectTemplates(stack, "project-templates"))

    (found,) = document["resource"]["aws_sagemaker_servicecatalog_portfolio_status"].items()
    address, body = found
    assert (address, body["status"]) == ("project-templates", "Enabled")


def test_every_template_of_projects_takes_what_sagemaker_fills_in_and_no_other_product_does() -> None:
    filled_in = {"SageMakerProjectName", "SageMakerProjectId"}

    for product in every_product():
        parameters = product.current.template["Parameters"].keys()
        assert (filled_in <= parameters) is product.is_project_template, product.key
        assert bool(filled_in & parameters) is product.is_project_template, product.key


@pytest.mark.parametrize(
    ("catalog", "expected"),
    [
        ({}, True),
        ({"portfolios": {"model-building": {}}}, True),
        ({"portfolios": {"model-building": {"products": ["feature-group"]}}}, False),
        ({"portfolios": {"analytics": {}}}, False),
        (None, False),
    ],
)
def test_accounts_of_teams_that_see_a_template_have_it_on(catalog: dict[str, object] | None, *, expected: bool) -> None:
    zone = environment_with("staging", catalog=catalog).zone
    seeing = {
        account.key
        for account in zone.roster
        if ProjectTemplatesContent.of(zone, GuardrailNeeds.of(zone), account) is not None
    }

    assert seeing == ({account.key for account in zone.roster if account.team} if expected else set())
    if expected:
        assert all(launched_in(zone, account) for account in zone.roster if account.key in seeing)
