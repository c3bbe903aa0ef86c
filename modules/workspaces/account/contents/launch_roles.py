"""The roles that products are launched as in an account."""

from __future__ import annotations

from dataclasses import dataclass

from constructs import Construct

from modules.accounts.roster import Account
from modules.catalog.launch_role import LaunchRole
from modules.catalog.library.launch_role import launch_statements
from modules.catalog.library.product import Product
from modules.landing_zone import LandingZone
from modules.landing_zone.catalog import PublishedPortfolio, launched_in, owned_by, published_portfolios
from modules.landing_zone.contents import GuardrailNeeds
from modules.specification.tag_keys import TagKeys
from modules.workspaces.account.contents import boundary
from modules.workspaces.account.contents.boundary import BOUNDARY_ARN, boundary_arn
from modules.workspaces.account.contents.content import ACCOUNT_ID, Content, Surroundings
from modules.workspaces.account.contents.team_account import BUCKET_NAME, KEY_ARN, OF_TEAM, TEAM_ACCOUNT
from modules.workspaces.base.template import marker
from modules.workspaces.base.variables import define_variables

_MEANINGS = {
    **OF_TEAM,
    ACCOUNT_ID: "The account",
    BOUNDARY_ARN: boundary.MEANING,
    BUCKET_NAME: "The team's bucket",
    KEY_ARN: "The team's key",
}


@dataclass(frozen=True)
class LaunchRolesBlueprint:
    """What the products of a portfolio are launched as in the account of a team."""

    portfolio: str
    products: tuple[Product, ...]
    organization: str
    tag_keys: TagKeys

    @property
    def name(self) -> str:
        """The module's name."""
        return f"launch-roles-{self.portfolio}"

    def define(self, scope: Construct) -> None:
        """Define it."""
        variables = define_variables(scope, _MEANINGS)
        values = {
            **{name: variables[name] for name in (*OF_TEAM, ACCOUNT_ID, KEY_ARN)},
            "bucket_arn": f"arn:aws:s3:::{variables[BUCKET_NAME]}",
            "organization": self.organization,
        }
        for product in self.products:
            LaunchRole(
                scope,
                product.name,
                product=product,
                statements=launch_statements(product, values, self.tag_keys),
                boundary_arn=variables[BOUNDARY_ARN],
            )


@dataclass(frozen=True)
class NamedRolesBlueprint:
    """Roles of the same names that may do nothing, in the account of a portfolio, where launch constraints name them.

    AWS Service Catalog API Reference, CreateConstraint: the role must be there too.
    """

    portfolio: str
    products: tuple[Product, ...]

    @property
    def name(self) -> str:
        """The module's name."""
        return f"named-roles-{self.portfolio}"

    def define(self, scope: Construct) -> None:
        """Define it."""
        variables = define_variables(scope, {BOUNDARY_ARN: boundary.MEANING})
        for product in self.products:
            LaunchRole(scope, product.name, product=product, statements=(), boundary_arn=variables[BOUNDARY_ARN])


@dataclass(frozen=True, slots=True)
class LaunchRoles(Content):
    """A role for each product that is launched in the account, or published from it."""

    launched: tuple[str, ...]
    """Portfolios whose products are launched."""
    owned: tuple[str, ...]
    """Portfolios that are the account's, of which nothing is launched in it."""

    @classmethod
    def of(cls, zone: LandingZone, needs: GuardrailNeeds, account: Account) -> LaunchRoles | None:  # noqa: ARG003
        """Choose it for accounts of teams that see a portfolio, and for those that own one."""
        launched = tuple(portfolio.name for portfolio in launched_in(zone, account))
        owned = tuple(
            portfolio.name
            for portfolio in owned_by(zone, account)
            if portfolio.launched and portfolio.name not in launched
        )
        return cls(launched, owned) if launched or owned else None

    def call(self, surroundings: Surroundings) -> None:
        """Call its blueprints."""
        known = {portfolio.name: portfolio for portfolio in published_portfolios(surroundings.zone)}
        for name in self.launched:
            self._call_launched(surroundings, known[name])
        for name in self.owned:
            named = NamedRolesBlueprint(name, known[name].launched)
            surroundings.call(named.name, named, variables={BOUNDARY_ARN: boundary_arn(surroundings)})

    def _call_launched(self, surroundings: Surroundings, portfolio: PublishedPortfolio) -> None:
        organization, team = surroundings.zone.organization, surroundings.modules[TEAM_ACCOUNT]
        blueprint = LaunchRolesBlueprint(portfolio.name, portfolio.launched, organization.name, organization.tag_keys)
        about = {
            ACCOUNT_ID: surroundings.account_id,
            BOUNDARY_ARN: boundary_arn(surroundings),
            BUCKET_NAME: team.get_string(BUCKET_NAME),
            KEY_ARN: team.get_string(KEY_ARN),
        }
        own = {name: marker(name) for name in OF_TEAM}
        surroundings.call(blueprint.name, blueprint, variables={**own, **about})
