"""Scenarios that stand for several requests: each account, each alternative, each action with what it works on."""

from __future__ import annotations

import json
from typing import Any

import pytest

from modules.access.outcome import PersonaOutcome
from modules.access.personas import Personas
from modules.access.proof import prove
from modules.access.scenarios import PersonaScenario, PersonaScenarioSpec

ARN = "arn:aws:sagemaker:{{home_region}}:{{account_id}}:"
KEYS = "arn:aws:kms:{{home_region}}:{{account_id}}:key/one"


def asked(personas: Personas, *where: str, **said: Any) -> list[PersonaOutcome]:
    spec = PersonaScenarioSpec.model_validate_json(
        json.dumps({"name": "asks", "expect": "denied", "in": where or None, **said})
    )
    proof = prove(personas, {"MLEngineering": (PersonaScenario(spec, "MLEngineering", "here:1"),)})
    return [outcome for outcomes in proof.outcomes.values() for outcome in outcomes]


@pytest.fixture
def production(personas: dict[str, Personas]) -> Personas:
    return personas["production"]


def test_a_list_of_accounts_asks_in_each_with_the_permission_set_of_its_stage(production: Personas) -> None:
    outcomes = asked(production, "team/dev", "team/prod", action="kms:ListAliases")

    assert sorted((one.account, one.request.principal.split("_")[1]) for one in outcomes) == [
        ("fraud-dev", "MLEngineering"),
        ("fraud-prod", "MLEngineering-prod"),
    ]


def test_somebody_cleared_for_the_stage_is_cleared_for_that_of_the_account(production: Personas) -> None:
    outcomes = asked(production, "team/test", "team/prod", action="kms:ListAliases", cleared_for="stage")

    assert {one.account: one.request.context["aws:PrincipalTag/Stage"] for one in outcomes} == {
        "fraud-test": "test",
        "fraud-prod": "prod",
    }


def test_each_alternative_takes_one_key_s_place(production: Personas) -> None:
    tags = {"aws:ResourceTag/Team": "fraud", "aws:ResourceTag/Stage": "dev"}
    either = {"aws:ResourceTag/Team": ["other", None], "aws:ResourceTag/Stage": ["test"]}
    outcomes = asked(production, "team/dev", action="kms:Decrypt", resource=KEYS, context=tags, either=either)

    seen = [tuple(one.request.context.get(key) for key in tags) for one in outcomes]
    assert seen == [("other", "dev"), (None, "dev"), ("fraud", "test")]


def test_an_alternative_that_nothing_stands_for_is_left_out(production: Personas) -> None:
    either = {"aws:PrincipalTag/Stage": ["{{uncleared_stages}}", None]}
    outcomes = asked(production, "team/dev", action="kms:Decrypt", resource=KEYS, either=either)

    assert [one.request.context.get("aws:PrincipalTag/Stage") for one in outcomes] == [None]


def test_actions_are_asked_with_what_they_work_on(production: Personas) -> None:
    actions = ["sagemaker:DeleteModel", "sagemaker:DeletePipeline"]
    outcomes = asked(production, action=actions, resource=[f"{ARN}model/one", f"{ARN}pipeline/one"])

    assert {(one.request.action, one.request.resource.split(":")[-1]) for one in outcomes} == {
        ("sagemaker:DeleteModel", "model/one"),
        ("sagemaker:DeletePipeline", "pipeline/one"),
    }


def test_a_resource_that_no_action_works_on_is_a_mistake(production: Personas) -> None:
    actions = ["sagemaker:DeleteModel", "sagemaker:DeletePipeline"]
    outcomes = asked(production, action=actions, resource=[f"{ARN}model/one", f"{ARN}pipeline/one", KEYS])

    assert any("works on no resource of this kind" in one.mistake for one in outcomes)
