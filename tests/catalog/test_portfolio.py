"""A portfolio: whom it is for, and that its shares are made, changed and removed one after the other."""

from __future__ import annotations

import re
from typing import Any

import pytest
from cdktf import TerraformStack

from modules.catalog.library.library import PRODUCTS
from modules.catalog.library.portfolio import portfolio_description
from modules.catalog.portfolio import Portfolio
from tests.support.synthesis import synthesize_one

FIVE_UNITS = (("Workloads",), ("Workloads", "Production"), ("Default",), ("Default", "Default"), ())
SHARE = "aws_servicecatalog_portfolio_share"


@pytest.fixture(scope="module")
def resources(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    def build(stack: TerraformStack) -> None:
        Portfolio(
            stack,
            "portfolio",
            description=portfolio_description(PRODUCTS / "analytics"),
            permission_sets=("DataScientist", "DataScientist-prod"),
            home_region="eu-west-1",
            unit_arns={unit: "/".join(("arn", *unit)) for unit in FIVE_UNITS},
        )

    found: dict[str, Any] = synthesize_one(tmp_path_factory.mktemp("portfolio"), build)["resource"]
    return found


def test_five_shares_are_one_chain(resources: dict[str, Any]) -> None:
    """Each waits for exactly one other, and no two for the same: so Terraform never works on two of them at once."""
    shares = resources[SHARE]
    waits_for = {f"{SHARE}.{name}": share.get("depends_on", []) for name, share in shares.items()}

    assert len(shares) == len(FIVE_UNITS)
    (first,) = (address for address, others in waits_for.items() if not others)
    order = [first]
    while following := [address for address, others in waits_for.items() if others == [order[-1]]]:
        assert len(following) == 1
        order += following
    assert set(order) == set(waits_for)
    by_address = {f"{SHARE}.{name}": share["principal_id"] for name, share in shares.items()}
    assert [by_address[address] for address in order] == ["/".join(("arn", *unit)) for unit in FIVE_UNITS]


def test_a_share_waits_until_it_is_done_and_brings_who_launches_and_tags(resources: dict[str, Any]) -> None:
    for share in resources[SHARE].values():
        assert (share["wait_for_acceptance"], share["share_principals"], share["share_tag_options"]) == (True,) * 3


def test_the_whole_organization_is_no_unit(resources: dict[str, Any]) -> None:
    types = {share["principal_id"]: share["type"] for share in resources[SHARE].values()}

    assert types == {
        "arn": "ORGANIZATION",
        **{"/".join(("arn", *unit)): "ORGANIZATIONAL_UNIT" for unit in FIVE_UNITS if unit},
    }


def test_nobody_but_identity_center_can_make_a_role_that_fits(resources: dict[str, Any]) -> None:
    principals = resources["aws_servicecatalog_principal_portfolio_association"].values()

    assert len(principals) == 2
    for principal in principals:
        assert principal["principal_type"] == "IAM_PATTERN"
        begins, name = principal["principal_arn"].rsplit("/", 1)
        assert begins == "arn:aws:iam:::role/aws-reserved/sso.amazonaws.com/eu-west-1"
        assert re.fullmatch(r"AWSReservedSSO_DataScientist(-prod)?_\?{16}", name)
