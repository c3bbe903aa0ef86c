"""Roles that services work as for a team: whoever may write a job's script works as one of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from modules.access.permission_sets import SynthesizedPermissionSet
from modules.access.personas import Personas
from modules.access.synthesized_access import Entry, SynthesizedAccess
from modules.policy_evaluation.reading.inputs import Account
from modules.synthesized.environment import Synthesized
from modules.synthesized.resources import Resource
from modules.synthesized.unknowns import Identity, Unknown

PATH = "/teams/"
"""The path that execution roles of teams are below."""

_ROLE, _ROLE_POLICY, _POLICY = "aws_iam_role", "aws_iam_role_policy", "aws_iam_policy"
_SESSION = "PT1H"
_UNKNOWN_IN_ARNS = {"aws_kms_key": "key/of-the-team", "aws_s3_bucket": "bucket-of-the-team"}
"""What stands for the end of an ARN that is known at apply only, by the type of the resource."""


def with_execution_roles(personas: Personas, synthesized: Synthesized) -> Personas:
    """Return the people of an environment and, beside them, every execution role of its teams.

    A role is one for all teams in accounts of one stage and one unit: their policies differ in the team's name alone.

    Raises:
        LandingZoneError: a role or its policy cannot be followed.

    """
    found = {
        f"role {resource.values['name']} of {account.key}": (account, resource)
        for account, resource in _one_of_each_kind(personas, synthesized)
    }
    policies = {(_where(each), each.values.get("role")): each for each in synthesized.resources({_ROLE_POLICY})}
    boundaries = {each.identity: each for each in synthesized.resources({_POLICY})}
    roles = {
        name: SynthesizedPermissionSet(
            name=name,
            session=_SESSION,
            managed_policies=(),
            customer_managed_policies=(),
            inline_policy=_document(synthesized, policies.get((_where(role), role.values["name"])), account),
            boundary=None,
            role=f"{role.values['path']}{role.values['name']}".removeprefix("/"),
            boundary_policy=_document(
                synthesized, boundaries.get(str(role.values.get("permissions_boundary"))), account
            ),
        )
        for name, (account, role) in found.items()
    }
    entries = (Entry("services", name, account.key) for name, (account, _) in found.items())
    sets = {**personas.access.permission_sets, **roles}
    return replace(personas, access=SynthesizedAccess(sets, (*personas.access.entries, *entries)))


def _one_of_each_kind(personas: Personas, synthesized: Synthesized) -> Iterator[tuple[Account, Resource]]:
    seen: set[Any] = set()
    for resource in synthesized.resources({_ROLE}):
        account = personas.environment.accounts.named(resource.account or "")
        if account is None or not str(resource.values.get("path", "")).startswith(PATH):
            continue
        kind = (resource.address, account.stage, account.unit)
        if kind not in seen:
            seen.add(kind)
            yield account, resource


def _where(resource: Resource) -> str:
    return resource.identity.partition(":")[0]


def _document(synthesized: Synthesized, resource: Resource | None, account: Account) -> Mapping[str, Any] | None:
    """Read a policy; what is known at apply only is the account's own."""
    if resource is None:
        return None

    def known(value: Any) -> Any:
        if not isinstance(value, Unknown):
            return value
        kind = value.address.partition(".")[0] if isinstance(value, Identity) else ""
        end = _UNKNOWN_IN_ARNS.get(kind)
        if end is None:
            return str(account.known_id)
        return end if kind == "aws_s3_bucket" else f"arn:aws:kms:{resource.region}:{account.known_id}:{end}"

    document: Mapping[str, Any] = json.loads(str(synthesized.argument(resource, "policy", known)))
    return document
