"""The proof that products work: each version that can be launched, in every column."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from modules.catalog.library.product import Product
from modules.catalog_tests.accounts import LaunchingAccount
from modules.catalog_tests.blueprint_launching import blueprint_faults
from modules.catalog_tests.fault import Candidate, Column, Fault, candidates
from modules.catalog_tests.guardrails import guardrail_faults
from modules.catalog_tests.later_work import later_faults
from modules.catalog_tests.launch_role import launch_role_faults
from modules.catalog_tests.launches import LaunchedResource, launched_resources
from modules.catalog_tests.launching import launch_faults
from modules.catalog_tests.linting import is_readable, lint_faults
from modules.catalog_tests.parameters import parameter_faults
from modules.catalog_tests.scanning import scan_faults
from modules.catalog_tests.spec import ResourceTypeSpec, step_types
from modules.catalog_tests.zones import Places, launch_places, zone_notes
from modules.policy_evaluation.requests.synthesized_environment import SynthesizedEnvironment
from modules.specification.errors import LandingZoneError

_OF_LAUNCH_ROLES = (Column.LAUNCH_ROLE, Column.LATER)


@dataclass(frozen=True)
class LaunchEnvironment:
    """An environment in which products are launched."""

    environment: SynthesizedEnvironment
    accounts: tuple[LaunchingAccount, ...]
    of_blueprints: Mapping[str, tuple[LaunchingAccount, ...]] = field(default_factory=dict)
    """The accounts that each blueprint is for, by the product's key."""

    def of(self, candidate: Candidate) -> tuple[LaunchingAccount, ...]:
        """Return the accounts that a version is for."""
        key = candidate.product.key
        return self.of_blueprints.get(key, ()) if candidate.product.is_blueprint else self.accounts

    def launched(
        self, candidates: Sequence[Candidate], types: Mapping[str, ResourceTypeSpec]
    ) -> Iterator[LaunchedResource]:
        """Give every resource of every version, in each account that it is for."""
        for candidate in candidates:
            yield from launched_resources([candidate], self.of(candidate), types)


@dataclass(frozen=True, slots=True)
class CatalogProof:
    """What came of the tests."""

    versions: tuple[str, ...]
    """Names of the versions that were tested."""
    faults: tuple[Fault, ...]
    unread: tuple[str, ...] = ()
    """Names of those whose templates nobody can read."""
    blueprints: tuple[str, ...] = ()
    """Names of those that Control Tower customizes accounts with, by no launch role."""
    unlaunched: tuple[str, ...] = ()
    """Names of those that were not launched: nobody asked, or no account has as many zones as they take."""
    notes: tuple[str, ...] = ()
    """In which accounts a version cannot be launched, as sentences."""

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong with any of them."""
        return not self.faults

    def of(self, version: str, column: Column) -> list[Fault]:
        """Return what is wrong with a version in a column."""
        return [fault for fault in self.faults if (fault.version, fault.column) == (version, column)]

    def was_looked_at(self, version: str, column: Column) -> bool:
        """Whether a column was looked at: of a template that nobody can read, only that is known."""
        if column is Column.LAUNCH and version in self.unlaunched:
            return False
        if version in self.blueprints and column in _OF_LAUNCH_ROLES:
            return False
        return column is Column.LINT or version not in self.unread


def prove(
    products: tuple[Product, ...],
    environments: Sequence[LaunchEnvironment],
    types: Mapping[str, ResourceTypeSpec],
    progress: Callable[[str], None],
    *,
    launch: bool = True,
) -> CatalogProof:
    """Test every version of products that can be launched.

    Each is launched really in the first account that has as many zones as it takes, a blueprint in the first that it is
    for.

    Args:
        products: The products.
        environments: Where they are launched.
        types: What is known of resource types.
        progress: Called with what is done next.
        launch: Whether to launch them, on the emulator.

    Raises:
        LandingZoneError: no account launches products, nothing is known of a type, or a tool broke off.

    """
    accounts = [account for environment in environments for account in environment.accounts]
    if not accounts:
        raise LandingZoneError(
            "products must be launched somewhere",
            got="no account of a team",
            why="each is evaluated against the policies of the unit of such an account",
            fix="name an environment that has teams",
        )
    tested = candidates(products)
    progress("linting templates")
    regions = sorted({account.region for account in accounts})
    faults = list(lint_faults(tested, regions))
    whole = [candidate for candidate in tested if is_readable(candidate)]
    faults += _of_whole(whole, environments, types, progress)
    ordered = [candidate for candidate in whole if not candidate.product.is_blueprint]
    places = launch_places(ordered, accounts) if launch else {}
    for account, fitting in places.values():
        faults += launch_faults(fitting, account, progress)
    customized = _blueprint_places(whole, environments) if launch else {}
    for account, fitting in customized.values():
        faults += blueprint_faults(fitting, account, progress)
    launched = {candidate.name for _, fitting in (*places.values(), *customized.values()) for candidate in fitting}
    return CatalogProof(
        versions=tuple(candidate.name for candidate in tested),
        faults=tuple(sorted({*faults})),
        unread=tuple(candidate.name for candidate in tested if candidate not in whole),
        blueprints=tuple(candidate.name for candidate in tested if candidate.product.is_blueprint),
        unlaunched=tuple(candidate.name for candidate in tested if candidate.name not in launched),
        notes=tuple(zone_notes(tested, accounts)),
    )


def _blueprint_places(whole: Sequence[Candidate], environments: Sequence[LaunchEnvironment]) -> Places:
    """Choose for each blueprint the first account that it is for; those for none are left out."""
    places: Places = {}
    for candidate in (each for each in whole if each.product.is_blueprint):
        account = next((account for environment in environments for account in environment.of(candidate)), None)
        if account is not None:
            places.setdefault((account.environment, account.account.key), (account, []))[1].append(candidate)
    return places


def _of_whole(
    whole: Sequence[Candidate],
    environments: Sequence[LaunchEnvironment],
    types: Mapping[str, ResourceTypeSpec],
    progress: Callable[[str], None],
) -> Iterator[Fault]:
    """Give what is wrong with versions whose templates CloudFormation takes."""
    if not whole:
        return
    progress("scanning templates")
    yield from scan_faults(whole, types)
    for candidate in whole:
        accounts = [account for environment in environments for account in environment.of(candidate)]
        yield from parameter_faults(candidate, accounts)
    for environment in environments:
        progress(f"evaluating what is launched in {environment.environment.facts.name}")
        everything = list(environment.launched(whole, types))
        yield from guardrail_faults(environment.environment, everything)
        launched = [each for each in everything if not each.candidate.product.is_blueprint]
        yield from launch_role_faults(environment.environment, launched)
        yield from later_faults(environment.environment, launched, step_types())
