from __future__ import annotations

from modules.landing_zone.guardrails import guardrail_parameters
from tests.support.environments import environment, environment_with

IDENTITY_CENTER = "arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/eu-west-1/"


def test_patterns_of_platform_roles_mean_roles_of_every_account() -> None:
    roles = ["stacksets-exec-*", "AWSReservedSSO_AdministratorAccess_*", "AWSReservedSSO_Net*", "Deploy?"]
    zone = environment_with("staging", guardrails={"platform_roles": roles}).zone

    exempt = guardrail_parameters(zone)["platform_roles"]

    assert {
        "arn:aws:iam::*:role/stacksets-exec-*",
        f"{IDENTITY_CENTER}AWSReservedSSO_AdministratorAccess_????????????????",
        f"{IDENTITY_CENTER}AWSReservedSSO_Net*",
        "arn:aws:iam::*:role/Deploy?",
    } <= set(exempt)


def test_a_role_that_works_for_vending_and_for_control_tower_is_exempt_once() -> None:
    exempt = guardrail_parameters(environment("production").zone)["platform_roles"]

    assert len(exempt) == len(set(exempt))


def test_boundaries_and_values_of_environment_are_whatever_iam_and_tags_take() -> None:
    boundaries, values = ["PowerUserBoundary", "platform/Team.Boundary"], ["production", "staging", "Dev / EMEA"]
    zone = environment_with("staging", guardrails={"permissions_boundaries": boundaries, "environments": values}).zone

    parameters = guardrail_parameters(zone)

    assert [*parameters["permissions_boundaries"]] == boundaries
    assert [*parameters["environments"]] == values
