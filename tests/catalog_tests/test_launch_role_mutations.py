"""Nothing of a launch role can be taken away, and nothing opened, without the tests of products noticing.

Only what a changed statement names is asked of a role: a statement has no part in other requests, and of the unchanged
role they are answered as they should be (`test_planted_faults.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import pytest

from modules.catalog.library.launch_statement import LaunchStatement
from modules.catalog.library.library import every_product
from modules.catalog.library.product import Product
from modules.catalog_tests.fault import Fault, candidates
from modules.catalog_tests.launch_role import launch_role_faults
from modules.catalog_tests.launches import launched_resources
from modules.catalog_tests.proof import LaunchEnvironment
from modules.catalog_tests.spec import resource_types

Change = tuple[str, LaunchStatement, tuple[LaunchStatement, ...]]
"""What was changed, the statement as it was, and all statements afterwards."""


def with_every_resource(statements: tuple[LaunchStatement, ...]) -> Iterator[Change]:
    for index, statement in enumerate(statements):
        if statement.resource != ("*",):
            changed = statement.model_copy(update={"resource": ("*",), "condition": {}})
            yield f"{statement.sid} on everything", statement, _with(statements, index, changed)


def without_its_condition(statements: tuple[LaunchStatement, ...]) -> Iterator[Change]:
    for index, statement in enumerate(statements):
        for operator, keys in statement.condition.items():
            for key in keys:
                rest = {name: value for name, value in keys.items() if name != key}
                condition = {**statement.condition, operator: rest}
                changed = statement.model_copy(update={"condition": {name: of for name, of in condition.items() if of}})
                yield f"{statement.sid} without {key}", statement, _with(statements, index, changed)


def test_each_action_of_each_statement_is_missed(staging: LaunchEnvironment) -> None:
    mutants = [
        (_mutant(product, number, _with(own, number)), statement)
        for product in every_product()
        for own in [product.definition.launch]
        for number, statement in enumerate(own)
    ]
    missed = {
        (fault.version.partition(" ")[0], fault.what.partition(" needs ")[2].partition(" on ")[0].lower())
        for fault in _faults(staging, mutants)
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
        (_mutant(product, number, statements), statement, f"{product.key}: {what}")
        for product in every_product()
        for number, (what, statement, statements) in enumerate(changes(product.definition.launch))
    ]
    faults = _faults(staging, [(mutant, statement) for mutant, statement, _ in mutants])

    noticed = {fault.version.partition(" ")[0] for fault in faults}

    assert [what for mutant, _, what in mutants if mutant.key not in noticed] == []


def _with(
    statements: tuple[LaunchStatement, ...], index: int, *instead: LaunchStatement
) -> tuple[LaunchStatement, ...]:
    return (*statements[:index], *instead, *statements[index + 1 :])


def _faults(staging: LaunchEnvironment, mutants: Sequence[tuple[Product, LaunchStatement]]) -> Iterator[Fault]:
    """Give what is noticed of products, each with the statement that was changed, as it was."""
    named = {mutant.key: {action.lower() for action in statement.action} for mutant, statement in mutants}
    products = tuple(mutant for mutant, _ in mutants)
    launched = list(launched_resources(candidates(products), staging.accounts[:1], resource_types()))
    return launch_role_faults(
        staging.environment,
        launched,
        is_asked=lambda candidate, action: action.lower() in named[candidate.product.key],
    )


def _mutant(product: Product, number: int, statements: tuple[LaunchStatement, ...]) -> Product:
    definition = product.definition.model_copy(update={"launch": statements})
    return replace(product, name=f"{product.name}-{number}", definition=definition)
