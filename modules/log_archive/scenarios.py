"""The scenarios of the log archive, read from their files, each with its line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from modules.log_archive.spec import ArchiveScenarioFile, ArchiveScenarioSpec
from modules.specification.problems import InvalidEnvironmentError, Problem
from modules.specification.validation import Validation
from modules.specification.yaml_files import read

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
    found: list[ArchiveScenario] = []
    problems: list[Problem] = []
    named: dict[str, str] = {}
    for path in sorted((project / FOLDER).glob("*.yaml")):
        shown = f"{FOLDER}/{path.name}"
        files = read([(shown, path)])
        files.places[()] = (shown, 1)
        validation = Validation(files, ArchiveScenarioFile)
        whole = validation.whole()
        problems += validation.problems
        for index, spec in enumerate(whole.scenarios if whole and not validation.problems else ()):
            file, line = files.place(("scenarios", index))
            if spec.name in named:
                what, got = "two scenarios have the same name", f"{spec.name}, also in {named[spec.name]}"
                fix = "say what differs"
                problems.append(
                    Problem(file, line, f"scenarios[{index}].name", what, got, "a failure is found by it", fix)
                )
            named.setdefault(spec.name, f"{file}:{line}")
            found.append(ArchiveScenario(spec, f"{file}:{line}"))
    if problems:
        raise InvalidEnvironmentError(FOLDER, problems, cross_checked=True)
    return found
