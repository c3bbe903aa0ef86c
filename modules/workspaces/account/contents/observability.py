"""What an account shares of how it is doing with the one that watches."""

from __future__ import annotations

from dataclasses import dataclass

from constructs import Construct

from modules.accounts.roster import Account
from modules.landing_zone import LandingZone
from modules.landing_zone.contents import GuardrailNeeds
from modules.landing_zone.observability import is_watched
from modules.observability.link import ObservabilityLink
from modules.workspaces.account.contents.content import Content, Surroundings
from modules.workspaces.base.variables import define_variables

_SINK_ARN = "sink_arn"


@dataclass(frozen=True)
class ObservabilityLinkBlueprint:
    """What one region of an account shares."""

    resource_types: tuple[str, ...]
    name: str = "observability-link"

    def define(self, scope: Construct) -> None:
        """Define the link."""
        sink_arn = define_variables(scope, {_SINK_ARN: "The sink of the account that watches"})[_SINK_ARN]
        ObservabilityLink(scope, "observability-link", sink_arn=sink_arn, resource_types=self.resource_types)


@dataclass(frozen=True, slots=True)
class Observability(Content):
    """The links of an account, one in each region."""

    resource_types: tuple[str, ...]

    @classmethod
    def of(cls, zone: LandingZone, needs: GuardrailNeeds, account: Account) -> Observability | None:  # noqa: ARG003
        """Choose it for accounts that are watched."""
        return cls(zone.observability.resource_types) if zone.observability and is_watched(zone, account) else None

    def call(self, surroundings: Surroundings) -> None:
        """Call its blueprint in each region."""
        observability = surroundings.observability
        assert observability is not None, "accounts are watched only where there is an account that watches"  # noqa: S101
        blueprint = ObservabilityLinkBlueprint(self.resource_types)
        for region, provider in surroundings.providers.items():
            sink_arn = observability.sink_arns(surroundings.workspace, region)
            surroundings.call(
                f"observability-link-{region}", blueprint, provider=provider, variables={_SINK_ARN: sink_arn}
            )
