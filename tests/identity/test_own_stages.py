"""What the library assigns by stage follows the environment's own stages, whatever they are called."""

from __future__ import annotations

import json
import re

import pytest

from modules.accounts.stages import StageSpec, cleared_stages, kind_of
from modules.aws_limits import PERMISSION_SET_NAME_LENGTH
from modules.identity import library
from modules.identity.inline_policies import inline_policy
from modules.identity.library import permission_set
from modules.identity.stage_binding import name_in_stage
from modules.landing_zone import LandingZone
from modules.landing_zone.permission_sets import permission_set_parameters
from modules.specification.errors import LandingZoneError
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
    teams = environment_with().zone.model_dump(mode="json", exclude_defaults=True)["teams"]
    del teams["fraud"]["data_products"]
    sections = {"stages": STAGES, "accounts": accounts, "identity": identity, "teams": teams, "catalog": None}
    without = dict.fromkeys(("security", "data", "observability", "pipelines"))
    return environment_with(**sections, **without).zone


def assigned(zone: LandingZone, group: str, permission_set: str) -> set[str]:
    return {
        one.account.key
        for one in zone.directory.assignments
        if (one.group.name, one.permission_set) == (group, permission_set)
    }


def test_team_groups_have_in_a_stage_what_its_kind_has(zone: LandingZone) -> None:
    assert assigned(zone, "fraud-TeamLead", "AdministratorAccess") == {"fraud-dev"}
    for stage in ("qa", "preproduction", "live"):
        assert assigned(zone, "fraud-TeamLead", f"TeamLead-{stage}") == {f"fraud-{stage}"}
    assert assigned(zone, "fraud-TeamLead", "MLOpsApprover-live") == {"fraud-live"}


def test_auditors_see_the_models_of_production_only(zone: LandingZone) -> None:
    assert assigned(zone, "AWSAuditors", "ModelAuditor") == {"fraud-live"}


def test_access_by_stage_reaches_accounts_of_that_stage_only(zone: LandingZone) -> None:
    assert assigned(zone, "Stewards", "ReadOnly") == {"fraud-qa", "claims-qa"}


def test_access_to_production_reaches_workloads_without_a_stage_too(zone: LandingZone) -> None:
    assert assigned(zone, "Stewards", "ModelAuditor") == {"claims", "claims-live"}


@pytest.mark.parametrize("name", library.names())
def test_policies_name_no_stage_that_the_environment_does_not_have(zone: LandingZone, name: str) -> None:
    for policy in policies(zone, name):
        assert not {"test", "prod"} & set(texts(json.loads(policy)))
        assert not re.search(r"[-/](prod|test)[-/]", policy)


def test_a_policy_names_its_own_stage_and_the_clearances_that_suffice(zone: LandingZone) -> None:
    policy = json.loads(dict(zip(STAGES, policies(zone, "MLEngineering"), strict=True))["qa"])
    jobs = next(one for one in policy["Statement"] if one["Sid"] == "RunJobsInTheTeamsNetworkWithKeys")

    assert jobs["Condition"]["StringEquals"]["aws:RequestTag/Stage"] == "qa"
    assert jobs["Condition"]["StringEquals"]["aws:PrincipalTag/Stage"] == ["qa", "preproduction", "live"]


def test_production_comes_last_in_whatever_order_stages_are_written() -> None:
    stages = {"live": StageSpec(production=True), "qa": StageSpec(production=False), "dev": StageSpec()}

    assert cleared_stages("dev", stages) == ("dev", "qa", "live")
    assert cleared_stages("qa", stages) == ("qa", "live")
    assert cleared_stages("live", stages) == ("live",)


def test_a_name_in_a_stage_is_one_that_identity_center_takes() -> None:
    long = {name_in_stage("DataEngineering", f"preproduction-of-everything-{end}") for end in "ab"}

    assert name_in_stage("DataEngineering", "dev") == "DataEngineering"
    assert name_in_stage("DataEngineering", "preproduction") == "DataEngineering-preproduction"
    assert len(long) == len("ab")
    assert all(len(name) <= PERMISSION_SET_NAME_LENGTH.value for name in long)


@pytest.mark.parametrize(
    "identity",
    [
        {
            "groups": {
                "Ours": {"description": "-", "access": [{"permission_set": "MLEngineering", "functions": [where]}]}
            }
        }
        for where in ("ml-shared-services", "network")
    ]
    + [{"team_groups": {"DataScientists": {"permission_sets": {"dev": ["MLOpsApprover"]}}}}],
)
def test_a_permission_set_that_is_bound_to_stages_is_refused_elsewhere(identity: dict[str, object]) -> None:
    with pytest.raises(LandingZoneError) as refused:
        environment_with(identity=identity)

    assert refused.value.what == "a permission set that is bound to stages must be assigned where it has one"


def policies(zone: LandingZone, name: str) -> list[str]:
    """The inline policy of a permission set as it is in each stage; the only one where it is bound to none."""
    known = permission_set(name)
    kinds = known.description.stages
    bound = [known.bound_to(stage, kind_of(stage, zone.stages)) for stage in zone.stages] if kinds else [known]
    return [inline_policy(one, permission_set_parameters(zone, one.stage)) or "{}" for one in bound]


def texts(document: object) -> list[str]:
    if isinstance(document, dict):
        return [text for value in document.values() for text in texts(value)]
    if isinstance(document, list):
        return [text for value in document for text in texts(value)]
    return [str(document)]
