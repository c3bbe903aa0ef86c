"""The requests of all scenarios, and what came of them by scenario."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from modules.policy_evaluation.reading.scenario_folder import WrittenScenario
from modules.policy_evaluation.requests.scenario_values import NothingToAskError, UnknownPlaceholderError


class OfAScenario(Protocol):
    """A request, as far as its scenario goes."""

    @property
    def scenario(self) -> WrittenScenario[Any]:
        """What it is a request of."""
        ...


AskedT = TypeVar("AskedT", bound=OfAScenario)
ScenarioT = TypeVar("ScenarioT", bound=WrittenScenario[Any])


@dataclass(frozen=True, slots=True)
class AskedScenarios(Generic[AskedT]):
    """Every request of every scenario."""

    requests: tuple[AskedT, ...]
    not_applicable: Mapping[str, str]
    """Why a scenario does not apply, by its name."""
    mistakes: Mapping[str, str]
    """What is wrong with a scenario, by its name."""

    def applying(self, scenarios: Iterable[ScenarioT]) -> tuple[ScenarioT, ...]:
        """Return those that have requests."""
        names = {each.scenario.spec.name for each in self.requests}
        return tuple(scenario for scenario in scenarios if scenario.spec.name in names)

    def failures(self, misses: Iterable[tuple[AskedT, Iterable[str]]]) -> dict[str, tuple[str, ...]]:
        """Return what is not as expected, once each, by the scenario's name.

        Args:
            misses: Of each request, what is not as expected.

        """
        found: dict[str, dict[str, None]] = {name: {mistake: None} for name, mistake in self.mistakes.items()}
        for each, lines in misses:
            for line in lines:
                found.setdefault(each.scenario.spec.name, {})[line] = None
        return {name: tuple(lines) for name, lines in found.items()}


def ask(scenarios: Sequence[ScenarioT], requests: Callable[[ScenarioT], Iterable[AskedT]]) -> AskedScenarios[AskedT]:
    """Return every request of every scenario.

    Args:
        scenarios: All of them.
        requests: Gives the requests of one, or raises what says why there are none.

    """
    asked: list[AskedT] = []
    not_applicable: dict[str, str] = {}
    mistakes: dict[str, str] = {}
    for scenario in scenarios:
        try:
            asked += requests(scenario)
        except NothingToAskError as nothing:
            not_applicable[scenario.spec.name] = str(nothing)
        except UnknownPlaceholderError as unknown:
            mistakes[scenario.spec.name] = f"nothing is known of the placeholder {{{{{unknown}}}}}"
    return AskedScenarios(tuple(asked), not_applicable, mistakes)
