"""Roles of member accounts with all their policies, as principals of scenarios."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from modules.access.permission_sets import SynthesizedPermissionSet
from modules.access.personas import Personas
from modules.access.synthesized_access import Entry, SynthesizedAccess
from modules.across_accounts.stand_ins import StandIns
from modules.synthesized.environment import Synthesized
from modules.synthesized.resources import Resource
from modules.synthesized.unknowns import Identity

_ROLE, _INLINE, _ATTACHED, _POLICY = (
    "aws_iam_role",
    "aws_iam_role_policy",
    "aws_iam_role_policy_attachment",
    "aws_iam_policy",
)
_SESSION = "PT1H"
_OF_AWS = "arn:aws:iam::aws:policy/"


def with_roles(personas: Personas, synthesized: Synthesized, stand_ins: StandIns) -> Personas:
    """Return the people of an environment and, beside them, every role that is defined in a member account.

    Raises:
        LandingZoneError: a policy of a role cannot be followed.

    """
    found = list(synthesized.resources({_ROLE, _INLINE, _ATTACHED, _POLICY}))
    policies = {resource.identity: resource for resource in found if resource.kind == _POLICY}
    attached = defaultdict[tuple[str | None, str], list[Resource]](list)
    for resource in found:
        if resource.kind in {_INLINE, _ATTACHED}:
            attached[resource.account, _role_name(resource, stand_ins)].append(resource)
    roles, entries = {}, []
    for role in found:
        account = personas.environment.accounts.named(str(role.account)) if role.kind == _ROLE else None
        if account is None or account.is_management:
            continue
        named = f"role {role_name(role, stand_ins)} of {account.key}"
        of_role = attached[role.account, stand_ins.name(role)]
        roles[named] = _role(named, role, of_role, policies, stand_ins)
        entries.append(Entry("services", named, account.key))
    sets = {**personas.access.permission_sets, **roles}
    return replace(personas, access=SynthesizedAccess(sets, (*personas.access.entries, *entries)))


def role_name(role: Resource, stand_ins: StandIns) -> str:
    """Return a role's path and name, without a slash before it."""
    return f"{role.text('path') or '/'}{stand_ins.name(role)}".removeprefix("/")


def _role(
    named: str,
    role: Resource,
    attached: Sequence[Resource],
    policies: Mapping[str, Resource],
    stand_ins: StandIns,
) -> SynthesizedPermissionSet:
    boundary = policies.get(str(role.values.get("permissions_boundary")))
    arns = [each.values.get("policy_arn") for each in attached if each.kind == _ATTACHED]
    own = [policies[str(arn)] for arn in arns if str(arn) in policies]
    documents = [
        stand_ins.document(each, "policy") for each in (*(each for each in attached if each.kind == _INLINE), *own)
    ]
    return SynthesizedPermissionSet(
        name=named,
        session=_SESSION,
        managed_policies=tuple(str(arn) for arn in arns if str(arn).startswith(_OF_AWS)),
        customer_managed_policies=(),
        inline_policy=_together(documents),
        boundary=None,
        role=role_name(role, stand_ins),
        boundary_policy=stand_ins.document(boundary, "policy") if boundary else None,
    )


def _together(documents: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """Return one policy with the statements of several; statements of one name get a number behind it."""
    statements, seen = list[dict[str, Any]](), set[str]()
    for document in documents:
        for statement in document["Statement"]:
            sid = str(statement.get("Sid", "")) or f"Statement{len(statements) + 1}"
            sid = f"{sid}{len(statements) + 1}" if sid in seen else sid
            seen.add(sid)
            statements.append({**statement, "Sid": sid})
    return {"Version": "2012-10-17", "Statement": statements} if statements else None


def _role_name(resource: Resource, stand_ins: StandIns) -> str:
    value = resource.values.get("role")
    if isinstance(value, Identity):
        return stand_ins.text(resource, "role").rpartition("/")[2]
    return str(value)
