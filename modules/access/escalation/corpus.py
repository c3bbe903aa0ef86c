"""The reading of `policies/escalations`: targets, and one file of ways for each service."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from modules.access.escalation.spec import TargetsFile, TargetSpec, WaysFile, WaySpec
from modules.specification.data_file import read_data_file
from modules.specification.model import Spec
from modules.specification.problems import InvalidEnvironmentError, Problem
from modules.specification.suggestions import nearest
from modules.specification.yaml_files import YamlFiles

FOLDER = "policies/escalations"
TARGETS = "targets.yaml"

File = TypeVar("File", bound=Spec)


@dataclass(frozen=True, slots=True)
class Way:
    """One known way, with where it is written."""

    spec: WaySpec
    service: str
    """The file's name."""
    where: str
    """File and line."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """All known ways, and what they lead to."""

    targets: Mapping[str, TargetSpec]
    ways: tuple[Way, ...]

    def targets_of(self, way: Way) -> Iterator[tuple[str, TargetSpec]]:
        """Give the targets that a way leads to, by name."""
        to = way.spec.leads_to
        for name, target in self.targets.items():
            if name in to if isinstance(to, tuple) else to in target.kinds:
                yield name, target


def read_corpus(project: Path) -> Corpus:
    """Read every file of the folder.

    Args:
        project: The folder that the project is in.

    Raises:
        InvalidEnvironmentError: with every problem of the first file that has any.

    """
    folder = project / FOLDER
    targets, _ = _whole(folder / TARGETS, TargetsFile)
    ways: list[Way] = []
    for path in sorted(folder.glob("*.yaml")):
        if path.name != TARGETS:
            whole, files = _whole(path, WaysFile)
            found = [Way(spec, path.stem, _place(files, index)) for index, spec in enumerate(whole.ways)]
            _refuse(_faults(found, files, ways, targets.targets))
            ways += found
    return Corpus(targets.targets, tuple(ways))


def _whole(path: Path, model: type[File]) -> tuple[File, YamlFiles]:
    return read_data_file(path, model, shown=f"{FOLDER}/{path.name}", folder=FOLDER)


def _place(files: YamlFiles, index: int) -> str:
    file, line = files.place(("ways", index))
    return f"{file}:{line}"


def _faults(
    found: list[Way], files: YamlFiles, earlier: list[Way], targets: Mapping[str, TargetSpec]
) -> Iterator[Problem]:
    names = {way.spec.name for way in earlier}
    for index, way in enumerate(found):
        file, line = files.place(("ways", index))
        if way.spec.name in names:
            why = "a way that is open is found by its name"
            yield Problem(
                file, line, f"ways[{index}].name", "two ways have the same name", way.spec.name, why, "say what differs"
            )
        names.add(way.spec.name)
        for name in way.spec.to if isinstance(way.spec.to, tuple) else ():
            if name not in targets:
                guess = nearest(name, targets)
                yield Problem(
                    file,
                    line,
                    f"ways[{index}].to",
                    "there is no such target",
                    name,
                    f"targets are in {FOLDER}/{TARGETS}",
                    f"write {guess}" if guess else "write one of them, or a kind",
                )


def _refuse(problems: Iterator[Problem]) -> None:
    found = list(problems)
    if found:
        raise InvalidEnvironmentError(FOLDER, found, cross_checked=True)
