"""What a pipeline has to know of each environment: where it works, as which roles, and who approves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from modules.delivery.classes import Phase
from modules.delivery.spec import DeliverySpec
from modules.environment import Environment
from modules.specification.errors import LandingZoneError


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


def delivered(environment: Environment, roles: Mapping[str, Mapping[str, str]]) -> DeliveredEnvironment:
    """Return what a pipeline has to know of an environment.

    Args:
        environment: The environment.
        roles: The ARN of the role for each phase, by workspace.

    Raises:
        LandingZoneError: it has no roles that pipelines work as.

    """
    spec = environment.zone.delivery
    if spec is None:
        raise LandingZoneError(
            "an environment that a pipeline delivers must have roles for it",
            got=f"{environment.name} without the section `delivery`",
            why="pipelines have no keys: they work as roles that trust them and nobody else",
            fix="add `delivery` (docs/how-to/run-in-ci-without-keys.md)",
        )
    return DeliveredEnvironment(
        name=environment.name,
        region=environment.zone.organization.home_region,
        plan_roles=_roles(roles, Phase.PLAN),
        apply_roles=_roles(roles, Phase.APPLY),
        spec=spec,
    )


def _roles(roles: Mapping[str, Mapping[str, str]], phase: Phase) -> tuple[Role, ...]:
    arns = dict.fromkeys(of[phase.value] for of in roles.values())
    return tuple(Role(arn.rpartition("/")[2], arn) for arn in arns)
