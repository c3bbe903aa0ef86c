"""The whole library, as both environments bind it: linted, proved, and every slip in a Deny statement noticed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from modules.commands.changes import Change, unnoticed
from modules.commands.guardrail_inputs import facts, guardrails
from modules.commands.guardrail_mutation import guardrail_changes
from modules.commands.reviewed_changes import read_reviewed
from modules.environment import PROJECT
from modules.policy_evaluation.linting.left_open import unexplained_actions
from modules.policy_evaluation.linting.library_rules import opinions
from modules.policy_evaluation.linting.lint import lint_library, lint_synthesized
from modules.policy_evaluation.proving.outcome import ScenarioOutcome, Verdict
from modules.policy_evaluation.proving.proof import prove
from modules.policy_evaluation.reading.inputs import Guardrail
from modules.policy_evaluation.reading.left_open import left_open_actions
from modules.policy_evaluation.reading.scenarios import Scenario, scenarios
from modules.policy_evaluation.requests.synthesized_environment import SynthesizedEnvironment, read_environment
from tests.support.environments import environment

BOTH = pytest.mark.parametrize("name", ["production", "staging"])
AT_LEAST = 150
"""Scenarios that each environment is proved by."""


def library(name: str) -> tuple[list[Guardrail], Mapping[str, tuple[Scenario, ...]]]:
    """Return the library with an environment's values, and its scenarios."""
    known = guardrails(environment(name).zone)
    return known, scenarios(known)


def synthesized(outputs: Mapping[str, Path], name: str) -> SynthesizedEnvironment:
    return read_environment(outputs[name], facts(name, environment(name).zone))


def shown(outcome: ScenarioOutcome) -> str:
    return "\n  ".join([outcome.scenario.where, outcome.scenario.spec.name, *outcome.why])


@BOTH
class TestLibrary:
    def test_is_linted_clean(self, outputs: dict[str, Path], name: str) -> None:
        known, told = library(name)
        found = lint_library(known, told)
        assert found == []
        # Whatever the library says of exemptions, its statements exempt nobody but the environment's roles.
        assert list(opinions([replace(one, exemptions="") for one in known])) == []
        assert [name for name, scenarios in told.items() if not scenarios] == []
        assert lint_synthesized(synthesized(outputs, name).tree, known, found) == []

    def test_is_proved_by_its_scenarios(self, outputs: dict[str, Path], name: str) -> None:
        known, told = library(name)

        report = prove(synthesized(outputs, name), known, told)

        failed = [one for proof in report.guardrails for one in proof.outcomes if one.verdict is Verdict.FAILED]
        assert not failed, "\n".join(map(shown, failed))
        assert sum(proof.count(Verdict.PASSED) for proof in report.guardrails) >= AT_LEAST
        assert report.mistakes == ()
        assert [proof.mistakes for proof in report.guardrails if proof.mistakes] == []


def test_every_write_action_of_a_service_that_guardrails_name_is_denied_or_left_open_with_a_reason() -> None:
    """A newer version of IAM's reference data turns it red: deny the new action, or say why not."""
    known, _ = library("production")
    assert list(unexplained_actions(known, tuple(left_open_actions(PROJECT)))) == []


def test_every_mutation_of_a_deny_statement_is_noticed(outputs: dict[str, Path]) -> None:
    """In one of the environments at least: what one of them does not use, its scenarios cannot ask for."""
    changes: list[Change] = []
    for name in ("staging", "production"):  # the smaller environment first
        noticed = {change.name for change in changes if change.noticed}
        changes += guardrail_changes(name, environment(name).zone, outputs[name], noticed=noticed)

    assert len({change.name for change in changes}) > len(guardrails(environment("production").zone))
    survivors = unnoticed(changes, read_reviewed().guardrails)
    assert [change.name for change in survivors if not change.reason] == []
