from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from modules.runner.recovery.planned import planned_creations, tainted

ACCOUNT = '${data.terraform_remote_state.accounts.outputs.account_ids["network"]}'
PROVIDERS = [
    {"region": "eu-west-1", "assume_role": [{"role_arn": f"arn:aws:iam::{ACCOUNT}:role/Access"}]},
    {"alias": "us-east-1", "region": "us-east-1"},
]
CONFIGURATION = {
    "provider": {"aws": PROVIDERS},
    "resource": {"aws_vpc": {"hub": {}, "abroad": {"provider": "aws.us-east-1"}}},
    "module": {"baseline": {"providers": {"aws": "aws.us-east-1"}}, "plain": {}},
}


def change(address: str, *actions: str, **after: Any) -> dict[str, Any]:
    content = {"actions": list(actions or ["create"]), "after": after}
    return {"address": address, "mode": "managed", "type": "aws_vpc", "change": content}


def plan(*changes: dict[str, Any], known: str = "module.plain.aws_vpc.known") -> dict[str, Any]:
    outputs = {"account_ids": {"network": "111111111111"}}
    state = {
        "address": "data.x",
        "mode": "data",
        "type": "terraform_remote_state",
        "name": "accounts",
        "values": {"outputs": outputs},
    }
    vpc = {"address": known, "mode": "managed", "type": "aws_vpc", "name": "known", "values": {"id": "vpc-1"}}
    prior = {"values": {"root_module": {"resources": [state], "child_modules": [{"resources": [vpc]}]}}}
    return {"resource_changes": list(changes), "prior_state": prior}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "cdk.tf.json").write_text(json.dumps(CONFIGURATION))
    return tmp_path


@pytest.mark.parametrize(
    ("address", "region", "role_arn"),
    [
        pytest.param("aws_vpc.hub", "eu-west-1", "arn:aws:iam::111111111111:role/Access", id="role of a remote state"),
        pytest.param("aws_vpc.abroad", "us-east-1", None, id="another provider"),
        pytest.param("module.baseline.aws_vpc.spoke", "us-east-1", None, id="provider handed to a module"),
        pytest.param(
            'module.plain.aws_vpc.spoke["k"]', "eu-west-1", "arn:aws:iam::111111111111:role/Access", id="each"
        ),
    ],
)
def test_a_creation_knows_in_which_account_and_region_it_would_happen(
    folder: Path, address: str, region: str, role_arn: str | None
) -> None:
    (creation,) = planned_creations(plan(change(address)), folder).values()

    assert (creation.region, creation.role_arn) == (region, role_arn)


def test_an_account_whose_runs_begin_as_its_own_role_is_reached_from_the_management_account(folder: Path) -> None:
    given = {"region": "eu-west-1", "allowed_account_ids": [ACCOUNT]}
    locals_ = {"applying_role": "landing-zone-apply", "reaching_role": "OrganizationAccountAccessRole"}
    content = {**CONFIGURATION, "provider": {"aws": [given]}, "locals": locals_}
    (folder / "cdk.tf.json").write_text(json.dumps(content))
    (creation,) = planned_creations(plan(change("aws_vpc.hub")), folder).values()

    assert creation.role_arn == "arn:aws:iam::111111111111:role/OrganizationAccountAccessRole"


def test_values_that_are_known_only_after_apply_are_left_out_and_ids_of_the_state_named(folder: Path) -> None:
    (creation,) = planned_creations(plan(change("aws_vpc.hub", cidr_block="10.0.0.0/16", ipam=None)), folder).values()

    assert creation.values == {"cidr_block": "10.0.0.0/16"}
    assert creation.known_ids == ("vpc-1",)


@pytest.mark.parametrize(
    ("known", "ids"),
    [
        pytest.param("module.plain.aws_vpc.known", (), id="what is in another Region may have the same id"),
        pytest.param("module.baseline.aws_vpc.known", ("vpc-1",), id="same Region"),
        pytest.param("aws_vpc.removed", ("vpc-1",), id="what is no longer configured may be anywhere"),
    ],
)
def test_an_id_is_known_where_the_creation_would_happen(folder: Path, known: str, ids: tuple[str, ...]) -> None:
    (creation,) = planned_creations(plan(change("aws_vpc.abroad"), known=known), folder).values()

    assert creation.known_ids == ids


def test_only_creations_are_read(folder: Path) -> None:
    changes = [change("aws_vpc.hub", "update"), change("aws_vpc.abroad", "delete", "create"), change("aws_vpc.hub")]

    assert list(planned_creations(plan(*changes), folder)) == ["aws_vpc.hub"]


def test_what_was_created_and_is_not_ready_is_found_in_modules_too() -> None:
    module = {"resources": [{"address": "module.m.a.x", "tainted": True}, {"address": "module.m.a.y"}]}

    assert tainted({"values": {"root_module": {"child_modules": [module]}}}) == ["module.m.a.x"]
    assert tainted({}) == []
