"""What an account may cost in a month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from constructs import Construct

from modules.accounts.roster import Account
from modules.cost.account_budget import AccountBudget
from modules.landing_zone import LandingZone
from modules.landing_zone.contents import GuardrailNeeds
from modules.workspaces.account.contents.content import Content, Surroundings
from modules.workspaces.base.template import marker
from modules.workspaces.base.variables import define_variables

BUDGET, LEAD_EMAIL = "monthly_usd", "lead_email"
"""Variables of the module, and the markers of their values."""

_MEANINGS = {
    BUDGET: "What the account may cost in a month, in US dollars",
    LEAD_EMAIL: "The address of who leads the team",
}


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
        variables = define_variables(scope, {name: _MEANINGS[name] for name in self.variables})
        emails = [self.billing_email, *([variables[LEAD_EMAIL]] if self.has_lead else [])]
        AccountBudget(scope, "account-budget", monthly_usd=variables[BUDGET], emails=emails)


@dataclass(frozen=True, slots=True)
class Budget(Content):
    """The account's budget."""

    has_lead: bool
    """Whether somebody leads the team whose account it is."""

    @classmethod
    def of(cls, zone: LandingZone, needs: GuardrailNeeds, account: Account) -> Budget | None:  # noqa: ARG003
        """Choose it for accounts with a monthly budget."""
        return None if account.monthly_budget_usd is None else cls(has_lead=account.lead_email is not None)

    @staticmethod
    def values(zone: LandingZone, account: Account) -> Mapping[str, str]:  # noqa: ARG004
        """Return how much, and who is told."""
        return {BUDGET: str(account.monthly_budget_usd or ""), LEAD_EMAIL: account.lead_email or ""}

    def call(self, surroundings: Surroundings) -> None:
        """Call its blueprint."""
        blueprint = BudgetBlueprint(surroundings.zone.baseline.contacts.billing.email, self.has_lead)
        variables = {name: marker(name) for name in blueprint.variables}
        surroundings.call("account-budget", blueprint, variables=variables)
