"""One file of data that is no part of an environment: a library's, or a policy's."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from modules.specification.errors import LandingZoneError
from modules.specification.model import Spec
from modules.specification.problems import InvalidEnvironmentError
from modules.specification.validation import Validation
from modules.specification.yaml_files import YamlFiles, read

S = TypeVar("S", bound=Spec)


def read_data_file(
    path: Path,
    model: type[S],
    *,
    shown: str,
    folder: str,
    contradictions: Callable[[S], Iterable[LandingZoneError]] = lambda _: (),
) -> tuple[S, YamlFiles]:
    """Read a file; return what it says, and where each part of it stands.

    Args:
        path: The file.
        model: What it may say.
        shown: What to call the file in messages.
        folder: What to call where it is.
        contradictions: Gives what is wrong with a whole whose parts are right.

    Raises:
        InvalidEnvironmentError: with every problem of the file.

    """
    files = read([(shown, path)])
    files.places[()] = (shown, 1)
    validation = Validation(files, model)
    whole = validation.whole()
    problems = [*validation.problems, *(validation.contradictions(contradictions(whole)) if whole else ())]
    if whole is None or problems:
        raise InvalidEnvironmentError(folder, problems, cross_checked=True)
    return whole, files
