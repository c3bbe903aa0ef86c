"""Which portfolios of products are published, whose they are, and which accounts see and launch what. No cdktf here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase

from modules.accounts.roster import Account
from modules.accounts.vending_spec import VendingEngine
from modules.catalog.library.library import portfolio_folder, portfolios, products
from modules.catalog.library.portfolio import PortfolioDescription, portfolio_description
from modules.catalog.library.product import Product
from modules.catalog.pipeline.spec import PortfolioPipelineSpec
from modules.catalog.spec import PortfolioSpec
from modules.deployment.spec import S3BackendSpec
from modules.identity.inline_document import statements
from modules.identity.library import PermissionSet
from modules.landing_zone.permission_sets import assignments_of_known_sets
from modules.landing_zone.specification import LandingZone
from modules.organization.spec import unit_path

_LAUNCH = "servicecatalog:ProvisionProduct"
_LAUNCHING = frozenset({"AWSServiceCatalogAdminFullAccess", "AWSServiceCatalogEndUserFullAccess", "PowerUserAccess"})
"""AWS's policies that allow it (AWS Managed Policy Reference)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedPortfolio:
    """A portfolio as an environment publishes it."""

    name: str
    description: PortfolioDescription
    owner: Account | None
    """The account that owns it; None where there is none, which is refused."""
    units: tuple[tuple[str, ...], ...]
    """The paths of the units that see it, each once."""
    products: tuple[Product, ...]
    launched_by: tuple[str, ...]
    """Permission sets whose holders launch its products, by the names of their folders."""
    emails: tuple[str, ...] = ()
    """Addresses that are written to of launches."""

    @property
    def blueprints(self) -> tuple[Product, ...]:
        """Its products that Control Tower customizes accounts with."""
        return tuple(product for product in self.products if product.is_blueprint)

    @property
    def launched(self) -> tuple[Product, ...]:
        """Its products that somebody launches."""
        return tuple(product for product in self.products if not product.is_blueprint)

    def is_seen_in(self, account: Account) -> bool:
        """Whether an account sees it through a unit."""
        return any(account.unit[: len(unit)] == unit for unit in self.units)


def known_portfolios() -> tuple[str, ...]:
    """Return the portfolios of the library."""
    return portfolios()


def published_portfolios(zone: LandingZone) -> tuple[PublishedPortfolio, ...]:
    """Return the portfolios that an environment publishes; those that the library lacks are refused elsewhere.

    Where none is named, these are all that are of use: blueprints are where Control Tower vends accounts.
    """
    if zone.catalog is None:
        return ()
    known = known_portfolios()
    wanted = (
        zone.catalog.portfolios
        if zone.catalog.portfolios is not None
        else dict.fromkeys(_of_use(zone), PortfolioSpec())
    )
    return tuple(_published(zone, name, spec) for name, spec in wanted.items() if name in known)


def _of_use(zone: LandingZone) -> Iterator[str]:
    for name in known_portfolios():
        if zone.vending.engine is VendingEngine.CONTROL_TOWER or not all(each.is_blueprint for each in products(name)):
            yield name


def launched_in(zone: LandingZone, account: Account) -> tuple[PublishedPortfolio, ...]:
    """Return the portfolios whose products are launched in an account: those that a team's account sees.

    Products take what they need from what the account of a team starts with.
    """
    if not _launches(zone, account):
        return ()
    return tuple(portfolio for portfolio in published_portfolios(zone) if portfolio.is_seen_in(account))


def _launches(zone: LandingZone, account: Account) -> bool:
    """Whether products find what they need in an account: what the account of a team starts with."""
    return zone.machine_learning is not None and account.team is not None


def owned_by(zone: LandingZone, account: Account) -> tuple[PublishedPortfolio, ...]:
    """Return the portfolios that an account owns."""
    return tuple(
        portfolio
        for portfolio in published_portfolios(zone)
        if portfolio.owner is not None and portfolio.owner.key == account.key
    )


def owners(zone: LandingZone) -> tuple[Account, ...]:
    """Return the accounts that own portfolios, each once."""
    found = {owner.key: owner for portfolio in published_portfolios(zone) if (owner := portfolio.owner)}
    return tuple(found.values())


def blueprints(zone: LandingZone) -> dict[str, Product]:
    """Return the blueprints of accounts that an environment publishes, by name."""
    return {product.name: product for portfolio in published_portfolios(zone) for product in portfolio.blueprints}


def pipelined(zone: LandingZone) -> dict[str, tuple[PublishedPortfolio, PortfolioPipelineSpec]]:
    """Return the portfolios that a pipeline publishes, with what a user says of it, by name."""
    specs = zone.catalog.pipelines if zone.catalog else {}
    return {each.name: (each, specs[each.name]) for each in published_portfolios(zone) if each.name in specs}


def state_of_builds(zone: LandingZone) -> S3BackendSpec | None:
    """Return where pipelines of portfolios find states; None where no build gets to them, so that none publishes."""
    backend = zone.deployment.backend
    return backend if isinstance(backend, S3BackendSpec) else None


def launching_permission_sets(zone: LandingZone, portfolio: PublishedPortfolio) -> tuple[str, ...]:
    """Return the permission sets, as they are called in accounts, of those who launch the products of a portfolio."""
    seeing = {account.key for account in zone.roster if _launches(zone, account) and portfolio.is_seen_in(account)}
    return tuple(
        sorted(
            {
                assignment.permission_set
                for assignment, known in assignments_of_known_sets(zone)
                if known.folder in portfolio.launched_by and assignment.account.key in seeing and may_launch(known)
            }
        )
    )


def may_launch(permission_set: PermissionSet) -> bool:
    """Whether a permission set allows launching products, as it is in the accounts of a stage.

    What a policy of the accounts' own allows is theirs to say: with one it may.
    """
    description = permission_set.description
    if permission_set.is_administrator or description.customer_managed_policies:
        return True
    if _LAUNCHING & {*description.managed_policies}:
        return True
    return any(
        each.get("Effect") == "Allow" and any(fnmatchcase(_LAUNCH, action) for action in _listed(each.get("Action")))
        for each in statements(permission_set.inline_policy or {})
    )


def _listed(value: object) -> list[str]:
    return [value] if isinstance(value, str) else [*value] if isinstance(value, list) else []


def _published(zone: LandingZone, name: str, spec: PortfolioSpec) -> PublishedPortfolio:
    description = portfolio_description(portfolio_folder(name))
    return PublishedPortfolio(
        name=name,
        description=description,
        owner=next(_owners(zone, description, spec), None),
        units=tuple(dict.fromkeys(_units(zone, description, spec))),
        products=tuple(product for product in products(name) if spec.products is None or product.name in spec.products),
        launched_by=description.launched_by if spec.launched_by is None else spec.launched_by,
        emails=spec.emails,
    )


def _units(zone: LandingZone, description: PortfolioDescription, spec: PortfolioSpec) -> Iterator[tuple[str, ...]]:
    """Give the units that are written; else the library's that the environment has, under whatever name."""
    if spec.shared_with is not None:
        yield from map(unit_path, spec.shared_with)
        return
    for unit in description.shared_with:
        if path := zone.organization.foundational_unit(unit):
            yield path


def _owners(zone: LandingZone, description: PortfolioDescription, spec: PortfolioSpec) -> Iterator[Account]:
    for account in zone.roster:
        if account.key == spec.owner if spec.owner else description.owned_by in account.functions:
            yield account
