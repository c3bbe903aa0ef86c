"""Permission sets that are bound to the stage of an account: what each is called there, and which statements it has."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any, Literal

from modules.accounts.stages import StageKind
from modules.aws_limits import PERMISSION_SET_NAME_LENGTH
from modules.specification.suggestions import nearest

_HASH_LENGTH = 6

Stages = Mapping[StageKind, Literal["all"] | Collection[str]]
"""Which statements there are in a stage of each kind, by their Sids."""


def name_in_stage(name: str, stage: str) -> str:
    """Name a permission set that is bound to a stage: `MLEngineering` in `dev`, `MLEngineering-qa` in `qa`.

    It depends on nothing but the two names, so that no stage which is added, left out or moved renames another's.
    Where that is longer than Identity Center takes, the stage's name gives way to the start of its hash.
    """
    if stage == StageKind.DEV:
        return name
    whole = f"{name}-{stage}"
    if len(whole) <= PERMISSION_SET_NAME_LENGTH.value:
        return whole
    end = f"-{sha256(whole.encode()).hexdigest()[:_HASH_LENGTH]}"
    return f"{whole[: PERMISSION_SET_NAME_LENGTH.value - len(end)]}{end}"


def faults_of_stages(stages: Stages, statements: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str, str, str]]:
    """Tell of Sids that no statement has, and of statements that no stage has; nothing where no stages are given."""
    if not stages:
        return
    known = {str(statement.get("Sid", "")) for statement in statements}
    named = {sid for sids in stages.values() for sid in (known if sids == "all" else sids)}
    why = "they choose the statements that there are in accounts of a stage"
    for sid in sorted(named - known):
        guess = nearest(sid, known)
        yield "stages must name statements of the inline policy", sid, why, f"write {guess or 'one of its Sids'}"
    for sid in sorted(known - named):
        yield "every statement must be there in some stage", sid or "one without a Sid", why, "name it, or remove it"
