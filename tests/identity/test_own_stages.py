"""What the library assigns by stage follows the environment's own stages, whatever they are called."""

from __future__ import annotations

import json

import pytest

from modules.identity import library
from modules.identity.inline_policies import inline_policy
from modules.identity.library import permission_set
from modules.landing_zone import LandingZone
from modules.landing_zone.permission_sets import permission_set_parameters
from tests.support.environments import environment_with

STAGES = {
    "dev": {"unit": "Workloads/NonProduction"},
    "qa": {"unit": "Workloads/NonProduction", "production": False},
    "preproduction": {"unit": "Workloads/NonProduction", "production": False},
    "live": {"unit": "Workloads/Production", "production": True},
}


@pytest.fixture(scope="module")
def zone() -> LandingZone:
    workload = {"function": "workload", "unit": "Workloads/Production", "owner": "claims"}
    accounts = {
        "network": {"function": "network", "unit": "Infrastructure", "owner": "network-team"},
        "claims": workload,
        "claims-qa": {**workload, "stage": "qa", "unit": "Workloads/NonProduction"},
        "claims-live": {**workload, "stage": "live"},
    }
    groups = {
        "Stewards": {
            "description": "People who look after data.",
            "access": [
                {"permission_set": "ReadOnly", "functions": ["team", "workload"], "stages": ["qa"]},
                {"permission_set": "ModelAuditor", "functions": ["workload"], "production": True},
            ],
        }
    }
    people = {"ada": {"name": "Ada Example", "email": "ada@acme.example"}}
    identity = {"groups": groups, "users": people}
    return environment_with(stages=STAGES, accounts=accounts, identity=identity).zone


def assigned(zone: LandingZone, group: str, permission_set: str) -> set[str]:
    return {
        one.account.key
        for one in zone.directory.assignments
        if (one.group.name, one.permission_set) == (group, permission_set)
    }


def test_team_groups_have_in_a_stage_what_its_kind_has(zone: LandingZone) -> None:
    assert assigned(zone, "fraud-TeamLead", "AdministratorAccess") == {"fraud-dev"}
    assert assigned(zone, "fraud-TeamLead", "TeamLead") == {"fraud-qa", "fraud-preproduction", "fraud-live"}
    assert assigned(zone, "fraud-TeamLead", "MLOpsApprover") == {"fraud-live"}


def test_auditors_see_the_models_of_production_only(zone: LandingZone) -> None:
    assert assigned(zone, "AWSAuditors", "ModelAuditor") == {"fraud-live"}


def test_access_by_stage_reaches_accounts_of_that_stage_only(zone: LandingZone) -> None:
    assert assigned(zone, "Stewards", "ReadOnly") == {"fraud-qa", "claims-qa"}


def test_access_to_production_reaches_workloads_without_a_stage_too(zone: LandingZone) -> None:
    assert assigned(zone, "Stewards", "ModelAuditor") == {"claims", "claims-live"}


@pytest.mark.parametrize("name", library.names())
def test_policies_name_no_stage_that_the_environment_does_not_have(zone: LandingZone, name: str) -> None:
    policy = inline_policy(permission_set(name), permission_set_parameters(zone)) or "{}"

    assert not {"test", "prod"} & set(texts(json.loads(policy)))
    assert "-prod-" not in policy
    assert "/prod/" not in policy
    assert "-test-" not in policy
    assert "/test/" not in policy


def test_policies_name_every_stage_of_a_kind(zone: LandingZone) -> None:
    policy = json.loads(str(inline_policy(permission_set("MLEngineering"), permission_set_parameters(zone))))
    jobs = next(one for one in policy["Statement"] if one["Sid"] == "RunJobsInTheTeamsNetworkWithKeys")

    assert jobs["Condition"]["StringEquals"]["aws:RequestTag/Stage"] == ["dev", "qa", "preproduction"]


def texts(document: object) -> list[str]:
    if isinstance(document, dict):
        return [text for value in document.values() for text in texts(value)]
    if isinstance(document, list):
        return [text for value in document for text in texts(value)]
    return [str(document)]
