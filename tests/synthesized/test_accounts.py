"""Which account a workspace works in, as its provider says it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from modules.landing_zone.known_ids import known_ids
from modules.synthesized.documents import Document
from modules.synthesized.environment import Synthesized, read_synthesized
from tests.support.environments import environment

VENDING: dict[str, Any] = {
    "output": {"account_ids": {"value": {"fraud-dev": "${aws_organizations_account.a.id}", "claims": "${local.b}"}}},
    "locals": {"b": "${one(aws_servicecatalog_provisioned_product.b.outputs)}"},
    "resource": {"aws_servicecatalog_provisioned_product": {"b": {}}},
}
STATE = {"terraform_remote_state": {"vended": {"config": {"path": "../demo-vending.tfstate"}}}}
FRAUD, CLAIMS = (
    f'${{data.terraform_remote_state.vended.outputs.account_ids["{key}"]}}' for key in ("fraud-dev", "claims")
)
VPC: dict[str, Any] = {"aws_vpc": {"own": {}}}


def accounts(provider: Any, resource: Any = VPC, **modules: dict[str, Any]) -> dict[str, str | None]:
    """Give the account of every VPC of a workspace with a provider, by the VPC's identity."""
    content = {"provider": {"aws": provider}, "data": STATE, "resource": resource, "module": modules}
    called = {name: Document(name, {"resource": VPC}) for name in modules}
    workspaces = {"demo-x": Document("demo-x", content, called), "demo-vending": Document("demo-vending", VENDING)}
    everything = Synthesized("demo", workspaces, {"222222222222": "management"})
    return {one.identity: one.account for one in everything.resources({"aws_vpc"})}


@pytest.mark.parametrize(
    ("provider", "account"),
    [
        ([{"allowed_account_ids": [FRAUD]}], "fraud-dev"),
        ([{"allowed_account_ids": [CLAIMS]}], "claims"),
        ([{"allowed_account_ids": ["222222222222"]}], "management"),
        ([{"allowed_account_ids": ["333333333333"]}], "333333333333"),
        ({"allowed_account_ids": [FRAUD]}, "fraud-dev"),
        ([{"assume_role": [{"role_arn": f"arn:aws:iam::{FRAUD}:role/Deployment"}]}], "fraud-dev"),
        ([{"assume_role": {"role_arn": "arn:aws:iam::222222222222:role/Deployment"}}], "management"),
        ([{"allowed_account_ids": [FRAUD, CLAIMS]}], None),
        ([{"alias": "other", "allowed_account_ids": [FRAUD]}], None),
        ([{"region": "eu-west-1"}], None),
        ([], None),
    ],
)
def test_is_the_one_that_its_provider_allows_or_assumes_a_role_in(provider: Any, account: str | None) -> None:
    assert accounts(provider) == {"demo-x:aws_vpc.own": account}


@pytest.mark.parametrize("reference", ["aws.other", "${aws.other}"])
def test_of_a_resource_is_its_own_provider_s(reference: str) -> None:
    providers = [{"allowed_account_ids": [FRAUD]}, {"alias": "other", "allowed_account_ids": [CLAIMS]}]

    found = accounts(providers, {"aws_vpc": {"own": {"provider": reference}}})

    assert found == {"demo-x:aws_vpc.own": "claims"}


def test_of_a_module_is_that_of_the_provider_that_it_is_given() -> None:
    providers = [{"allowed_account_ids": [FRAUD]}, {"alias": "other", "allowed_account_ids": [CLAIMS]}]

    found = accounts(providers, {}, usual={}, given={"providers": {"aws": "aws.other"}})

    assert found == {"demo-x/usual:aws_vpc.own": "fraud-dev", "demo-x/given:aws_vpc.own": "claims"}


def test_and_region_of_a_resource_are_those_of_the_provider_that_its_module_is_given() -> None:
    providers = [{"region": "eu-west-1"}, {"alias": "us", "region": "${local.other}"}]
    modules = {"usual": {}, "given": {"providers": {"aws": "aws.us"}}}
    content = {"provider": {"aws": providers}, "locals": {"other": "us-east-1"}, "module": modules}
    called = {name: Document(name, {"resource": VPC}) for name in modules}
    everything = Synthesized("demo", {"demo-x": Document("demo-x", content, called)})

    found = {resource.identity: resource.region for resource in everything.resources({"aws_vpc"})}

    assert found == {"demo-x/usual:aws_vpc.own": "eu-west-1", "demo-x/given:aws_vpc.own": "us-east-1"}


@pytest.mark.parametrize("name", ["production", "staging"])
def test_of_real_workspaces_of_accounts_are_those_that_they_are_named_after(
    outputs: dict[str, Path], name: str
) -> None:
    zone = environment(name).zone
    everything = read_synthesized(outputs[name], name, known_ids(zone))

    found = {
        workspace: everything.account(scope, {})
        for workspace in everything.workspaces
        if workspace.startswith(f"{name}-account-") and (scope := everything.scope(workspace))
    }

    assert found == {f"{name}-account-{account.key}": account.key for account in zone.roster}
