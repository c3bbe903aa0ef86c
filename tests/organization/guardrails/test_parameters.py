from __future__ import annotations

from modules.landing_zone.guardrails import guardrail_parameters
from tests.support.environments import environment_with


def test_patterns_of_platform_roles_mean_roles_of_every_account() -> None:
    roles = ["stacksets-exec-*", "AWSReservedSSO_AdministratorAccess_*", "Deploy?"]
    zone = environment_with("staging", guardrails={"platform_roles": roles}).zone

    exempt = guardrail_parameters(zone)["platform_roles"]

    assert {
        "arn:aws:iam::*:role/stacksets-exec-*",
        "arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_AdministratorAccess_*",
        "arn:aws:iam::*:role/Deploy?",
    } <= set(exempt)


def test_boundaries_and_values_of_environment_are_whatever_iam_and_tags_take() -> None:
    boundaries, values = ["PowerUserBoundary", "platform/Team.Boundary"], ["production", "staging", "Dev / EMEA"]
    zone = environment_with("staging", guardrails={"permissions_boundaries": boundaries, "environments": values}).zone

    parameters = guardrail_parameters(zone)

    assert [*parameters["permissions_boundaries"]] == boundaries
    assert [*parameters["environments"]] == values
