"""Which faults the emulator shows: throttling, errors and latency of the operations that a small YAML file names.

seed: 7
faults:
  - {service: organizations, operation: AttachPolicy, kind: throttling, every: 3}
  - {service: ec2, kind: error, probability: 0.1}
  - {service: "*", kind: latency, every: 1, seconds: 0.2}
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from fnmatch import fnmatchcase
from pathlib import Path
from random import Random
from threading import Lock
from typing import Annotated, Self

from pydantic import Field, model_validator

from modules.specification.errors import LandingZoneError
from modules.specification.model import Spec
from modules.specification.problems import InvalidEnvironmentError, Problem
from modules.specification.validation import Validation
from modules.specification.yaml_files import read


class FaultKind(StrEnum):
    """What happens to a request."""

    THROTTLING = "throttling"
    ERROR = "error"
    LATENCY = "latency"


class Fault(Spec):
    """What happens to some of the requests for some operations."""

    service: str
    """The service by botocore's name, as in `service_name` of a boto3 client. `*` stands for any text."""

    operation: str = "*"
    """The operation, as the service's API Reference writes it: `CreateAccount`. `*` stands for any text."""

    kind: FaultKind
    """`throttling`: refused with the service's own error code. `error`: a 5xx answer. `latency`: answered late."""

    every: Annotated[int, Field(ge=1)] | None = None
    """Every n-th of these requests, counted from the start. Give this or `probability`."""

    probability: Annotated[float, Field(gt=0, le=1)] | None = None
    """The share of these requests, picked by the seed: the same ones in each run. Give this or `every`."""

    seconds: Annotated[float, Field(gt=0, le=60)] = 1
    """How late an answer comes; for `latency` alone."""

    @model_validator(mode="after")
    def _has_one_frequency(self) -> Self:
        if (self.every is None) == (self.probability is None):
            raise LandingZoneError(
                "a fault says either every how many requests it happens, or how probable it is",
                got="both" if self.every is not None else "neither",
                why="one decides which requests fail",
                fix="write `every: 3`, or `probability: 0.1`",
            )
        return self

    def concerns(self, service: str, operation: str) -> bool:
        """Tell whether requests for an operation are counted."""
        return fnmatchcase(service, self.service) and fnmatchcase(operation, self.operation)


class FaultFile(Spec):
    """The whole file."""

    seed: int = 0
    """Another one picks other requests, where faults have a probability."""

    faults: list[Fault]


class Faults:
    """Decides about each request. The n-th request for an operation meets the same faults in every run."""

    def __init__(self, file: FaultFile) -> None:
        self._file = file
        self._counts: dict[tuple[int, str, str], int] = {}
        self._lock = Lock()

    def of(self, service: str, operation: str) -> Iterator[Fault]:
        """Count a request, and tell what happens to it."""
        for index, fault in enumerate(self._file.faults):
            if fault.concerns(service, operation):
                key = (index, service, operation)
                with self._lock:
                    self._counts[key] = self._counts.get(key, 0) + 1
                    count = self._counts[key]
                if self._happens(fault, (*key, count)):
                    yield fault

    def _happens(self, fault: Fault, request: tuple[int, str, str, int]) -> bool:
        if fault.every is not None:
            return request[-1] % fault.every == 0
        picked = Random(repr((self._file.seed, *request)))  # noqa: S311 - repeatable on purpose
        return picked.random() < (fault.probability or 0)


def load(path: Path) -> Faults:
    """Read a file of faults.

    Raises:
        InvalidEnvironmentError: with every problem that the file has.

    """
    if not path.is_file():
        fix = "write the path of a YAML file with a list of faults"
        missing = Problem(str(path), 1, "", "a file of faults must exist", "no such file", "it was asked for", fix)
        raise InvalidEnvironmentError(str(path), [missing], cross_checked=True)
    validation = Validation(read([(str(path), path)]), FaultFile)
    file = validation.whole()
    if file is None or validation.problems:
        raise InvalidEnvironmentError(str(path), validation.problems, cross_checked=True)
    return Faults(file)
