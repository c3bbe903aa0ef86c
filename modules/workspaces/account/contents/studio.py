"""Amazon SageMaker Studio in the account of a team."""

from __future__ import annotations

from dataclasses import dataclass

from cdktf import TerraformOutput, TerraformVariable
from constructs import Construct

from modules.accounts.roster import Account
from modules.landing_zone import LandingZone
from modules.landing_zone.contents import GuardrailNeeds
from modules.landing_zone.studio import studio_of
from modules.machine_learning.spec import StudioSpec
from modules.machine_learning.studio import StudioDomain, StudioUser
from modules.specification.tag_keys import TagKeys
from modules.workspaces.account.contents.content import Content, Surroundings
from modules.workspaces.account.contents.team_account import KEY_ARN, ROLE_ARN, TEAM_ACCOUNT
from modules.workspaces.base.template import marker
from modules.workspaces.base.variables import define_variables
from modules.workspaces.network.spoke_blueprints import SUBNET_IDS, VPC_ID, list_output

DOMAIN_ID = "domain_id"
"""The output of the domain's module, and the variable of a profile's."""

NAME, PROFILE, SIGN_IN_NAME = "name", "profile", "sign_in_name"

_OF_DOMAINS = {
    KEY_ARN: "The team's key",
    NAME: "The domain's name",
    ROLE_ARN: "The role that applications work as",
    VPC_ID: "The VPC",
}
_OF_PROFILES = {
    DOMAIN_ID: "The domain",
    PROFILE: "The profile's name",
    SIGN_IN_NAME: "The name that the person signs in with",
}


@dataclass(frozen=True)
class StudioDomainBlueprint:
    """The domain of an account."""

    spec: StudioSpec
    tag_keys: TagKeys
    name: str = "studio-domain"

    def define(self, scope: Construct) -> None:
        """Define it."""
        variables = define_variables(scope, _OF_DOMAINS)
        subnets = TerraformVariable(
            scope, SUBNET_IDS, type="list(string)", nullable=False, description="The subnets for workloads"
        )
        domain = StudioDomain(
            scope,
            "domain",
            spec=self.spec,
            name=variables[NAME],
            key_arn=variables[KEY_ARN],
            role_arn=variables[ROLE_ARN],
            vpc_id=variables[VPC_ID],
            subnet_ids=subnets.list_value,
            tag_keys=self.tag_keys,
        )
        TerraformOutput(scope, DOMAIN_ID, value=domain.domain_id, static_id=True)


@dataclass(frozen=True)
class StudioUserBlueprint:
    """The profile of one person."""

    data_classification: str
    tag_keys: TagKeys
    name: str = "studio-user"

    def define(self, scope: Construct) -> None:
        """Define it."""
        variables = define_variables(scope, _OF_PROFILES)
        StudioUser(
            scope,
            "user",
            domain_id=variables[DOMAIN_ID],
            name=variables[PROFILE],
            sign_in_name=variables[SIGN_IN_NAME],
            data_classification=self.data_classification,
            tag_keys=self.tag_keys,
        )


@dataclass(frozen=True, slots=True)
class Studio(Content):
    """A domain, and the profiles of those whom the team names. Teams with other people are of another shape."""

    spec: StudioSpec
    hub: str
    """The hub at whose place the VPC stands."""
    users: tuple[tuple[str, str], ...]
    """Each profile's name, and the name that the person signs in with."""

    @classmethod
    def of(cls, zone: LandingZone, needs: GuardrailNeeds, account: Account) -> Studio | None:  # noqa: ARG003
        """Choose it for accounts of the stages that have it."""
        studio = studio_of(zone, account)
        return cls(studio.spec, studio.hub, account.studio_users) if studio and studio.hub else None

    def call(self, surroundings: Surroundings) -> None:
        """Call its blueprints."""
        tag_keys = surroundings.zone.organization.tag_keys
        team, spoke = surroundings.modules[TEAM_ACCOUNT], surroundings.spokes[self.hub]
        domain = surroundings.call(
            "studio-domain",
            StudioDomainBlueprint(self.spec, tag_keys),
            variables={
                NAME: f"{marker('team')}-{marker('stage')}",
                KEY_ARN: team.get_string(KEY_ARN),
                ROLE_ARN: team.get_string(ROLE_ARN),
                VPC_ID: spoke.get_string(VPC_ID),
                SUBNET_IDS: list_output(spoke, SUBNET_IDS),
            },
        )
        profile = StudioUserBlueprint(self.spec.data_classification, tag_keys)
        for name, sign_in_name in self.users:
            variables = {DOMAIN_ID: domain.get_string(DOMAIN_ID), PROFILE: name, SIGN_IN_NAME: sign_in_name}
            surroundings.call(f"studio-user-{name}", profile, variables=variables)
