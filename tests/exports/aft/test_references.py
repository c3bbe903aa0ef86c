from __future__ import annotations

import pytest

from modules.exports.aft.references import References
from modules.specification.errors import LandingZoneError
from tests.exports.aft.delivered_folder import STATES

OWN_ID = '${data.terraform_remote_state.accounts.outputs.account_ids["${local.account["key"]}"]}'


@pytest.fixture
def references() -> References:
    return References("staging", STATES, ["permissions-boundary"])


def read_of(references: References) -> dict[str, str]:
    """Give the name of the one parameter that was asked for."""
    ((id_, lookup),) = references.parameters.items()
    return {"id": id_, **lookup}


def test_what_others_produce_is_read_of_a_parameter(references: References) -> None:
    found = references.rewritten("${data.terraform_remote_state.hub.outputs.transit_gateway_id}")
    read = read_of(references)
    assert found == f"${{data.aws_ssm_parameter.{read['id']}.insecure_value}}"
    assert read["name"] == "/landing-zone/staging/network-eu-west-1/transit_gateway_id"
    assert read["provider"] == "aws.aft-management"


def test_keys_are_steps_of_the_parameter_s_name(references: References) -> None:
    references.rewritten('${data.terraform_remote_state.hub.outputs.pool_ids["eu-west-1"]["production"]}')
    assert read_of(references)["name"] == "/landing-zone/staging/network-eu-west-1/pool_ids/eu-west-1/production"


@pytest.mark.parametrize("key", ['["${local.account["domain"]}"]', '[local.account["domain"]]'])
def test_a_key_may_be_a_custom_field(references: References, key: str) -> None:
    references.rewritten(f"${{data.terraform_remote_state.hub.outputs.lakes{key}}}")
    assert read_of(references)["name"] == '/landing-zone/staging/network-eu-west-1/lakes/${local.account["domain"]}'


def test_the_account_s_own_id_needs_no_parameter(references: References) -> None:
    found = references.rewritten({"arn": f"arn:aws:iam::{OWN_ID}:role/x"})
    assert found == {"arn": "arn:aws:iam::${local.aft.account_id}:role/x"}
    assert references.parameters == {}


def test_another_account_s_id_is_a_parameter(references: References) -> None:
    references.rewritten('${data.terraform_remote_state.accounts.outputs.account_ids["network"]}')
    assert read_of(references)["name"] == "/landing-zone/staging/accounts/account_ids/network"


def test_two_reads_never_share_a_lookup(references: References) -> None:
    for keys in ('["a"]["b"]', '["a_b"]', '["a-b"]', '["a/b"]'):
        references.rewritten(f"${{data.terraform_remote_state.hub.outputs.map{keys}}}")
    assert len(references.parameters) == 4


@pytest.mark.parametrize(
    "kept",
    [
        "plain",
        "$${aws:PrincipalAccount} and %%{ if }",
        "${module.permissions-boundary.boundary_arn}",
        '${local.account["tag-Owner"]}',
        '${join(",", [local.account["a"], "data.b"])}',
    ],
)
def test_other_text_stays_as_it_is(references: References, kept: str) -> None:
    assert references.rewritten([kept]) == [kept]


def test_comments_are_left_out(references: References) -> None:
    assert references.rewritten({"//": {"metadata": 1}, "count": 2, "list": [{"//": 1}]}) == {"count": 2, "list": [{}]}


@pytest.mark.parametrize(
    "refused",
    [
        "${var.region}",
        "${terraform.workspace}",
        "${module.another.output}",
        "${aws_vpc.vpc.id}",
        "${data.aws_region.here.name}",
        "${data.terraform_remote_state.unknown.outputs.x}",
        "${data.terraform_remote_state.hub.outputs.map[var.key]}",
        "${local.something}",
        "x ${path.module} y",
    ],
)
def test_what_the_pipeline_does_not_have_is_refused(references: References, refused: str) -> None:
    with pytest.raises(LandingZoneError) as error:
        references.rewritten(refused)
    assert error.value.what == "an account's workspace refers to something that AFT's pipeline does not have"
    assert str(error.value.got) in refused
