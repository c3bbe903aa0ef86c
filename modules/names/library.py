"""Makers that are no resource of ours: `policies/names.yaml`."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Literal

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


class PlaceSpec(Spec):
    """Names of which each account that needs them has its own."""

    kind: str = Field(min_length=1)
    """Service and type, as the ledger shows them: `iam:role`."""

    names: str = Field(min_length=1)
    """The name, with `*` for what is not fixed; `{team}`, `{stage}` and `{domain}` are those of the account."""

    accounts: tuple[str, ...] = Field(min_length=1)
    """Which accounts need it: functions, functions with a kind of stage (`team/dev`), `member` for all but the
    management account."""

    section: Literal["data", "machine_learning", "pipelines"] | None = None
    """The section of the environment that has it made, without which nobody needs it."""

    why: str = Field(min_length=1)
    """Who relies on it there."""


class NamesSpec(Spec):
    """The whole file."""

    makers: list[MakerSpec]
    """Every maker that is no resource of ours, in any order; the first that fits counts."""

    places: list[PlaceSpec]
    """Where a name is needed: each account of the place has a maker of its own."""


@cache
def makers_of_others() -> tuple[MakerSpec, ...]:
    """Read who makes what no synthesized resource makes.

    Raises:
        InvalidEnvironmentError: the file is not right.

    """
    return tuple(_whole().makers)


@cache
def places() -> tuple[PlaceSpec, ...]:
    """Read where names are needed.

    Raises:
        InvalidEnvironmentError: the file is not right.

    """
    return tuple(_whole().places)


def _whole() -> NamesSpec:
    return read_data_file(FILE, NamesSpec, shown=f"policies/{FILE.name}", folder="policies")[0]
