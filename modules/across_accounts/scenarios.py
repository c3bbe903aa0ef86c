"""Scenarios across accounts, read from their files, each with its line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from modules.across_accounts.spec import AcrossScenarioFile, AcrossScenarioSpec
from modules.policy_evaluation.reading.scenario_folder import named_scenarios

FOLDER = "policies/across_accounts"


@dataclass(frozen=True, slots=True)
class AcrossScenario:
    """One scenario, with where it is written."""

    spec: AcrossScenarioSpec
    where: str
    """File and line."""


def across_scenarios(project: Path) -> list[AcrossScenario]:
    """Read every file of the folder.

    Args:
        project: The folder that the project is in.

    Raises:
        InvalidEnvironmentError: with every problem of every file.

    """
    found = named_scenarios(project, FOLDER, AcrossScenarioFile, lambda whole: whole.scenarios)
    return [AcrossScenario(spec, where) for spec, where in found]
