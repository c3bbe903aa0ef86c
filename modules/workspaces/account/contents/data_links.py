"""Links to the databases of data products, in accounts of teams that read some."""

from __future__ import annotations

from dataclasses import dataclass

from constructs import Construct

from modules.accounts.roster import Account
from modules.data.resource_link import ResourceLink
from modules.data.zones import Zone, database_name
from modules.landing_zone import LandingZone
from modules.landing_zone.contents import GuardrailNeeds
from modules.landing_zone.data import domains_read, lakes
from modules.workspaces.account.contents.content import ACCOUNT_ID, Content, Surroundings
from modules.workspaces.base.variables import define_variables

DATABASE, OWNER_ID = "database", "owner_id"
"""Variables of the module."""

_MEANINGS = {
    ACCOUNT_ID: "The account",
    DATABASE: "The database, of the same name in both accounts",
    OWNER_ID: "The account of the data lake",
}


@dataclass(frozen=True)
class DataLinkBlueprint:
    """A link to a database of a data lake."""

    region: str
    name: str = "data-link"

    def define(self, scope: Construct) -> None:
        """Define the link."""
        variables = define_variables(scope, _MEANINGS)
        ResourceLink(
            scope,
            "data-link",
            database=variables[DATABASE],
            account_id=variables[ACCOUNT_ID],
            owner_id=variables[OWNER_ID],
            region=self.region,
        )


@dataclass(frozen=True, slots=True)
class DataLinks(Content):
    """A link for each domain of which the account reads a product."""

    domains: tuple[str, ...]

    @classmethod
    def of(cls, zone: LandingZone, needs: GuardrailNeeds, account: Account) -> DataLinks | None:  # noqa: ARG003
        """Choose it for accounts of teams that ask for data products."""
        domains = domains_read(zone, account)
        return cls(domains) if domains else None

    def call(self, surroundings: Surroundings) -> None:
        """Call its blueprint for each domain."""
        zone = surroundings.zone
        link = DataLinkBlueprint(zone.organization.home_region)
        for domain in self.domains:
            owner_id = surroundings.accounts.account_id(surroundings.workspace, lakes(zone)[domain])
            variables = {
                ACCOUNT_ID: surroundings.account_id,
                DATABASE: database_name(domain, Zone.CONSUMPTION),
                OWNER_ID: owner_id,
            }
            surroundings.call(f"data-link-{domain}", link, variables=variables)
