"""The published checks with what satisfies each: every check of the list, once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from modules.coverage.spec import CheckSpec, EvidenceSpec, Published, ReferenceFile
from modules.specification.data_file import read_data_file
from modules.specification.errors import LandingZoneError
from modules.specification.model import Spec
from modules.specification.suggestions import nearest

FOLDER = "policies/security_reference"
PUBLISHED = "published.yaml"

S = TypeVar("S", bound=Spec)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One published check."""

    id: str
    """`SRA-GUARDDUTY-01`."""
    spec: CheckSpec
    service: str | None
    """The key below `security` that switches what it asks for; None where nothing does."""
    needs: tuple[Mapping[str, EvidenceSpec], ...]
    """What must be there: of each item one resource, by the names that the file gives them."""
    where: str
    """File and line."""

    @property
    def family(self) -> str:
        """`GUARDDUTY`."""
        return self.id.split("-")[1]


@dataclass(frozen=True, slots=True)
class Reference:
    """All checks, in the order of the published list."""

    published: Published
    checks: tuple[Check, ...]


def read_reference(project: Path) -> Reference:
    """Read every file of the folder.

    Args:
        project: The folder that the project is in.

    Raises:
        InvalidEnvironmentError: a file has problems.
        LandingZoneError: a check is not there, or twice, or not on the published list.

    """
    folder = project / FOLDER
    published, _ = read_data_file(folder / PUBLISHED, Published, shown=f"{FOLDER}/{PUBLISHED}", folder=FOLDER)
    files = (path for path in sorted(folder.glob("*.yaml")) if path.name != PUBLISHED)
    checks: dict[str, Check] = {}
    for check in (check for path in files for check in _checks(path)):
        if check.id in checks:
            raise _twice(check, checks[check.id])
        checks[check.id] = check
    _refuse_others(checks, published.ids())
    return Reference(published, tuple(checks[id_] for id_ in published.ids()))


def _checks(path: Path) -> Iterator[Check]:
    reference, files = read_data_file(
        path,
        ReferenceFile,
        shown=f"{FOLDER}/{path.name}",
        folder=FOLDER,
        contradictions=ReferenceFile.contradictions,
    )
    for id_, spec in reference.checks.items():
        file, line = files.place(("checks", id_))
        yield Check(
            id=id_,
            spec=spec,
            service=spec.service or reference.service,
            needs=tuple({name: reference.evidence[name] for name in names} for names in spec.covered_by),
            where=f"{file}:{line}",
        )


def _twice(check: Check, other: Check) -> LandingZoneError:
    return LandingZoneError(
        "a published check is there twice",
        got=f"{check.id} in {other.where} and {check.where}",
        why="two answers to one question may differ, and only one of them would count",
        fix="keep one of them",
    )


def _refuse_others(checks: Mapping[str, Check], ids: tuple[str, ...]) -> None:
    if missing := [id_ for id_ in ids if id_ not in checks]:
        raise LandingZoneError(
            "a published check is missing",
            got=f"{', '.join(missing[:_SHOWN])}{' and more' if len(missing) > _SHOWN else ''}, of {PUBLISHED}",
            why="a check that is passed over in silence would count as done",
            fix=f"add it to a file of {FOLDER}, with what covers it, or with a reason why nothing does",
        )
    for id_, check in checks.items():
        if id_ not in ids:
            similar = nearest(id_, ids)
            raise LandingZoneError(
                "a check is unknown to the published list",
                got=f"{id_} in {check.where}",
                why=f"{PUBLISHED} says how many checks each family has",
                fix=f"write {similar}" if similar else f"leave it out, or correct {PUBLISHED}",
            )


_SHOWN = 3
