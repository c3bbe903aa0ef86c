"""The scenarios of the log archive, read from their files, each with its line."""

from __future__ import annotations

from pathlib import Path

from modules.log_archive.spec import ArchiveScenarioFile, ArchiveScenarioSpec
from modules.policy_evaluation.reading.scenario_folder import WrittenScenario, named_scenarios

FOLDER = "policies/log_archive/scenarios"

ArchiveScenario = WrittenScenario[ArchiveScenarioSpec]


def archive_scenarios(project: Path) -> list[ArchiveScenario]:
    """Read every file of the folder.

    Args:
        project: The folder that the project is in.

    Raises:
        InvalidEnvironmentError: with every problem of every file.

    """
    return named_scenarios(project, FOLDER, ArchiveScenarioFile, lambda whole: whole.scenarios)
