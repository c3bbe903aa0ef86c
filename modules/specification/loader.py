"""Read an environment's folder. Every problem is reported at once, each with its file and line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from modules.specification.errors import LandingZoneError
from modules.specification.model import Spec
from modules.specification.problems import InvalidEnvironmentError, Problem, dotted
from modules.specification.pydantic_errors import explain
from modules.specification.suggestions import nearest
from modules.specification.yaml_files import KeyPath, YamlFiles, read

S = TypeVar("S", bound=Spec)

CHECKED_APART = {"contradictions_apart": True}
"""Validation context under which a specification leaves its cross-checks to the loader, which wants all at once."""

CrossCheck = Callable[[S, AbstractSet[KeyPath]], Iterable[LandingZoneError]]
"""Given a specification and the paths that were refused before: every contradiction in it."""


def environments(folder: Path) -> list[str]:
    """Names of the environments below `folder`, in alphabetical order."""
    return sorted(path.name for path in folder.iterdir() if path.is_dir() and any(path.glob("*.yaml")))


def load(folder: Path, model: type[S], cross_check: CrossCheck[S], *, shown: str | None = None) -> S:
    """Read every `*.yaml` of a folder into one specification.

    Args:
        folder: The environment's folder.
        model: What to read it into.
        cross_check: Finds contradictions between parts that are right by themselves.
        shown: The folder's name in messages; the path itself where none is given.

    Raises:
        InvalidEnvironmentError: with every problem that the files have.
        LandingZoneError: there is no such folder, or no YAML in it.

    """
    shown = shown or str(folder)
    paths = sorted(folder.glob("*.yaml")) if folder.is_dir() else []
    if not paths:
        known = environments(folder.parent) if folder.parent.is_dir() else []
        guess = nearest(folder.name, known)
        raise LandingZoneError(
            "there is no such environment",
            got=folder.name,
            why=f"{folder.parent.name} has {', '.join(known) or 'none'}",
            fix=f"did you mean {guess}?" if guess else "name one of these, or make a folder with YAML files",
        )
    files = read([(f"{shown}/{path.name}", path) for path in paths])
    files.places[()] = (f"{shown}/{paths[0].name}", 1)
    whole, problems, dropped = _validated(files, model)
    if whole is not None:
        problems += [_problem(found, found.path, files) for found in cross_check(whole, dropped)]
    if whole is None or problems:
        raise InvalidEnvironmentError(shown, problems, cross_checked=whole is not None)
    return whole


def _validated(files: YamlFiles, model: type[S]) -> tuple[S | None, list[Problem], set[KeyPath]]:
    """Validate; then leave out what was refused and validate the rest, until a whole is left or nothing can be."""
    data, problems, dropped = files.data, list(files.problems), {_path_of(one) for one in files.problems}
    while True:
        try:
            # As JSON: strict, yet lists may become tuples and words enumerations.
            return model.model_validate_json(json.dumps(data), context=CHECKED_APART), problems, dropped
        except ValidationError as invalid:
            schema = model.model_json_schema()
            new = set()
            for error in invalid.errors(include_url=False):
                path = _yaml_path(error["loc"], data)
                found = explain(error, path, schema)
                where = path if found.path[: len(path)] == path or not found.path else (*path, *found.path)
                if _is_new(path, dropped):
                    problems.append(_problem(found, where, files))
                new.add(path)
        removed = {path for path in new if _remove(data, path)}
        if not removed:
            return None, problems, dropped
        dropped |= new


def _is_new(path: KeyPath, dropped: set[KeyPath]) -> bool:
    """Whether an error is no mere consequence of what was left out before."""
    return not any(one[: len(path)] == path or path[: len(one)] == one for one in dropped)


def _problem(found: LandingZoneError, path: KeyPath, files: YamlFiles) -> Problem:
    file, line = files.place(path)
    return Problem(file, line, dotted(path), found.what, str(found.got), found.why, found.fix)


def _path_of(problem: Problem) -> KeyPath:
    parts: Iterator[str] = iter(problem.path.replace("[", ".[").split("."))
    return tuple(int(part[1:-1]) if part.startswith("[") else part for part in parts if part)


def _yaml_path(loc: tuple[int | str, ...], data: Any) -> KeyPath:
    """Leave out of pydantic's location what no YAML says: `[key]`, union tags, validator names."""
    path: list[int | str] = []
    for index, part in enumerate(loc):
        is_last = index == len(loc) - 1
        if part == "[key]":
            break
        if isinstance(data, dict) and (part in data or is_last):
            path.append(part)
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            path.append(part)
            data = data[part]
    return tuple(path)


def _remove(data: Any, path: KeyPath) -> bool:
    """Take out what stands at `path`, or else the nearest part above it that can be taken out."""
    while path:
        parent = data
        try:
            for part in path[:-1]:
                parent = parent[part]
            del parent[path[-1]]
        except (KeyError, IndexError, TypeError):
            path = path[:-1]
        else:
            return True
    return False
