"""What a pipeline has to know of each environment: where it works, as which roles, and who approves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from modules.delivery.classes import Phase
from modules.delivery.spec import DeliverySpec
from modules.environment import Environment
from modules.specification.errors import LandingZoneError

S = TypeVar("S")

_ACCOUNT = 4
"""The part of an ARN that has the account."""


@dataclass(frozen=True, slots=True)
class Role:
    """A role that jobs work as, and the profile that they keep it in."""

    name: str
    arn: str


@dataclass(frozen=True, slots=True)
class DeliveredEnvironment:
    """An environment that a pipeline reviews and applies."""

    name: str
    region: str
    plan_roles: tuple[Role, ...]
    apply_roles: tuple[Role, ...]
    spec: DeliverySpec

    @property
    def principal(self) -> str:
        """How the ARNs of its roles begin: `arn:aws:iam::111111111111`."""
        return self.plan_roles[0].arn.rpartition(":")[0]

    @property
    def management_id(self) -> str:
        """The account that has its roles."""
        return self.plan_roles[0].arn.split(":")[_ACCOUNT]


def delivery_of(environment: Environment) -> DeliverySpec:
    """Return what an environment says of who delivers it.

    Raises:
        LandingZoneError: it has no roles that pipelines work as.

    """
    if environment.zone.delivery is None:
        raise LandingZoneError(
            "an environment that a pipeline delivers must have roles for it",
            got=f"{environment.name} without the section `delivery`",
            why="pipelines have no keys: they work as roles that trust them and nobody else",
            fix="add `delivery` (docs/how-to/run-in-ci-without-keys.md)",
        )
    return environment.zone.delivery


def delivered(
    environment: Environment, spec: DeliverySpec, roles: Mapping[str, Mapping[str, str]]
) -> DeliveredEnvironment:
    """Return what a pipeline has to know of an environment.

    Args:
        environment: The environment.
        spec: What it says of who delivers it.
        roles: The ARN of the role for each phase, by workspace.

    """
    return DeliveredEnvironment(
        name=environment.name,
        region=environment.zone.organization.home_region,
        plan_roles=_roles(roles, Phase.PLAN),
        apply_roles=_roles(roles, Phase.APPLY),
        spec=spec,
    )


def trusting(environment: DeliveredEnvironment, spec: S | None, system: str) -> S:
    """Return what an environment says of a system.

    Args:
        environment: The environment.
        spec: That part of its `delivery`.
        system: What the system is called: `GitHub`.

    Raises:
        LandingZoneError: its roles do not trust the system.

    """
    if spec is None:
        raise LandingZoneError(
            f"an environment that {system} delivers must have roles that trust {system}",
            got=f"{environment.name} without `delivery.{system.lower()}`",
            why="its jobs would get no credentials",
            fix=f"add `delivery.{system.lower()}` (docs/how-to/run-in-ci-without-keys.md)",
        )
    return spec


def _roles(roles: Mapping[str, Mapping[str, str]], phase: Phase) -> tuple[Role, ...]:
    arns = dict.fromkeys(of[phase.value] for of in roles.values())
    return tuple(Role(arn.rpartition("/")[2], arn) for arn in arns)
