"""The scenarios of guardrails, read from their files, each with its line."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from modules.policy_evaluation.reading.inputs import EVALUATED, Guardrail
from modules.policy_evaluation.reading.spec import ScenarioFile, ScenarioSpec
from modules.specification.problems import InvalidEnvironmentError, Problem
from modules.specification.validation import Validation
from modules.specification.yaml_files import YamlFiles, read

FILE = "scenarios.yaml"


@dataclass(frozen=True, slots=True)
class Scenario:
    """One scenario, with where it is written."""

    spec: ScenarioSpec
    guardrail: Guardrail
    where: str
    """File and line."""


def scenarios(guardrails: Iterable[Guardrail]) -> dict[str, tuple[Scenario, ...]]:
    """Read the scenarios of guardrails, by the guardrail's name; none of a guardrail that comes without the file.

    Raises:
        InvalidEnvironmentError: with every problem of every file.

    """
    problems: list[Problem] = []
    by_guardrail: dict[str, tuple[Scenario, ...]] = {}
    for guardrail in guardrails:
        if not os.path.lexists(guardrail.folder / FILE):
            by_guardrail[guardrail.name] = ()
            continue
        shown = f"{guardrail.shown}/{FILE}"
        files = read([(shown, guardrail.folder / FILE)])
        files.places[()] = (shown, 1)
        validation = Validation(files, ScenarioFile)
        whole = validation.whole()
        problems += validation.problems
        if whole is not None and not validation.problems:
            problems += _contradictions(whole, guardrail, files)
            by_guardrail[guardrail.name] = tuple(
                Scenario(spec, guardrail, _where(files, index)) for index, spec in enumerate(whole.scenarios)
            )
    if problems:
        raise InvalidEnvironmentError("policies/guardrails", problems, cross_checked=True)
    return by_guardrail


def _contradictions(whole: ScenarioFile, guardrail: Guardrail, files: YamlFiles) -> Iterator[Problem]:
    """Find what is right by itself and does not fit the rest."""
    if not whole.scenarios:
        what, got = "a guardrail must have scenarios", "an empty list"
        yield Problem(*files.place(()), "scenarios", what, got, "nothing is proved by nothing", "write some")
    named: dict[str, int] = {}
    for index, spec in enumerate(whole.scenarios):
        place, path = files.place(("scenarios", index)), f"scenarios[{index}]"
        if (spec.action is not None) != (guardrail.kind in EVALUATED):
            what = "the guardrail's kind of policy does not answer what the scenario asks"
            why = "service and resource control policies are evaluated for requests; the others are settings"
            fix = "write `action`" if guardrail.kind in EVALUATED else "write `path` and `equals`, or `tag`"
            yield Problem(*place, path, what, guardrail.kind, why, fix)
        if spec.name in named:
            what, got = "two scenarios of a file have the same name", f"{spec.name}, also in line {named[spec.name]}"
            yield Problem(*place, f"{path}.name", what, got, "a failure is found by it", "say what differs")
        named.setdefault(spec.name, place[1])


def _where(files: YamlFiles, index: int) -> str:
    file, line = files.place(("scenarios", index))
    return f"{file}:{line}"
