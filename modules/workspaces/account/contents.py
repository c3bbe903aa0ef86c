"""The blueprints of what accounts start with, beside baselines and VPCs: what guardrails and permission sets name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cdktf import TerraformOutput
from cdktf_cdktf_provider_aws.provider import AwsProvider
from constructs import Construct

from modules.accounts.blueprints.backup import BackedUpRegion, BackupRole
from modules.accounts.blueprints.boundary import PermissionsBoundary
from modules.accounts.blueprints.clean_up_role import CleanUpRole
from modules.accounts.roster import Account
from modules.cost.account_budget import AccountBudget
from modules.landing_zone import LandingZone
from modules.landing_zone.contents import GuardrailNeeds, backup_regions, has_boundary, units_to_clean_up
from modules.machine_learning.spec import TeamAccountsSpec
from modules.machine_learning.team import Team
from modules.machine_learning.team_account import TeamAccount
from modules.organization.guardrails.parameters import roles_of_permission_sets
from modules.specification.tag_keys import TagKeys
from modules.workspaces.base.template import marker
from modules.workspaces.base.variables import define_variables
from modules.workspaces.base.workspace import Workspace
from modules.workspaces.foundation.organization import OrganizationOutputs

ACCOUNT_ID = "account_id"
BOUNDARY_ARN = "boundary_arn"
"""The output of the boundary's module."""

TEAM, STAGE, COST_CENTER = "team", "stage", "cost_center"
"""Variables of the module of a team's account, and the markers of their values."""

BUDGET, LEAD_EMAIL = "monthly_usd", "lead_email"
"""Variables of the module of an account's budget, and the markers of their values."""

MEANINGS_OF_BUDGETS = {
    BUDGET: "What the account may cost in a month, in US dollars",
    LEAD_EMAIL: "The address of who leads the team",
}

MEANINGS = {
    ACCOUNT_ID: "The account",
    BOUNDARY_ARN: "The permissions boundary of roles",
    TEAM: "The team",
    STAGE: "The stage of the team's account",
    COST_CENTER: "Who pays",
}


@dataclass(frozen=True)
class BoundaryBlueprint:
    """The most that roles of the account may do."""

    tag_keys: TagKeys
    name: str = "permissions-boundary"

    def define(self, scope: Construct) -> None:
        """Define the boundary."""
        boundary = PermissionsBoundary(scope, "permissions-boundary", tag_keys=self.tag_keys)
        TerraformOutput(scope, BOUNDARY_ARN, value=boundary.policy_arn, static_id=True)


@dataclass(frozen=True)
class CleanUpRoleBlueprint:
    """The role that empties the account once it is suspended."""

    role_name: str
    management_account_id: str
    trusted_role_patterns: tuple[str, ...]
    units: tuple[str, ...]
    """The units for suspended accounts, each as its variable is called."""
    name: str = "clean-up-role"

    def define(self, scope: Construct) -> None:
        """Define the role."""
        paths = define_variables(scope, dict.fromkeys(self.units, "A unit for suspended accounts, as its path of ids"))
        CleanUpRole(
            scope,
            "clean-up-role",
            name=self.role_name,
            trusted_account_id=self.management_account_id,
            trusted_role_patterns=self.trusted_role_patterns,
            unit_paths=[paths[unit] for unit in self.units],
        )


@dataclass(frozen=True)
class BackupRoleBlueprint:
    """The role that backs the account up."""

    role_name: str
    name: str = "backup-role"

    def define(self, scope: Construct) -> None:
        """Define the role."""
        account_id = define_variables(scope, {ACCOUNT_ID: MEANINGS[ACCOUNT_ID]})[ACCOUNT_ID]
        BackupRole(scope, "backup-role", name=self.role_name, account_id=account_id)


@dataclass(frozen=True)
class BackedUpRegionBlueprint:
    """Where backups of one region go."""

    vault: str
    deletion_days: int
    name: str = "backup-vault"

    def define(self, scope: Construct) -> None:
        """Define the vault."""
        account_id = define_variables(scope, {ACCOUNT_ID: MEANINGS[ACCOUNT_ID]})[ACCOUNT_ID]
        BackedUpRegion(scope, "backup-vault", vault=self.vault, account_id=account_id, deletion_days=self.deletion_days)


@dataclass(frozen=True)
class TeamAccountBlueprint:
    """What the account of a team starts with."""

    spec: TeamAccountsSpec
    organization: str
    region: str
    tag_keys: TagKeys
    deletion_days: int
    name: str = "team-account"

    def define(self, scope: Construct) -> None:
        """Define it."""
        variables = define_variables(scope, MEANINGS)
        TeamAccount(
            scope,
            "team-account",
            spec=self.spec,
            team=Team(
                organization=self.organization,
                name=variables[TEAM],
                stage=variables[STAGE],
                cost_center=variables[COST_CENTER],
                account_id=variables[ACCOUNT_ID],
                region=self.region,
                tag_keys=self.tag_keys,
            ),
            boundary_arn=variables[BOUNDARY_ARN],
            deletion_days=self.deletion_days,
        )


