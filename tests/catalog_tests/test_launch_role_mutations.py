"""Nothing of a launch role can be taken away, and nothing opened, without the tests of products noticing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from modules.catalog.library.launch_statement import LaunchStatement
from modules.catalog.library.library import every_product
from modules.catalog.library.product import Product
from modules.catalog_tests.fault import candidates
from modules.catalog_tests.launch_role import launch_role_faults
from modules.catalog_tests.launches import launched_resources
from modules.catalog_tests.proof import LaunchEnvironment
from modules.catalog_tests.spec import resource_types

Change = tuple[str, tuple[LaunchStatement, ...]]
"""What was changed, and the statements afterwards."""


def with_every_resource(statements: tuple[LaunchStatement, ...]) -> Iterator[Change]:
    for index, statement in enumerate(statements):
        if statement.resource != ("*",):
            changed = statement.model_copy(update={"resource": ("*",), "condition": {}})
            yield f"{statement.sid} on everything", (*statements[:index], changed, *statements[index + 1 :])


def without_its_condition(statements: tuple[LaunchStatement, ...]) -> Iterator[Change]:
    for index, statement in enumerate(statements):
        for operator, keys in statement.condition.items():
            for key in keys:
                rest = {name: value for name, value in keys.items() if name != key}
                condition = {**statement.condition, operator: rest}
                changed = statement.model_copy(update={"condition": {name: of for name, of in condition.items() if of}})
                yield f"{statement.sid} without {key}", (*statements[:index], changed, *statements[index + 1 :])


def test_each_action_of_each_statement_is_missed(staging: LaunchEnvironment) -> None:
    mutants = [
        (_mutant(product, number, (*own[:number], *own[number + 1 :])), statement)
        for product in every_product()
        for own in [product.definition.launch]
        for number, statement in enumerate(own)
    ]
    products = tuple(mutant for mutant, _ in mutants)
    launched = list(launched_resources(candidates(products), staging.accounts[:1], resource_types()))

    missed = {
        (fault.version.partition(" ")[0], fault.what.partition(" needs ")[2].partition(" on ")[0].lower())
        for fault in launch_role_faults(staging.environment, launched)
    }

    assert [
        f"{mutant.key}: {statement.sid}, {action}"
        for mutant, statement in mutants
        for action in statement.action
        if (mutant.key, action.lower()) not in missed
    ] == []


@pytest.mark.parametrize("changes", [with_every_resource, without_its_condition])
def test_a_change_of_a_launch_role_is_noticed(
    staging: LaunchEnvironment, changes: Callable[[tuple[LaunchStatement, ...]], Iterator[Change]]
) -> None:
    mutants = [
        (_mutant(product, number, statements), f"{product.key}: {what}")
        for product in every_product()
        for number, (what, statements) in enumerate(changes(product.definition.launch))
    ]
    products = tuple(mutant for mutant, _ in mutants)
    launched = list(launched_resources(candidates(products), staging.accounts[:1], resource_types()))

    noticed = {fault.version.partition(" ")[0] for fault in launch_role_faults(staging.environment, launched)}

    assert [what for mutant, what in mutants if mutant.key not in noticed] == []


def _mutant(product: Product, number: int, statements: tuple[LaunchStatement, ...]) -> Product:
    definition = product.definition.model_copy(update={"launch": statements})
    return replace(product, name=f"{product.name}-{number}", definition=definition)
