"""The table of what somebody may do with a permission set in a stage of each kind, from the statements it has there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from modules.accounts.stages import StageKind
from modules.identity.inline_document import statements
from modules.identity.library import PermissionSet

HEAD = """## What holds in development, test and production

Permission sets of people who work in teams' accounts are bound to the stage of the account: each is one for each
stage (`MLEngineering`, `MLEngineering-test`, `MLEngineering-prod`), with that stage in it. Neither a tag in a request
nor one on a resource makes an account another stage's. *Cleared* means: for whom the session attribute `Stage` names
this stage or a later one. Production comes last, whatever the order in which an environment writes its stages.

The name alone is that of the stage `dev`, whatever other stages there are, so that another stage renames none. Where
nobody has it in `dev` (`TeamLead`, `MLOpsApprover`), a permission set of that name is there and allows nothing:
accounts may still have it from the time when it was bound to no stage, and AWS deletes none that is assigned.

In production nobody but the release path makes, tags or changes anything. Engineers who are cleared start, retry and
stop releases, stop a pipeline and change the capacity of endpoints; leads who are cleared stop what runs; approvers who
are cleared decide. Guardrails are the second lock: `protect-owner-tags` keeps `Stage`, `Team` and `Owner` of what
exists; `production-stage-only` and `no-production-stage` keep the tag `Stage` of what is made true to the unit. Team
leads administer development: `AdministratorAccess` is bound to no stage. Asking AWS for support and for quotas takes no
clearance, because neither touches what is in a stage.

| permission set | may | development | test | production |
| --- | --- | --- | --- | --- |
"""

_CLEARANCE = "aws:PrincipalTag/Stage"
_WORD = re.compile(r"[A-Z][a-z]*")


def stage_rows(sets: Iterable[PermissionSet]) -> Iterator[str]:
    """Write a row for each statement of each permission set that is bound to stages."""
    for permission_set in sets:
        stages = permission_set.description.stages
        if stages is None:
            continue
        for statement in statements(permission_set.inline_policy or {}):
            cells = (_cell(statement, stages, kind) for kind in StageKind)
            yield f"| {permission_set.name} | {_words(statement['Sid'])} | {' | '.join(cells)} |\n"


def _cell(statement: Mapping[str, Any], stages: Mapping[StageKind, Any], kind: StageKind) -> str:
    sids = stages.get(kind, ())
    if sids != "all" and statement["Sid"] not in sids:
        return "no"
    conditions = statement.get("Condition", {}).values()
    return "cleared" if any(_CLEARANCE in entries for entries in conditions) else "yes"


def _words(sid: str) -> str:
    """Write `RunTheTeamsJobs` as `run the team's jobs`."""
    words = " ".join(_WORD.findall(sid)).lower()
    return words.replace("the teams ", "the team's ")
