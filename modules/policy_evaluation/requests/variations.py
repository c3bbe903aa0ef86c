"""The requests that one scenario stands for: each action, each resource, each value that a placeholder lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import NamedTuple, Protocol

from modules.policy_evaluation.reading.spec import Scalar
from modules.policy_evaluation.requests.scenario_values import ScenarioValues
from modules.specification.tag_keys import TagKeys, with_tag_keys

ContextValue = str | list[str]
"""A condition key's value, or its values where it has several at once."""

Context = Mapping[str, Scalar | tuple[Scalar, ...] | None]


class Variation(NamedTuple):
    """What one request asks for, with placeholders filled in."""

    action: str
    resource: str
    context: dict[str, ContextValue | None]
    """Condition keys beside those that every request has; None for a key that the request does not carry."""


class Asking(Protocol):
    """A scenario, as far as its requests go."""

    @property
    def actions(self) -> tuple[str, ...]:
        """Every action that it asks for."""
        ...

    @property
    def resources(self) -> tuple[str, ...]:
        """Every resource that it asks for, with placeholders."""
        ...

    @property
    def context(self) -> Context:
        """Condition keys of every request."""
        ...

    @property
    def each(self) -> Mapping[str, tuple[Scalar, ...]]:
        """Condition keys of which each request has one value."""
        ...


def variations(scenario: Asking, values: ScenarioValues, tag_keys: TagKeys) -> Iterator[Variation]:
    """Give what every request asks for. Of placeholders with several values, each value has its turn.

    Args:
        scenario: With placeholders.
        values: What they stand for.
        tag_keys: The organization's keys for the library's tags, which the scenario names.

    Raises:
        NothingToAskError: a placeholder's list is empty.
        UnknownPlaceholderError: nothing is known of a placeholder.

    """
    for action, resource in product(scenario.actions, scenario.resources):
        for context in _contexts(scenario):
            yield from _in_turns(action, resource, with_tag_keys(context, tag_keys), values)


def _contexts(scenario: Asking) -> Iterator[Context]:
    for chosen in product(*scenario.each.values()):
        yield {**scenario.context, **dict(zip(scenario.each, chosen, strict=True))}


def _in_turns(action: str, resource: str, context: Context, values: ScenarioValues) -> Iterator[Variation]:
    for turn in values.turns([resource, *_texts(context)]):
        yield Variation(action, turn.sample(resource), filled(context, turn))


def filled(context: Context, values: ScenarioValues) -> dict[str, ContextValue | None]:
    """Fill in a context: of a placeholder with several values the first.

    Raises:
        NothingToAskError: a placeholder's list is empty.
        UnknownPlaceholderError: nothing is known of a placeholder.

    """
    return {key: _filled(value, values) for key, value in context.items()}


def _texts(context: Context) -> Iterator[str]:
    for value in context.values():
        yield from map(str, value if isinstance(value, tuple) else (value,))


def _filled(value: Scalar | tuple[Scalar, ...] | None, values: ScenarioValues) -> ContextValue | None:
    if value is None:
        return None
    if isinstance(value, tuple):
        return [values.sample(_text(item)) for item in value]
    return values.sample(_text(value))


def _text(value: Scalar) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
