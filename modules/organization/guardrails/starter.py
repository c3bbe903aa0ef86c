"""The starter set: guardrails that one key of the YAML binds to the root."""

from __future__ import annotations

from functools import cache

from pydantic import Field

from modules.organization.guardrails.library import PROJECT
from modules.specification.model import Name, Spec
from modules.specification.problems import InvalidEnvironmentError
from modules.specification.validation import Validation
from modules.specification.yaml_files import read

FILE = PROJECT / "policies" / "starter_guardrails.yaml"


class _StarterFile(Spec):
    """The whole file."""

    starter_guardrails: tuple[Name, ...] = Field(min_length=1)


@cache
def starter_set() -> tuple[str, ...]:
    """Return the names of the guardrails in it, in the order in which they are packed.

    Raises:
        InvalidEnvironmentError: the file is not right.

    """
    shown = f"policies/{FILE.name}"
    validation = Validation(read([(shown, FILE)]), _StarterFile)
    whole = validation.whole()
    if whole is None or validation.problems:
        raise InvalidEnvironmentError(shown, validation.problems, cross_checked=True)
    return whole.starter_guardrails
