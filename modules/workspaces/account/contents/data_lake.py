"""What the account of a data lake starts with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from constructs import Construct

from modules.accounts.roster import Account
from modules.accounts.spec import Function
from modules.data.data_lake import DataLake
from modules.data.lake import Lake
from modules.data.spec import DataSpec
from modules.data.zones import database_prefix
from modules.landing_zone import LandingZone
from modules.landing_zone.contents import GuardrailNeeds
from modules.landing_zone.data import account_of_governance
from modules.specification.tag_keys import TagKeys
from modules.workspaces.account.contents import boundary
from modules.workspaces.account.contents.boundary import BOUNDARY_ARN, boundary_arn
from modules.workspaces.account.contents.content import ACCOUNT_ID, Content, Surroundings
from modules.workspaces.base.template import marker
from modules.workspaces.base.variables import define_variables

_MACIE = "aws-service-role/macie.amazonaws.com/AWSServiceRoleForAmazonMacie"
"""The role that Macie reads objects as, and makes when it is enabled (Amazon Macie User Guide, Service-linked roles,
and Analyzing encrypted Amazon S3 objects)."""

DOMAIN, DATABASE_PREFIX = "domain", "database_prefix"
"""Variables of the module, and the markers of their values."""

GOVERNANCE = "governance_account_id"
"""The variable of the account that governs data, where there is one."""

ADMINISTRATOR_ARN = "administrator_arn"
"""The variable of the role that workspaces assume, which accounts may have under names of their own."""

_MEANINGS = {
    ACCOUNT_ID: "The account",
    ADMINISTRATOR_ARN: "The role that administers Lake Formation",
    BOUNDARY_ARN: boundary.MEANING,
    DOMAIN: "The business domain of the lake",
    DATABASE_PREFIX: "The domain, as names of databases begin",
}


@dataclass(frozen=True)
class DataLakeBlueprint:
    """What the account of a data lake starts with."""

    spec: DataSpec
    organization: str
    backup_role: str | None
    """The role that backs the account up, where something does."""
    has_macie: bool
    is_governed: bool
    tag_keys: TagKeys
    deletion_days: int
    further_administrator: str | None
    """The role of workspaces that come later, where AFT delivers this one and works as another."""

    @property
    def name(self) -> str:
        """The module's name: lakes may be in units with and without backups."""
        return "data-lake" if self.backup_role else "data-lake-without-backup"

    def define(self, scope: Construct) -> None:
        """Define it."""
        governance = {GOVERNANCE: "The account that sees what the lake has"} if self.is_governed else {}
        variables = define_variables(scope, {**_MEANINGS, **governance})
        roles = f"arn:aws:iam::{variables[ACCOUNT_ID]}:role/"
        macie = [f"{roles}{_MACIE}"] if self.has_macie else []
        DataLake(
            scope,
            "data-lake",
            spec=self.spec,
            lake=Lake(
                organization=self.organization,
                domain=variables[DOMAIN],
                database_prefix=variables[DATABASE_PREFIX],
                account_id=variables[ACCOUNT_ID],
                tag_keys=self.tag_keys,
            ),
            administrator_arns=[
                variables[ADMINISTRATOR_ARN],
                *([f"{roles}{self.further_administrator}"] if self.further_administrator else []),
            ],
            boundary_arn=variables[BOUNDARY_ARN],
            governance_account_id=variables.get(GOVERNANCE),
            reader_arns=[*([f"{roles}{self.backup_role}"] if self.backup_role else []), *macie],
            decrypting_arns=macie,
            deletion_days=self.deletion_days,
        )


@dataclass(frozen=True, slots=True)
class DataLakeContent(Content):
    """Three zones under Lake Formation."""

    is_backed_up: bool
    has_macie: bool

    @classmethod
    def of(cls, zone: LandingZone, needs: GuardrailNeeds, account: Account) -> DataLakeContent | None:
        """Choose it for data lakes, where the environment has the section `data`."""
        if zone.data is None or Function.DATA_LAKE not in account.functions:
            return None
        has_macie = bool(zone.security and zone.security.macie.runs_in(zone.organization.home_region))
        return cls(is_backed_up=needs.is_backed_up(account), has_macie=has_macie)

    @staticmethod
    def values(zone: LandingZone, account: Account) -> Mapping[str, str]:  # noqa: ARG004
        """Return the domain."""
        return {DOMAIN: account.domain or "", DATABASE_PREFIX: database_prefix(account.domain or "")}

    def call(self, surroundings: Surroundings) -> None:
        """Call its blueprint."""
        zone, governance = surroundings.zone, account_of_governance(surroundings.zone)
        blueprint = DataLakeBlueprint(
            spec=zone.data or DataSpec(),
            organization=zone.organization.name,
            backup_role=zone.guardrails.backup_role if self.is_backed_up else None,
            has_macie=self.has_macie,
            is_governed=governance is not None,
            tag_keys=zone.organization.tag_keys,
            deletion_days=zone.baseline.key_deletion_days,
            further_administrator=surroundings.further_role_name,
        )
        own = {name: marker(name) for name in (DOMAIN, DATABASE_PREFIX)}
        account_id = surroundings.account_id
        about = {
            ACCOUNT_ID: account_id,
            ADMINISTRATOR_ARN: f"arn:aws:iam::{account_id}:role/{surroundings.role_name}",
            BOUNDARY_ARN: boundary_arn(surroundings),
        }
        if governance:
            about[GOVERNANCE] = surroundings.accounts.account_id(surroundings.workspace, governance)
        surroundings.call("data-lake", blueprint, variables={**own, **about})
