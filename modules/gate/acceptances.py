"""Findings that are accepted for a time: each with a reason, an owner and an end."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field, ValidationError

from modules.gate.report import Failure, FailureKind, Finding
from modules.specification.acceptance import Day, Sentence
from modules.specification.errors import LandingZoneError
from modules.specification.model import Name, Spec
from modules.specification.problems import Problem
from modules.specification.pydantic_errors import explain
from modules.specification.texts import matching
from modules.specification.yaml_files import YamlFiles, read

_KEY = "acceptances"


class Acceptance(Spec):
    """One finding, or the same finding on several resources, that is accepted until a day."""

    rule: Annotated[
        str,
        AfterValidator(
            matching(
                r"CKV2?_[A-Z]+_[0-9]+",
                what="a rule must be the id of one check",
                why="an acceptance covers one rule, so that nothing else passes with it",
                fix="write the id that the gate printed, for example CKV_AWS_7",
            )
        ),
    ]
    """The id of one check, as the gate prints it: `CKV_AWS_7`."""

    address: Annotated[
        str,
        AfterValidator(
            matching(
                r"[^:]+:.*[^:*?.].*",
                what="an address must be <workspace or module>:<resource address>",
                why="it says where the finding is accepted, and a bare * would turn the rule off",
                fix="write the address that the gate printed, for example log-archive:aws_s3_bucket.logs",
            )
        ),
    ]
    """Where: `<workspace or module>:<resource address>`. `*` and `?` stand for any text."""

    reason: Sentence
    """Why the finding does no harm here."""

    owner: Sentence
    """Who answers for it."""

    expires: Day
    """The last day on which it counts, as YYYY-MM-DD; at most a year ahead."""

    environments: list[Name] = Field(default_factory=list)
    """Environments that must need it, each of them; it is unused where one of them has no such finding. Others may have
    switched off what it is about. Without this, one of all environments must need it."""

    optional: bool = False
    """Whether it may accept nothing: it is about what only environments have that leave a recommended part out."""

    def covers(self, finding: Finding) -> bool:
        """Whether `finding` is what was accepted."""
        return finding.check_id == self.rule and fnmatchcase(finding.place, self.address)


class _AcceptanceFile(Spec):
    """The whole file."""

    acceptances: list[Acceptance]


@dataclass(frozen=True, slots=True)
class Entry:
    """An acceptance and where it is written."""

    acceptance: Acceptance
    where: str
    """File and line."""


def load(path: Path) -> tuple[list[Entry], list[Failure]]:
    """Read the file of acceptances: the entries that are right, and a failure for each mistake.

    Where there is no file, nothing is accepted.
    """
    if not path.is_file():
        return [], []
    files = read([("/".join(path.parts[-3:]), path)], days_below=[(_KEY,)])
    failures = [_invalid(f"{problem.file}:{problem.line}", problem) for problem in files.problems]
    wrong: set[int | str] = set()
    try:
        _AcceptanceFile.model_validate(files.data)
    except ValidationError as error:
        failures += _mistakes(error, files)
        wrong = {mistake["loc"][1] for mistake in error.errors() if len(mistake["loc"]) > 1}
    listed = files.data.get(_KEY)
    entries = [
        Entry(Acceptance.model_validate(entry), _where(files, (_KEY, index)))
        for index, entry in enumerate(listed if isinstance(listed, list) else [])
        if index not in wrong
    ]
    return entries, failures


def _mistakes(error: ValidationError, files: YamlFiles) -> list[Failure]:
    schema = _AcceptanceFile.model_json_schema()
    return [
        _invalid(_where(files, mistake["loc"]), explain(mistake, mistake["loc"], schema)) for mistake in error.errors()
    ]


def _invalid(where: str, mistake: Problem | LandingZoneError) -> Failure:
    return Failure(FailureKind.INVALID_ACCEPTANCE, where, f"{mistake.what}: {mistake.got}", mistake.fix)


def _where(files: YamlFiles, path: tuple[str | int, ...]) -> str:
    file, line = files.place(path)
    return f"{file}:{line}"
