"""Scenarios across accounts, read from their files, each with its line."""

from __future__ import annotations

from pathlib import Path

from modules.across_accounts.spec import AcrossScenarioFile, AcrossScenarioSpec
from modules.policy_evaluation.reading.scenario_folder import WrittenScenario, named_scenarios

FOLDER = "policies/across_accounts"

AcrossScenario = WrittenScenario[AcrossScenarioSpec]


def across_scenarios(project: Path) -> list[AcrossScenario]:
    """Read every file of the folder.

    Args:
        project: The folder that the project is in.

    Raises:
        InvalidEnvironmentError: with every problem of every file.

    """
    return named_scenarios(project, FOLDER, AcrossScenarioFile, lambda whole: whole.scenarios)
