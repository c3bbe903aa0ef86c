"""For which workspaces pipelines work with states: those of the class of accounts that a role is for. No cdktf here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from modules.delivery.classes import AccountClass, Phase
from modules.deployment.state_roles import TAG, WORK_AS, StateRole
from modules.storage.statements import Statement


def policy_name(phase: Phase, of: AccountClass) -> str:
    """Return the name of the policy that a role of delivery has for that."""
    return f"landing-zone-state-{phase}-{of}"


def state_roles(phase: Phase) -> tuple[StateRole, ...]:
    """Return the roles that a phase works with states as: what is read of others is read as the reader."""
    return (StateRole.READER,) if phase is Phase.PLAN else (StateRole.READER, StateRole.WRITER)


@dataclass(frozen=True, slots=True)
class Names:
    """Workspaces by patterns of their names."""

    patterns: tuple[str, ...]
    exceptions: tuple[str, ...]
    """Names that a pattern has, and that are of others."""


def names_of(of: AccountClass, classes: Mapping[str, AccountClass], environment: str) -> Names:
    """Return the workspaces of a class, so that one more of a family that is the class's changes nothing.

    A family is what begins with the same word. Where most are of the class, it is `<word>-*` but for the others;
    elsewhere each has its name.

    Args:
        of: The class.
        classes: The class of every workspace, by its id.
        environment: The environment's name, with which every id begins.

    """
    families: dict[str, set[str]] = defaultdict(set)
    for workspace in classes:
        families[workspace.removeprefix(f"{environment}-").partition("-")[0]].add(workspace)
    patterns, exceptions = list[str](), list[str]()
    for word, family in sorted(families.items()):
        own = {workspace for workspace in family if classes[workspace] is of}
        start = f"{environment}-{word}-"
        longer = {workspace for workspace in family if workspace.startswith(start)}
        if len(own & longer) > max(1, len(longer - own)):
            patterns += [*sorted(own - longer), f"{start}*"]
            exceptions += sorted(longer - own)
        else:
            patterns += sorted(own)
    return Names(tuple(patterns), tuple(exceptions))


def admission(phase: Phase, names: Names, account_id: str) -> list[Statement]:
    """Let a role of delivery work with the states of some workspaces.

    Args:
        phase: What the role does.
        names: The workspaces.
        account_id: The management account.

    """
    key = f"aws:RequestTag/{TAG}"
    condition: dict[str, Mapping[str, Collection[str]]] = {"StringLike": {key: [*names.patterns]}}
    if names.exceptions:
        condition["StringNotLike"] = {key: [*names.exceptions]}
    return [
        {
            "Sid": "WorkWithStates",
            "Effect": "Allow",
            "Action": [*WORK_AS],
            "Resource": [role.arn(account_id) for role in state_roles(phase)],
            "Condition": condition,
        }
    ]
