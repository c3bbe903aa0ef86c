"""Folders of files with scenarios, each of which has a name of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from modules.specification.model import Spec
from modules.specification.problems import InvalidEnvironmentError, Problem
from modules.specification.validation import Validation
from modules.specification.yaml_files import read


class Named(Protocol):
    """A scenario, as far as its name goes."""

    @property
    def name(self) -> str:
        """What is shown, as a sentence."""
        ...


File = TypeVar("File", bound=Spec)
Scenario = TypeVar("Scenario", bound=Named)


@dataclass(frozen=True)  # with slots, a frozen class that is generic cannot be called by an alias of it
class WrittenScenario(Generic[Scenario]):
    """One scenario, with where it is written."""

    spec: Scenario
    where: str
    """File and line."""


def named_scenarios(
    project: Path,
    folder: str,
    model: type[File],
    scenarios: Callable[[File], Sequence[Scenario]],
    *,
    key: str = "scenarios",
) -> list[WrittenScenario[Scenario]]:
    """Read every file of a folder; return each scenario with its file and line.

    Args:
        project: The folder that the project is in.
        folder: The folder of the files, from there.
        model: What a file may say.
        scenarios: Gives the scenarios of a file.
        key: What the file calls them.

    Raises:
        InvalidEnvironmentError: with every problem of every file.

    """
    found: list[WrittenScenario[Scenario]] = []
    problems: list[Problem] = []
    named: dict[str, str] = {}
    for path in sorted((project / folder).glob("*.yaml")):
        shown = f"{folder}/{path.name}"
        files = read([(shown, path)])
        files.places[()] = (shown, 1)
        validation = Validation(files, model)
        whole = validation.whole()
        problems += validation.problems
        for index, spec in enumerate(scenarios(whole) if whole and not validation.problems else ()):
            file, line = files.place((key, index))
            if spec.name in named:
                what, got = f"two {key} have the same name", f"{spec.name}, also in {named[spec.name]}"
                fix = "say what differs"
                problems.append(Problem(file, line, f"{key}[{index}].name", what, got, "a failure is found by it", fix))
            named.setdefault(spec.name, f"{file}:{line}")
            found.append(WrittenScenario(spec, f"{file}:{line}"))
    if problems:
        raise InvalidEnvironmentError(folder, problems, cross_checked=True)
    return found
