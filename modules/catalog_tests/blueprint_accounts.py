"""Accounts that blueprints are for, and the role that they work as there."""

from __future__ import annotations

from collections.abc import Iterable

from modules.catalog.library.product import Product
from modules.catalog_tests.accounts import LaunchingAccount
from modules.organization.control_tower.spec import BLUEPRINT_EXECUTION_ROLES
from modules.policy_evaluation.requests.synthesized_environment import SynthesizedEnvironment

BLUEPRINT_ROLE = BLUEPRINT_EXECUTION_ROLES.replace("*", "example")
"""One of the roles that Control Tower makes in accounts for their blueprints. It is no role of the platform."""


def blueprint_accounts(
    products: Iterable[Product], environment: SynthesizedEnvironment, organization: str
) -> dict[str, tuple[LaunchingAccount, ...]]:
    """Return the accounts that each blueprint is for, one for each unit and stage, by the product's key.

    Nothing of a blueprint is taken from parameters, since the account may have none yet.

    Args:
        products: Any products.
        environment: The organization's policies and accounts.
        organization: The organization's name.

    """
    return {
        product.key: tuple(_accounts(product, environment, organization))
        for product in products
        if product.is_blueprint
    }


def _accounts(product: Product, environment: SynthesizedEnvironment, organization: str) -> Iterable[LaunchingAccount]:
    blueprint = product.definition.blueprint
    units = [path for unit in blueprint.units if (path := environment.facts.units.get(unit.value))] if blueprint else []
    found: dict[tuple[object, object], LaunchingAccount] = {}
    for key in environment.accounts.keys():  # noqa: SIM118 - no mapping
        account = environment.accounts.named(key)
        if account is not None and account.functions and any(account.unit[: len(unit)] == unit for unit in units):
            found.setdefault(
                (account.unit, account.stage),
                LaunchingAccount(
                    environment.facts.name, account, environment.facts.home_region, {}, {}, organization, {}
                ),
            )
    return found.values()
