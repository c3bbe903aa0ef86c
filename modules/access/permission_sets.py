"""Permission sets of one environment, as they were synthesized."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from modules.access.kinds import BOUNDARY, CUSTOMER, INLINE, MANAGED, SET
from modules.policy_evaluation.reading.stand_ins import with_stand_ins
from modules.specification.errors import LandingZoneError
from modules.synthesized.environment import Synthesized
from modules.synthesized.resources import Resource
from modules.synthesized.unknowns import Identity

_ONE_HOUR = "PT1H"
"""What Identity Center takes where a permission set does not say how long."""
_PRINCIPAL = re.compile(r"(?:data\.)?aws_identitystore_(group|user)\.(?:groups|people)_(.+)_\w{8}")

Attached = Mapping[tuple[str, str], Sequence[Resource]]
"""What is attached, by type and permission set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SynthesizedPermissionSet:
    """One permission set, with all that is attached to it."""

    name: str
    session: str
    """As Identity Center takes it: `PT8H`."""
    managed_policies: tuple[str, ...]
    """ARNs of AWS's policies."""
    customer_managed_policies: tuple[str, ...]
    """Paths and names of the accounts' own policies; nothing here says what they allow."""
    inline_policy: Mapping[str, Any] | None
    boundary: str | None
    """The ARN of AWS's policy, or path and name of the accounts' own."""
    role: str | None = None
    """Path and name of a role of the account's own, where it is one and no permission set."""
    boundary_policy: Mapping[str, Any] | None = None
    """What the boundary says, where that is the account's own and known."""


def permission_sets(synthesized: Synthesized, resources: Mapping[str, Resource]) -> dict[str, SynthesizedPermissionSet]:
    """Return every permission set, by its identity.

    Args:
        synthesized: The environment.
        resources: All that the matrix is made of, by identity.

    Raises:
        LandingZoneError: something is attached to none of them, two have one name, or a policy cannot be followed.

    """
    sets = {identity: resource for identity, resource in resources.items() if resource.kind == SET}
    attached: defaultdict[tuple[str, str], list[Resource]] = defaultdict(list)
    for resource in resources.values():
        if resource.kind in {INLINE, MANAGED, CUSTOMER, BOUNDARY}:
            permission_set = resource.values.get("permission_set_arn")
            if permission_set not in sets:
                raise lost(permission_set, resource, "the permission set of a policy")
            attached[resource.kind, permission_set].append(resource)
    found = {identity: _permission_set(synthesized, resource, attached) for identity, resource in sets.items()}
    _refuse_twice(found)
    return found


def group_name(group: Resource) -> str:
    """Return what a group is called in the directory, one that is looked up there too."""
    name = group.text("display_name")
    return name or str(group.values["alternate_identifier"]["unique_attribute"]["attribute_value"])


def stand_in(kind: str, key: str) -> str:
    """Return what stands for the id of a group or a person: `group-AWSBreakGlass`."""
    return f"{kind}-{key}"


def lost(value: Any, resource: Resource, what: str) -> LandingZoneError:
    """Return the error for a reference that leads nowhere."""
    return LandingZoneError(
        f"{what} cannot be read from what was synthesized",
        got=f"{value} in {resource.identity}",
        why="who may do what is read from the workspaces, as Terraform will apply them",
        fix="run `python main.py synth`; if it stays, it is a mistake of this library",
    )


def _permission_set(synthesized: Synthesized, resource: Resource, attached: Attached) -> SynthesizedPermissionSet:
    def of(kind: str) -> Sequence[Resource]:
        return attached.get((kind, resource.identity), ())

    policies = [with_stand_ins(synthesized, policy, "inline_policy", _stand_in) for policy in of(INLINE)]
    boundaries = [boundary.values["permissions_boundary"] for boundary in of(BOUNDARY)]
    return SynthesizedPermissionSet(
        name=str(resource.values["name"]),
        session=resource.text("session_duration") or _ONE_HOUR,
        managed_policies=tuple(str(policy.values["managed_policy_arn"]) for policy in of(MANAGED)),
        customer_managed_policies=tuple(_own(policy.values) for policy in of(CUSTOMER)),
        inline_policy=json.loads(policies[0]) if policies else None,
        boundary=_boundary(boundaries[0]) if boundaries else None,
    )


def _refuse_twice(found: Mapping[str, SynthesizedPermissionSet]) -> None:
    first: dict[str, str] = {}
    for identity, permission_set in found.items():
        if first.setdefault(permission_set.name, identity) != identity:
            raise LandingZoneError(
                "two permission sets have the same name",
                got=f"{permission_set.name} is {first[permission_set.name]} and {identity}",
                why="names of permission sets are unique in IAM Identity Center",
                fix="give one of them another name",
            )


def _stand_in(value: Identity) -> str | None:
    """Return the name of a group or a person in the place of an id that is known at apply only."""
    found = _PRINCIPAL.fullmatch(value.address)
    return stand_in(found[1], found[2]) if found and value.attribute in {"group_id", "user_id"} else None


def _boundary(body: Mapping[str, Any]) -> str:
    arn = body.get("managed_policy_arn")
    return str(arn) if arn else _own(body)


def _own(body: Mapping[str, Any]) -> str:
    reference = body["customer_managed_policy_reference"]
    return f"{reference.get('path', '/')}{reference['name']}"


def with_sids(policy: Mapping[str, Any]) -> dict[str, Any]:
    """Return a policy in which every statement has a name; one that has none is named by its number."""
    statements = [
        {**statement, "Sid": statement.get("Sid") or f"Statement{number}"}
        for number, statement in enumerate(policy["Statement"], start=1)
    ]
    return {**policy, "Statement": statements}
