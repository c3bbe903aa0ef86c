"""Which faults the emulator shows: throttling, errors, latency and lost answers of what a small YAML file names.

seed: 7
faults:
  - {service: organizations, operation: AttachPolicy, kind: throttling, every: 3}
  - {service: ec2, kind: error, status: 503, probability: 0.1}
  - {service: iam, operation: "Create*", kind: lost, first: 2}
  - {service: "*", kind: latency, every: 1, seconds: 0.2}
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from fnmatch import fnmatchcase
from pathlib import Path
from random import Random
from threading import Lock
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from modules.emulator.errors import EmulatorError


class FaultKind(StrEnum):
    """What happens to a request."""

    THROTTLING = "throttling"
    ERROR = "error"
    LATENCY = "latency"
    LOST = "lost"


class _Written(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True, hide_input_in_errors=True)


class Fault(_Written):
    """What happens to some of the requests for some operations."""

    service: str
    """The service by botocore's name, as in `service_name` of a boto3 client. `*` stands for any text."""

    operation: str = "*"
    """The operation, as the service's API Reference writes it: `CreateAccount`. `*` stands for any text."""

    kind: FaultKind
    """`throttling`: refused with the service's own error code. `error`: a 5xx answer. `latency`: answered late.
    `lost`: done, and the connection breaks before the answer."""

    every: Annotated[int, Field(ge=1)] | None = None
    """Every n-th of these requests, counted from the start. Give one of this, `first` and `probability`."""

    first: Annotated[int, Field(ge=1)] | None = None
    """The first n of these requests, as while a service is out of order."""

    probability: Annotated[float, Field(gt=0, le=1)] | None = None
    """The share of these requests, picked by the seed: the same ones in each run."""

    status: Literal[500, 502, 503] = 500
    """Of an `error`: 500 and 503 in the service's words, 502 in those of what stands before it."""

    seconds: Annotated[float, Field(gt=0, le=60)] = 1
    """How late an answer comes; for `latency` alone."""

    @model_validator(mode="after")
    def _has_one_frequency(self) -> Self:
        given = [name for name in ("every", "first", "probability") if getattr(self, name) is not None]
        if len(given) != 1:
            got = " and ".join(given) or "none"
            raise ValueError(f"write one of `every: 3`, `first: 5` and `probability: 0.1`; got: {got}")
        return self

    def concerns(self, service: str, operation: str) -> bool:
        """Tell whether requests for an operation are counted."""
        return fnmatchcase(service, self.service) and fnmatchcase(operation, self.operation)


class FaultFile(_Written):
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
        if fault.first is not None:
            return request[-1] <= fault.first
        picked = Random(repr((self._file.seed, *request)))  # noqa: S311 - repeatable on purpose
        return picked.random() < (fault.probability or 0)


def load(path: Path) -> Faults:
    """Read a file of faults.

    Raises:
        EmulatorError: it does not exist, or with every problem that it has.

    """
    if not path.is_file():
        raise EmulatorError(
            "a file of faults must exist",
            got=path,
            why="it was asked for",
            fix="write the path of a YAML file with a list of faults",
        )
    try:
        return Faults(FaultFile.model_validate(YAML(typ="safe").load(path)))
    except (YAMLError, ValidationError) as error:
        raise EmulatorError(
            "the file of faults is wrong",
            got=f"{path}: {_problems(error)}",
            why="which requests fail follows from it",
            fix="write it as the head of modules/emulator/faults.py shows",
        ) from error


def _problems(error: YAMLError | ValidationError) -> str:
    if isinstance(error, YAMLError):
        return " ".join(str(error).split())
    return "; ".join(f"{_path(problem['loc'])} {problem['msg']}" for problem in error.errors())


def _path(keys: tuple[int | str, ...]) -> str:
    """Write a path as a reader finds it: `faults[0].kind`."""
    return "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in keys).removeprefix(".")
