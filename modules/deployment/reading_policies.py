"""Policies that say which states each workspace reads beside its own. No cdktf here.

A bucket's policy has 20 KB, which the names of some hundred workspaces fill; a role has ten policies of 6,144
characters by default. Workspaces that read the same states share a statement, and a state is named without the folder
that all states of the environment are in: whatever is elsewhere, the roles are denied.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from modules.aws_limits import MANAGED_POLICY_LENGTH, POLICIES_OF_A_ROLE
from modules.deployment.state_names import ENDING
from modules.deployment.state_roles import TAG
from modules.specification.errors import LandingZoneError
from modules.storage.statements import Statement, policy_length

_ROOM = MANAGED_POLICY_LENGTH.value - policy_length([])


def reading_policies(reads: Mapping[str, Sequence[str]], *, at_most: int) -> list[list[Statement]]:
    """Return the statements of each policy, as many as are needed.

    Args:
        reads: Workspaces whose states each workspace reads, by workspace.
        at_most: How many policies a role can have.

    Raises:
        LandingZoneError: a role cannot have as many policies.

    """
    policies: list[list[Statement]] = []
    room: list[int] = []
    for number, (readers, read) in enumerate(_fitting(_groups(reads))):
        statement = {"Sid": f"Readers{number}", **_statement(readers, read)}
        length = _length(statement)
        place = next((number for number, left in enumerate(room) if length <= left), len(room))
        if place == len(room):
            policies.append([])
            room.append(_ROOM)
        policies[place].append(statement)
        room[place] -= length
    if len(policies) > at_most:
        raise LandingZoneError(
            "which states each workspace reads must fit into the policies of a role",
            got=f"{len(policies)} policies for {len(reads)} workspaces, where a role has {at_most} at most",
            why=f"a policy has {MANAGED_POLICY_LENGTH}, and a role {POLICIES_OF_A_ROLE} unless AWS raised that",
            fix="have AWS raise that and say so in deployment.bootstrap.access.policies_of_a_role, or remove access",
        )
    return policies


def _groups(reads: Mapping[str, Sequence[str]]) -> Iterator[tuple[list[str], list[str]]]:
    """Yield workspaces that read the same states, and those states."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for reader in sorted(reads):
        groups.setdefault(tuple(sorted(reads[reader])), []).append(reader)
    yield from ((readers, [*read]) for read, readers in groups.items() if read)


def _fitting(groups: Iterable[tuple[list[str], list[str]]]) -> Iterator[tuple[list[str], list[str]]]:
    """Yield groups, in halves where a statement would be longer than a policy: first of readers, then of states."""
    for readers, read in groups:
        if _length(_statement(readers, read)) + len('"Sid":"Readers000",') <= _ROOM:
            yield readers, read
        elif len(readers) > 1:
            half = len(readers) // 2
            yield from _fitting([(readers[:half], read), (readers[half:], read)])
        else:
            half = len(read) // 2
            yield from _fitting([(readers, read[:half]), (readers, read[half:])])


def _statement(readers: Sequence[str], read: Sequence[str]) -> Statement:
    return {
        "Effect": "Allow",
        "Action": "s3:GetObject",
        "Resource": [f"arn:aws:s3:::*/{workspace}{ENDING}" for workspace in read],
        "Condition": {"StringEquals": {f"aws:PrincipalTag/{TAG}": [*readers]}},
    }


def _length(statement: Statement) -> int:
    """Return how many characters a statement has with the comma behind it; IAM counts no white space."""
    return len(json.dumps(statement, separators=(",", ":"))) + 1
