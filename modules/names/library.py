"""Makers that are no resource of ours: `policies/names.yaml`."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path

from pydantic import Field

from modules.specification.data_file import read_data_file
from modules.specification.model import Spec

FILE = Path(__file__).parents[2] / "policies" / "names.yaml"


class MadeBy(StrEnum):
    """Who makes what is called so."""

    AWS = "aws"
    CONTROL_TOWER = "control-tower"
    ACCOUNT_FACTORY_FOR_TERRAFORM = "account-factory-for-terraform"
    USERS = "users"
    """People of teams, in their work: the policy is about what they may call so."""
    NOBODY_YET = "nobody-yet"
    """Something that is still to be built; it is counted, and shown."""


class MakerSpec(Spec):
    """Names that no synthesized resource makes, and who does."""

    kind: str = Field(min_length=1)
    """Service and type, as the ledger shows them: `iam:role`. With `*` where several are meant: `bedrock:*`."""

    names: str = Field(min_length=1)
    """A pattern that the names as they are referred to fit, with `*`."""

    made_by: MadeBy
    """Who makes them."""

    why: str = Field(min_length=1)
    """How they come into being, with its source."""


class MakersSpec(Spec):
    """Every maker that is no resource of ours."""

    makers: list[MakerSpec]
    """In any order; the first that fits counts."""


@cache
def makers_of_others() -> tuple[MakerSpec, ...]:
    """Read who makes what no synthesized resource makes.

    Raises:
        InvalidEnvironmentError: the file is not right.

    """
    shown = f"policies/{FILE.name}"
    return tuple(read_data_file(FILE, MakersSpec, shown=shown, folder="policies")[0].makers)
