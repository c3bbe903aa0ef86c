"""The requests that one scenario stands for: each resource, and each value of what is asked item by item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from modules.policy_evaluation.reading.spec import Scalar
from modules.policy_evaluation.requests.scenario_values import ScenarioValues

ContextValue = str | list[str]
"""A condition key's value, or its values where it has several at once."""


def every_resource(resources: Sequence[str], values: ScenarioValues) -> Iterator[str]:
    """Give every resource, a placeholder with several values once for each.

    Args:
        resources: As the scenario has them.
        values: What placeholders stand for.

    Raises:
        NothingToAskError: a placeholder's list is empty.
        UnknownPlaceholderError: nothing is known of a placeholder.

    """
    for resource in resources:
        yield from values.samples(resource)


def every_context(
    context: Mapping[str, Scalar | tuple[Scalar, ...] | None],
    each: Mapping[str, tuple[Scalar, ...]],
    values: ScenarioValues,
) -> Iterator[dict[str, ContextValue | None]]:
    """Give the condition keys of every request; None for a key that a request does not carry.

    Args:
        context: What all requests have. In a list of values, a placeholder is its first value.
        each: Of these keys each request has one value.
        values: What placeholders stand for.

    Raises:
        NothingToAskError: a placeholder's list is empty.
        UnknownPlaceholderError: nothing is known of a placeholder.

    """
    common = {key: _filled(value, values) for key, value in context.items()}
    listed = {key: [text for item in items for text in values.samples(_text(item))] for key, items in each.items()}
    for chosen in product(*listed.values()):
        yield {**common, **dict(zip(listed, chosen, strict=True))}


def _filled(value: Scalar | tuple[Scalar, ...] | None, values: ScenarioValues) -> ContextValue | None:
    if value is None:
        return None
    if isinstance(value, tuple):
        return [values.sample(_text(item)) for item in value]
    return values.sample(_text(value))


def _text(value: Scalar) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