@dataclass(frozen=True)
class BudgetBlueprint:
    """What the account may cost in a month."""

    billing_email: str
    has_lead: bool
    """Whether somebody leads a team whose account it is, and is told too."""

    @property
    def name(self) -> str:
        """The module's name."""
        return "team-account-budget" if self.has_lead else "account-budget"

    @property
    def variables(self) -> tuple[str, ...]:
        """The module's variables."""
        return (BUDGET, LEAD_EMAIL) if self.has_lead else (BUDGET,)

    def define(self, scope: Construct) -> None:
        """Define the budget."""
        variables = define_variables(scope, {name: MEANINGS_OF_BUDGETS[name] for name in self.variables})
        emails = [self.billing_email, *([variables[LEAD_EMAIL]] if self.has_lead else [])]
        AccountBudget(scope, "account-budget", monthly_usd=variables[BUDGET], emails=emails)


@dataclass(frozen=True, slots=True)
class Contents:
    """What the accounts of one shape start with."""

    has_boundary: bool
    """Whether the library's permissions boundary is there."""
    is_emptied: bool
    """Whether the role that empties suspended accounts is there."""
    is_backed_up: bool
    has_budget: bool
    has_lead: bool
    """Whether somebody leads the team whose account it is."""
    is_of_team: bool
    """Whether it is a team's, and has what its work needs."""

    @classmethod
    def of(cls, zone: LandingZone, needs: GuardrailNeeds, account: Account) -> Contents:
        """Choose what an account starts with.

        Args:
            zone: The environment.
            needs: What its guardrails need accounts to have.
            account: The account.

        """
        return cls(
            has_boundary=has_boundary(zone, account),
            is_emptied=needs.is_emptied_when_suspended(account),
            is_backed_up=needs.is_backed_up(account),
            has_budget=account.monthly_budget_usd is not None,
            has_lead=account.lead_email is not None,
            is_of_team=zone.machine_learning is not None and account.team is not None,
        )


def call_contents(  # noqa: PLR0913 - what it needs of others comes in as an argument
    workspace: Workspace,
    contents: Contents,
    *,
    zone: LandingZone,
    providers: Mapping[str, AwsProvider],
    account_id: str,
    organization: OrganizationOutputs,
) -> None:
    """Call the blueprints of what an account starts with.

    Args:
        workspace: The account's workspace.
        contents: What it starts with.
        zone: The environment.
        providers: The provider of each region.
        account_id: The account's id.
        organization: What is known of the organization.

    """
    home = providers[zone.organization.home_region]
    # Without the library's boundary, roles have the first of the user's own.
    boundary_arn = f"arn:aws:iam::{account_id}:policy/{zone.guardrails.permissions_boundaries[0]}"
    if contents.has_boundary:
        boundary = workspace.call("permissions-boundary", BoundaryBlueprint(zone.organization.tag_keys), provider=home)
        boundary_arn = boundary.get_string(BOUNDARY_ARN)
    if contents.is_emptied:
        _call_clean_up(workspace, zone, home, organization)
    if contents.is_backed_up:
        own = {ACCOUNT_ID: account_id}
        role = BackupRoleBlueprint(zone.guardrails.backup_role)
        workspace.call("backup-role", role, provider=home, variables=own)
        vault = BackedUpRegionBlueprint(zone.guardrails.backup_vault, zone.baseline.key_deletion_days)
        for region in backup_regions(zone):
            workspace.call(f"backup-vault-{region}", vault, provider=providers[region], variables=own)
    if contents.has_budget:
        budget = BudgetBlueprint(zone.baseline.contacts.billing.email, contents.has_lead)
        variables = {name: marker(name) for name in budget.variables}
        workspace.call("account-budget", budget, provider=home, variables=variables)
    if zone.machine_learning and contents.is_of_team:
        team = TeamAccountBlueprint(
            spec=zone.machine_learning.team_accounts,
            organization=zone.organization.name,
            region=zone.organization.home_region,
            tag_keys=zone.organization.tag_keys,
            deletion_days=zone.baseline.key_deletion_days,
        )
        own = {name: marker(name) for name in (TEAM, STAGE, COST_CENTER)}
        variables = {**own, ACCOUNT_ID: account_id, BOUNDARY_ARN: boundary_arn}
        workspace.call("team-account", team, provider=home, variables=variables)


def values_of_contents(account: Account) -> dict[str, str]:
    """Return what differs between accounts that start with the same, by the names of the markers."""
    return {
        TEAM: account.team or "",
        STAGE: account.stage or "",
        COST_CENTER: account.cost_center,
        BUDGET: str(account.monthly_budget_usd or ""),
        LEAD_EMAIL: account.lead_email or "",
    }


def _call_clean_up(
    workspace: Workspace, zone: LandingZone, provider: AwsProvider, organization: OrganizationOutputs
) -> None:
    units = {f"unit_{index}": path for index, path in enumerate(units_to_clean_up(zone), start=1)}
    blueprint = CleanUpRoleBlueprint(
        role_name=zone.guardrails.clean_up_role,
        management_account_id=zone.organization.management_account.id,
        trusted_role_patterns=roles_of_permission_sets(zone.guardrails.clean_up_permission_sets),
        units=tuple(units),
    )
    variables = {name: organization.place_of(path) for name, path in units.items()}
    workspace.call("clean-up-role", blueprint, provider=provider, variables=variables)
