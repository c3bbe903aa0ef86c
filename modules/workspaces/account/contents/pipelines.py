"""What the account that pipelines run in starts with."""

from __future__ import annotations

from dataclasses import dataclass

from constructs import Construct

from modules.accounts.roster import Account
from modules.accounts.spec import Function
from modules.data.lake import deployment_role_arn
from modules.landing_zone import LandingZone
from modules.landing_zone.contents import GuardrailNeeds
from modules.landing_zone.pipelines import deployed_lakes
from modules.pipelines.pipelines import Pipelines
from modules.pipelines.places import PipelinesAccount
from modules.pipelines.spec import PipelinesSpec
from modules.storage.grantees import Grantees
from modules.workspaces.account.contents import boundary
from modules.workspaces.account.contents.access_logs import ACCESS_LOG_BUCKET, recording_module
from modules.workspaces.account.contents.boundary import BOUNDARY_ARN, boundary_arn
from modules.workspaces.account.contents.content import ACCOUNT_ID, Content, Surroundings
from modules.workspaces.base.variables import define_variables

_MEANINGS = {
    ACCESS_LOG_BUCKET: "The bucket that records who reads artifacts",
    ACCOUNT_ID: "The account",
    BOUNDARY_ARN: boundary.MEANING,
}


@dataclass(frozen=True)
class PipelinesBlueprint:
    """What the account that pipelines run in starts with."""

    spec: PipelinesSpec
    organization: str
    region: str
    deletion_days: int
    domains: tuple[str, ...]
    """Of the data lakes that pipelines deploy to."""
    name: str = "pipelines"

    def define(self, scope: Construct) -> None:
        """Define it."""
        lakes = {_of_lake(domain): f"The account of the data lake {domain}" for domain in self.domains}
        variables = define_variables(scope, {**_MEANINGS, **lakes})
        ids = tuple(variables[name] for name in lakes)
        Pipelines(
            scope,
            "pipelines",
            spec=self.spec,
            account=PipelinesAccount(
                organization=self.organization,
                account_id=variables[ACCOUNT_ID],
                region=self.region,
                deploying=Grantees(account_ids=ids, role_arns=tuple(map(deployment_role_arn, ids))),
            ),
            boundary_arn=variables[BOUNDARY_ARN],
            access_log_bucket=variables[ACCESS_LOG_BUCKET],
            deletion_days=self.deletion_days,
        )


@dataclass(frozen=True, slots=True)
class PipelinesContent(Content):
    """A place for artifacts, connections to repositories, and roles of pipelines."""

    @classmethod
    def of(cls, zone: LandingZone, needs: GuardrailNeeds, account: Account) -> PipelinesContent | None:  # noqa: ARG003
        """Choose it for the account with this function, where the environment has the section `pipelines`."""
        return cls() if zone.pipelines is not None and Function.DEVOPS in account.functions else None

    def call(self, surroundings: Surroundings) -> None:
        """Call its blueprint."""
        zone, lakes = surroundings.zone, deployed_lakes(surroundings.zone)
        blueprint = PipelinesBlueprint(
            spec=zone.pipelines or PipelinesSpec(),
            organization=zone.organization.name,
            region=zone.organization.home_region,
            deletion_days=zone.baseline.key_deletion_days,
            domains=tuple(lakes),
        )
        about = {
            ACCESS_LOG_BUCKET: recording_module(surroundings).get_string(ACCESS_LOG_BUCKET),
            ACCOUNT_ID: surroundings.account_id,
            BOUNDARY_ARN: boundary_arn(surroundings),
        }
        ids = {
            _of_lake(domain): surroundings.accounts.account_id(surroundings.workspace, lake)
            for domain, lake in lakes.items()
        }
        surroundings.call(blueprint.name, blueprint, variables={**about, **ids})


def _of_lake(domain: str) -> str:
    """Name the variable of the account of a data lake."""
    return f"lake_{domain}"
