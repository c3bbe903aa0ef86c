"""The scenarios of the log archive, read from their files, each with its line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from modules.log_archive.spec import ArchiveScenarioFile, ArchiveScenarioSpec
from modules.policy_evaluation.reading.scenario_folder import named_scenarios

FOLDER = "policies/log_archive/scenarios"


@dataclass(frozen=True, slots=True)
class ArchiveScenario:
    """One scenario, with where it is written."""

    spec: ArchiveScenarioSpec
    where: str
    """File and line."""


def archive_scenarios(project: Path) -> list[ArchiveScenario]:
    """Read every file of the folder.

    Args:
        project: The folder that the project is in.

    Raises:
        InvalidEnvironmentError: with every problem of every file.

    """
    found = named_scenarios(project, FOLDER, ArchiveScenarioFile, lambda whole: whole.scenarios)
    return [ArchiveScenario(spec, where) for spec, where in found]
