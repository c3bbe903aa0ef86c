"""The starter set: guardrails that one key of the YAML binds to the root."""

from __future__ import annotations

from functools import cache

from pydantic import Field

from modules.organization.guardrails.library import PROJECT
from modules.specification.data_file import read_data_file
from modules.specification.model import Name, Spec

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
    whole, _ = read_data_file(FILE, _StarterFile, shown=shown, folder=shown)
    return whole.starter_guardrails
