"""Stages: the user's own steps of the way to production, and what the library does with each. No cdktf here."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field

from modules.specification.model import LONGEST_NAME, Spec
from modules.specification.texts import UnitPath, matching, not_of_every_object

StageName = Annotated[
    str,
    AfterValidator(
        matching(
            r"[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*",
            what="a stage must be words joined by single hyphens",
            why="it becomes part of Terraform addresses and of the names of permission sets",
            fix="write it like preproduction: a letter first, then letters, digits and single hyphens",
        )
    ),
    AfterValidator(not_of_every_object),
    Field(max_length=LONGEST_NAME, examples=["dev"]),
]
"""`preproduction`, `SDLC`: a stage of the environment. Where teams have accounts of it, it is in lower case: it becomes
part of the names of buckets."""


class StageKind(StrEnum):
    """How the library treats a stage: what it assigns, and where it connects accounts."""

    DEV = "dev"
    """Where teams try things out: the stage that is called so."""
    TEST = "test"
    """Any other stage that is not production."""
    PROD = "prod"
    """Production, whatever it is called."""


class StageSpec(Spec):
    """A step of the way to production, and what all teams' accounts of it have in common."""

    unit: UnitPath | None = None
    """The organizational unit that teams' accounts of this stage live in, as a path: `Workloads/NonProduction`. Teams
    have no account of a stage without one."""

    production: bool | None = None
    """Whether others depend on what runs in it. `dev` and `test` are no production and `prod` is, where nothing is said
    here; any other stage must say it."""


KNOWN_STAGES: Mapping[str, bool] = {kind.value: kind is StageKind.PROD for kind in StageKind}
"""Stages that need not say whether they are production, and whether they are."""


def kind_of(stage: str, stages: Mapping[str, StageSpec]) -> StageKind:
    """Tell how the library treats a stage. One of which nothing is known counts as production.

    Args:
        stage: Its name.
        stages: All that the environment describes.

    """
    written = stages[stage].production if stage in stages else None
    if KNOWN_STAGES.get(stage, True) if written is None else written:
        return StageKind.PROD
    return StageKind.DEV if stage == StageKind.DEV else StageKind.TEST


def stages_of_kind(kind: StageKind, stages: Mapping[str, StageSpec]) -> tuple[str, ...]:
    """Return the stages of one kind, in the order written; the kind's own name where there is none.

    A policy that names the stages of a kind so never has an empty list, and that name belongs to no account.
    """
    return tuple(stage for stage in stages if kind_of(stage, stages) is kind) or (kind.value,)


def lowest_stage(stages: Mapping[str, StageSpec]) -> str:
    """Return the stage up to which anybody may work: `dev`, or the first that is no production."""
    below = (stage for kind in (StageKind.DEV, StageKind.TEST) for stage in stages if kind_of(stage, stages) is kind)
    return next(below, StageKind.DEV.value)


def cleared_stages(stage: str, stages: Mapping[str, StageSpec]) -> tuple[str, ...]:
    """Return the clearances that suffice for a stage: the stage itself, and those later on the way to production.

    Production comes after everything else, in whatever order the environment writes them.
    """
    order = [each for kind in StageKind for each in stages if kind_of(each, stages) is kind]
    return tuple(order[order.index(stage) :]) if stage in order else (stage,)
