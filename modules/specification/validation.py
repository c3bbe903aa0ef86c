"""Validate what the YAML says; leave out what is refused, and validate the rest, until a whole is left."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from modules.specification.errors import LandingZoneError
from modules.specification.model import WRITTEN, Spec
from modules.specification.problems import Problem, dotted
from modules.specification.pydantic_errors import explain, meant
from modules.specification.refused_paths import RefusedPaths
from modules.specification.remaining import Remaining
from modules.specification.schema_nodes import Schema
from modules.specification.yaml_files import KeyPath, YamlFiles

S = TypeVar("S", bound=Spec)


class Validation(Generic[S]):
    """One environment's files against the model of them."""

    def __init__(self, files: YamlFiles, model: type[S]) -> None:
        self._files, self._model = files, model
        self.problems = list(files.problems)
        self.refused = RefusedPaths(files.refused)
        """Paths of all that was refused, as they were written."""
        self._remaining: Remaining | None = None

    def whole(self) -> S | None:
        """Return the specification without what was refused; `None` where nothing can be made of it."""
        data = self._files.data
        while True:
            try:
                # As JSON: strict, yet lists may become tuples and words enumerations.
                return self._model.model_validate_json(json.dumps(data), context=WRITTEN)
            except ValidationError as invalid:
                self._remaining = self._remaining or Remaining(data, _schema(self._model))
                paths = self._refuse(invalid, self._remaining)
            taken = [self._remaining.take_out(path) for path in reversed(paths)]  # from the end: indexes stay right
            if not any(taken):
                return None

    def contradictions(self, found: Iterable[LandingZoneError]) -> Iterator[Problem]:
        """Turn what cross-checks found in what is left into problems, without those that follow from what is not."""
        for contradiction in found:
            path = self.as_written(contradiction.path)
            if not self.refused.hold(path):
                yield self._problem(contradiction, path)

    def as_written(self, path: KeyPath) -> KeyPath:
        """Return where something of what is left stands in the files, in which what was refused is there too."""
        return self._remaining.as_written(path) if self._remaining else path

    def _problem(self, found: LandingZoneError, path: KeyPath) -> Problem:
        file, line = self._files.place(path)
        return Problem(file, line, dotted(path), found.what, str(found.got) or "nothing", found.why, found.fix)

    def _refuse(self, invalid: ValidationError, remaining: Remaining) -> list[KeyPath]:
        """Keep every error that does not follow from another; return where in the data all of them stand."""
        errors = invalid.errors(include_url=False)
        paths = [_yaml_path(error["loc"], remaining.data, missing=error["type"] == "missing") for error in errors]
        written = [(remaining.as_written(path), dict(error)) for path, error in zip(paths, errors, strict=True)]
        for path, error in written:
            if error["type"] in ("too_short", "too_long") and isinstance(error["input"], str):
                error["type"] = f"string_{error['type']}"  # pydantic says "items" where a validator is before the limit
            error["input"] = self._files.written.get(path, error["input"])  # 1.10 is no longer seen in the number 1.1
        guesses = [meant(error, path, remaining.schema) for path, error in written]
        misspelt = {guess for guess in guesses if guess and not remaining.holds(guess)}
        # A list is too short when all its items are refused, for themselves or for something in them.
        with_items = {path[:length] for path, _ in written for length in range(len(path))}
        for path, error in written:
            is_short = error["type"] == "too_short" and path in with_items
            if not (path in misspelt or is_short or self._is_consequence(path, error)):
                found = explain(error, path, remaining.schema)
                is_whole = found.path[: len(path)] == path
                self.problems.append(self._problem(found, found.path if is_whole else (*path, *found.path)))
        self.refused.add(misspelt | {path for path, _ in written})
        return list(dict.fromkeys(paths))

    def _is_consequence(self, path: KeyPath, error: dict[str, Any]) -> bool:
        if len(path) == 1 and error["type"] == "missing" and () in self.refused:
            return True  # the file that nothing is known of may have it
        return self.refused.hold(path) or self.refused.are_within(path)


@cache
def _schema(model: type[Spec]) -> Schema:
    return model.model_json_schema()


def _yaml_path(loc: tuple[int | str, ...], data: Any, *, missing: bool) -> KeyPath:
    """Leave out of pydantic's location what no YAML says: `[key]`, union tags, validator names."""
    path: list[int | str] = []
    for index, part in enumerate(loc):
        is_missing = missing and index == len(loc) - 1
        if part == "[key]":
            break
        if isinstance(data, dict) and (part in data or is_missing):
            path.append(part)
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            path.append(part)
            data = data[part]
    return tuple(path)
