"""Chains of steps that would lead somebody to more, read from `policies/escalation_chains`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from pydantic import Field, model_validator

from modules.across_accounts.scenarios import AcrossScenario
from modules.across_accounts.spec import AcrossScenarioSpec
from modules.policy_evaluation.reading.scenario_folder import WrittenScenario, named_scenarios
from modules.specification.errors import LandingZoneError
from modules.specification.model import Spec
from modules.specification.texts import Line

FOLDER = "policies/escalation_chains"

_AT_LEAST = 2


class ChainSpec(Spec):
    """Steps that somebody takes one after the other, each with what the one before gained."""

    name: str = Field(min_length=1)
    """What is tried, as a sentence."""

    gains: Line
    """What somebody would have at its end."""

    source: Line
    """Who described it, and where."""

    steps: tuple[AcrossScenarioSpec, ...] = Field(min_length=_AT_LEAST)
    """Every step, in order: those before the refusal are allowed, and show how far somebody comes; those behind it show
    what it keeps. A step may be of another principal than the one before, whom that one gained."""

    @model_validator(mode="after")
    def _is_refused_by_something(self) -> Self:
        refused = [step for step in self.steps if step.expect == "denied"]
        if not refused or not all(step.by for step in refused):
            raise LandingZoneError(
                "a chain must say which of its steps is refused, and by what",
                got=self.name,
                why="a chain of steps that are all allowed leads to more; what nobody names may go unnoticed",
                fix="write `expect: denied` and `by`, the layers that each refuse it by themselves",
                path=("steps",),
            )
        return self


class ChainFile(Spec):
    """The whole file."""

    chains: tuple[ChainSpec, ...] = Field(min_length=1)
    """Every chain of one kind."""


@dataclass(frozen=True, slots=True)
class Chain:
    """One chain, with where it is written."""

    spec: ChainSpec
    where: str
    """File and line."""

    @property
    def steps(self) -> tuple[AcrossScenario, ...]:
        """Every step as a scenario, which is named after the chain."""
        named = (
            step.model_copy(update={"name": f"{self.spec.name}; step {number}: {step.name}"})
            for number, step in enumerate(self.spec.steps, start=1)
        )
        return tuple(WrittenScenario(step, self.where) for step in named)


def read_chains(project: Path) -> list[Chain]:
    """Read every file of the folder.

    Args:
        project: The folder that the project is in.

    Raises:
        InvalidEnvironmentError: with every problem of every file.

    """
    written = named_scenarios(project, FOLDER, ChainFile, lambda whole: whole.chains, key="chains")
    return [Chain(each.spec, each.where) for each in written]
