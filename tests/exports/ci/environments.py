"""Environments as pipelines know them."""

from __future__ import annotations

from typing import Any

from modules.delivery.classes import AccountClass, Phase, role_name
from modules.delivery.spec import DeliverySpec
from modules.exports.ci.delivered import DeliveredEnvironment, Role

GITHUB: dict[str, Any] = {
    "repository": "acme/landing-zone",
    "owner_id": 1234567,
    "repository_id": 987654321,
}
PIPELINES = "333333333333"
"""The account that has the pipelines."""
GITLAB: dict[str, Any] = {"project": "acme/landing-zone"}


def environment(name: str, account: str = "111111111111", **delivery: Any) -> DeliveredEnvironment:
    """Return an environment with roles of every class."""
    return DeliveredEnvironment(
        name=name,
        region="eu-west-1",
        plan_roles=_roles(account, Phase.PLAN),
        apply_roles=_roles(account, Phase.APPLY),
        spec=DeliverySpec.model_validate(delivery),
    )


def _roles(account: str, phase: Phase) -> tuple[Role, ...]:
    names = [role_name(phase, each) for each in AccountClass]
    return tuple(Role(name, f"arn:aws:iam::{account}:role/{name}") for name in names)


def on_github(name: str, account: str = "111111111111", **changes: Any) -> DeliveredEnvironment:
    """Return an environment that GitHub delivers."""
    return environment(name, account, github={**GITHUB, "environment": name, **changes})


def on_gitlab(name: str, account: str = "111111111111", **changes: Any) -> DeliveredEnvironment:
    """Return an environment that GitLab delivers."""
    return environment(name, account, gitlab={**GITLAB, **changes})


def on_codepipeline(name: str, management: str = "111111111111", **changes: Any) -> DeliveredEnvironment:
    """Return an environment that AWS CodePipeline delivers, in an account beside the management account."""
    return environment(name, management, codepipeline={"account": PIPELINES, **changes})
