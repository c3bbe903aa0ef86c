"""What a user may say about accounts, teams and vending."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from modules.accounts.person_spec import PersonSpec
from modules.accounts.spec import (
    DERIVED_FUNCTIONS,
    FOUNDATIONAL_FUNCTIONS,
    AccountSpec,
    Function,
)
from modules.accounts.team_spec import TeamSpec
from modules.accounts.vending_spec import VendingEngine, VendingSpec

ADA = PersonSpec(name="Ada Example", email="ada@acme.example")


def account(function: Function, **said: Any) -> AccountSpec:
    return AccountSpec.model_validate({"function": function, "unit": "Workloads", "owner": "ml-platform", **said})


def refusal(error: pytest.ExceptionInfo[ValidationError]) -> str:
    return str(error.value.errors()[0]["msg"])


@pytest.mark.parametrize("function", [one for one in Function if one not in (*DERIVED_FUNCTIONS, Function.DATA_LAKE)])
def test_an_account_has_the_function_that_it_is_given(function: Function) -> None:
    assert account(function).functions == (function,)


def test_foundational_functions_may_share_an_account_of_one_owner() -> None:
    first, *others = FOUNDATIONAL_FUNCTIONS

    assert account(first, also=others).functions == FOUNDATIONAL_FUNCTIONS


def test_one_function_more_needs_no_brackets() -> None:
    assert account(Function.DEVOPS, also=Function.NETWORK) == account(Function.DEVOPS, also=[Function.NETWORK])


def test_they_may_not_share_it_when_two_answer_for_them() -> None:
    with pytest.raises(ValidationError) as caught:
        account(Function.DEVOPS, also=Function.ML_SHARED_SERVICES, owner=["ml-platform", "devops-team"])

    assert "an account must have one owner" in refusal(caught)


@pytest.mark.parametrize("first", Function)
@pytest.mark.parametrize("second", Function)
def test_no_other_two_functions_share_an_account(first: Function, second: Function) -> None:
    if first is not second and {first, second} <= set(FOUNDATIONAL_FUNCTIONS):
        assert account(first, also=second)
        return
    with pytest.raises(ValidationError):
        account(first, also=second)


@pytest.mark.parametrize("function", DERIVED_FUNCTIONS)
def test_an_account_that_comes_from_elsewhere_is_not_listed(function: Function) -> None:
    with pytest.raises(ValidationError) as caught:
        account(function)

    assert "`accounts` must list neither" in refusal(caught)


@pytest.mark.parametrize("function", [one for one in Function if one not in DERIVED_FUNCTIONS])
def test_a_data_lake_and_nothing_else_has_a_domain(function: Function) -> None:
    said = {"domain": "claims"} if function is Function.DATA_LAKE else {}
    wrong = {} if function is Function.DATA_LAKE else {"domain": "claims"}

    assert account(function, **said).domain == said.get("domain")
    with pytest.raises(ValidationError):
        account(function, **wrong)


@pytest.mark.parametrize("function", [one for one in Function if one not in DERIVED_FUNCTIONS])
def test_only_a_workload_has_a_stage(function: Function) -> None:
    if function is Function.WORKLOAD:
        assert account(function, stage="qa").stage == "qa"
        return
    with pytest.raises(ValidationError):
        account(function, stage="qa")


def test_every_function_is_foundational_or_may_be_left_out() -> None:
    optional = {Function.DATA_LAKE, Function.ML_DEPLOYMENTS, Function.TEAM, Function.WORKLOAD, Function.SANDBOX}

    assert set(FOUNDATIONAL_FUNCTIONS) | optional | {Function.MANAGEMENT} == set(Function)


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [("Ada Example", "Ada", "Example"), ("Ada King Lovelace", "Ada King", "Lovelace"), ("A B", "A", "B")],
)
def test_a_person_has_a_first_and_a_last_name(name: str, first: str, last: str) -> None:
    person = PersonSpec(name=name, email="ada@acme.example")

    assert (person.first_name, person.last_name) == (first, last)


@pytest.mark.parametrize("name", ["", "Ada", " Ada Example", "Ada  Example", "Ada ", "Ada\tExample"])
def test_what_account_factory_could_not_split_is_no_name(name: str) -> None:
    with pytest.raises(ValidationError):
        PersonSpec(name=name, email="ada@acme.example")


@pytest.mark.parametrize(
    ("vending", "role"),
    [
        (VendingSpec(engine=VendingEngine.ORGANIZATIONS), "OrganizationAccountAccessRole"),
        (VendingSpec(engine=VendingEngine.CONTROL_TOWER, access_user=ADA), "AWSControlTowerExecution"),
        (VendingSpec(engine=VendingEngine.ORGANIZATIONS, execution_role="Landing"), "Landing"),
        (VendingSpec(engine=VendingEngine.CONTROL_TOWER, access_user=ADA, execution_role="Landing"), "Landing"),
    ],
)
def test_workspaces_assume_the_engines_role_unless_another_is_named(vending: VendingSpec, role: str) -> None:
    assert vending.role_name() == role


def test_a_role_is_named_without_its_arn() -> None:
    with pytest.raises(ValidationError):
        VendingSpec(engine=VendingEngine.ORGANIZATIONS, execution_role="arn:aws:iam::111111111111:role/Landing")


@pytest.mark.parametrize("cost_center", ["", "a" * 257, "a;b", "a\nb"])
def test_a_cost_center_is_a_tags_value_that_is_not_empty(cost_center: str) -> None:
    with pytest.raises(ValidationError):
        TeamSpec(lead=ADA, cost_center=cost_center)
