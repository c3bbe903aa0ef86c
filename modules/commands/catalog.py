"""`catalog test`: whether products can be launched where they are shared, by their launch roles, and really."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from modules.catalog.library.library import every_product, portfolios, product, products
from modules.catalog.library.product import Product
from modules.catalog_tests.accounts import launching_accounts
from modules.catalog_tests.blueprint_accounts import blueprint_accounts
from modules.catalog_tests.proof import CatalogProof, LaunchEnvironment, prove
from modules.catalog_tests.spec import resource_types
from modules.catalog_tests.tables import fault_lines, proof_table
from modules.commands.console import err, out
from modules.commands.guardrail_inputs import facts
from modules.commands.synth import synthesize_if_stale
from modules.commands.validate import load_environments
from modules.landing_zone import LandingZone
from modules.landing_zone.known_ids import known_ids
from modules.policy_evaluation.requests.synthesized_environment import environment_of
from modules.synthesized.environment import read_synthesized


def test_products(keys: Sequence[str], environments: Sequence[str], *, launch: bool) -> bool:
    """Test products, all of them where none is named, in environments; print how they stand, and say whether well."""
    proof = _proof(keys, environments, launch=launch)
    out.print(proof_table(proof))
    for line in fault_lines(proof):
        out.print(line, soft_wrap=True)
    return proof.ok


def _proof(keys: Sequence[str], environments: Sequence[str], *, launch: bool) -> CatalogProof:
    tested_products = tuple(each for key in keys for each in _named(key)) if keys else every_product()
    tested = [
        launch_environment(name, zone, synthesize_if_stale(name, zone).output)
        for name, zone in load_environments(environments).items()
    ]
    with err.status("testing products") as status:
        return prove(tested_products, tested, resource_types(), status.update, launch=launch)


def _named(key: str) -> tuple[Product, ...]:
    """Return the product that is named, or all of the portfolio."""
    return products(key) if key in portfolios() else (product(key),)


def launch_environment(name: str, zone: LandingZone, output: Path) -> LaunchEnvironment:
    """Return an environment as products see it.

    Args:
        name: Of the environment.
        zone: What it says.
        output: Where it was synthesized to.

    """
    synthesized = read_synthesized(output, name, known_ids(zone))
    environment = environment_of(synthesized, facts(name, zone))
    organization = zone.organization.name
    return LaunchEnvironment(
        environment,
        launching_accounts(synthesized, environment, organization),
        blueprint_accounts(every_product(), environment, organization),
    )
