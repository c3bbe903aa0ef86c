"""The workspace of costs, in the management account, which pays for all."""

from __future__ import annotations

from cdktf import ITerraformDependable
from constructs import Construct

from modules.accounts import roster
from modules.cost.allocation_tags import REGION, AllocationTags
from modules.cost.anomalies import CostAnomalies, WatchedTeam
from modules.cost.budget import Budget
from modules.cost.cost_category import CostCategory
from modules.cost.exports import CostExports
from modules.cost.notices import CostNotices
from modules.cost.plan import SEGMENT, STAGE, TEAM, costs_with_tag
from modules.cost.showback import Showback
from modules.cost.spec import CostSpec
from modules.landing_zone.costs import (
    allocation_tags,
    budgets_of_teams,
    cost_categories,
    emails,
    emails_of_teams,
    watched_teams,
)
from modules.naming import cost_bucket
from modules.specification.tag_keys import LibraryTag, key_of
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.providers import add_regional_providers
from modules.workspaces.base.template import marker
from modules.workspaces.base.workspace import ManagementWorkspace
from modules.workspaces.foundation.vended_accounts import AccountsOutputs

_ORGANIZATION_BUDGET = "landing-zone-organization"
_TEAM_BUDGET = "landing-zone-team-"


class CostWorkspace(ManagementWorkspace):
    """Define who is told of costs, by what they are told apart, and where the bill is written to.

    Nothing here names an account's id, so one account more changes nothing: budgets of teams are by tag, categories by
    name, and single accounts have their budgets in their own workspaces.

    Args:
        deployment: The deployment.
        spec: What the environment says of costs.
        accounts: What is known of the accounts, which have names and tags before costs are told apart by them.

    """

    def __init__(self, deployment: Deployment, *, spec: CostSpec, accounts: AccountsOutputs) -> None:
        super().__init__(deployment, "cost")
        self.add_dependency(accounts.workspace)
        self._deployment, self._zone, self._spec = deployment, deployment.environment.zone, spec
        self._account_id = self._zone.organization.management_account.id
        notices = CostNotices(
            self,
            "notices",
            account_id=self._account_id,
            deletion_days=self._zone.baseline.key_deletion_days,
        )
        self._define_budgets(notices.topic_arn)
        CostAnomalies(
            self,
            "anomalies",
            spec=spec.anomalies,
            emails=emails(self._zone, spec),
            teams=self._watched_teams(),
            topic_arn=notices.topic_arn,
            category=self._define_categories().get(TEAM),
        )
        self._activate_tags()
        if spec.exports.enabled:
            organization = self._zone.organization
            exports = CostExports(
                self,
                "exports",
                spec=spec.exports,
                bucket_name=cost_bucket(organization.name, self._account_id),
                account_id=self._account_id,
                region=organization.home_region,
            )
            Showback(
                self,
                "showback",
                spec=spec.exports,
                bucket=exports.bucket_name,
                key_arn=notices.key_arn,
                account_id=self._account_id,
            )

    def _define_budgets(self, topic_arn: str) -> None:
        scope = Construct(self, "budget")
        if self._spec.budgets.organization_usd:
            Budget(
                self,
                "organization-budget",
                name=_ORGANIZATION_BUDGET,
                monthly_usd=str(self._spec.budgets.organization_usd),
                emails=emails(self._zone, self._spec),
                topic_arn=topic_arn,
                filters={},
            )
        tag_key = key_of(LibraryTag.TEAM, self._zone.organization.tag_keys)
        addresses = emails_of_teams(self._zone, self._spec)
        for team, usd in budgets_of_teams(self._zone, self._spec).items():
            Budget(
                scope,
                team,
                name=_TEAM_BUDGET + team,
                monthly_usd=str(usd),
                emails=addresses[team],
                topic_arn=topic_arn,
                filters=costs_with_tag(tag_key, team),
            )

    def _watched_teams(self) -> list[WatchedTeam]:
        """Return a team for each way of telling whom, with markers for what differs, and repeat it for its teams.

        A lead who is told of all costs anyway is told once.
        """
        general = emails(self._zone, self._spec)
        watched: list[WatchedTeam] = []
        for noun, is_told_anyway in (("team", False), ("team of somebody told", True)):
            members = [
                {noun: team, _lead_of(noun): self._zone.teams[team].lead.email}
                for team in watched_teams(self._zone)
                if (self._zone.teams[team].lead.email in general) is is_told_anyway
            ]
            if members:
                lead = () if is_told_anyway else (marker(_lead_of(noun)),)
                watched.append(WatchedTeam(marker(noun), (*lead, *general)))
                self.repeat(members, by=[noun], by_name=True)
        return watched

    def _define_categories(self) -> dict[str, ITerraformDependable]:
        scope = Construct(self, "category")
        defined: dict[str, ITerraformDependable] = {}
        for category in cost_categories(self._zone):
            after = defined.get(STAGE) if category.name == SEGMENT else None
            defined[category.name] = CostCategory(scope, category.key, category=category, after=after).resource
        return defined

    def _activate_tags(self) -> None:
        environment, account = self._deployment.environment, roster.management(self._zone.organization)
        providers = add_regional_providers(
            self.default_scope,
            self.provider,
            [REGION],
            account_id=self._account_id,
            role_name=environment.role_name(account),
            tags=environment.tags(account),
        )
        AllocationTags(
            self,
            "allocation-tags",
            keys=allocation_tags(self._zone, self._spec),
            account_id=self._account_id,
            provider=providers[REGION],
        )


def _lead_of(noun: str) -> str:
    return f"lead of {noun}"
