"""Permission sets and assignments of one environment, as they were synthesized."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from modules.policy_evaluation.organization_tree import document
from modules.policy_evaluation.terraform_text import addresses, evaluated
from modules.specification.errors import LandingZoneError

_SET, _INLINE = "aws_ssoadmin_permission_set", "aws_ssoadmin_permission_set_inline_policy"
_MANAGED, _CUSTOMER = "aws_ssoadmin_managed_policy_attachment", "aws_ssoadmin_customer_managed_policy_attachment"
_BOUNDARY, _ASSIGNMENT = "aws_ssoadmin_permissions_boundary_attachment", "aws_ssoadmin_account_assignment"
_GROUP = "aws_identitystore_group"
_KEY = re.compile(r'\.outputs\.(\w+)\["([^"]+)"\]')

Resources = Mapping[str, Mapping[str, Any]]


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


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One entry of the matrix: a group has a permission set in an account."""

    group: str
    """The group's name in the directory."""
    permission_set: str
    account: str
    """The account's key."""


@dataclass(frozen=True, slots=True)
class SynthesizedAccess:
    """The access of one environment."""

    permission_sets: Mapping[str, SynthesizedPermissionSet]
    """By name."""
    entries: tuple[Entry, ...]


def read_access(output: Path, environment: str, account_keys: Mapping[str, str]) -> SynthesizedAccess:
    """Read the access of an environment from the output folder.

    Args:
        output: What synthesis wrote.
        environment: The environment's name.
        account_keys: The key of each account whose id is known before anything is applied, by its id.

    Raises:
        LandingZoneError: it is not synthesized, or something in it cannot be followed.

    """
    identity = document(output, f"{environment}-identity")
    names = sorted(path.name for path in (output / "stacks").glob(f"{environment}-identity*"))
    reader = _Reader(identity, account_keys)
    entries = (entry for name in names for entry in reader.entries(document(output, name), name))
    return SynthesizedAccess(dict(reader.permission_sets()), tuple(sorted(entries)))


@dataclass(frozen=True, slots=True)
class _Reader:
    identity: Mapping[str, Any]
    account_keys: Mapping[str, str]

    def permission_sets(self) -> Iterator[tuple[str, SynthesizedPermissionSet]]:
        resources: Resources = self.identity.get("resource", {})
        for key, body in resources.get(_SET, {}).items():
            inline = list(_attached(resources, _INLINE, key))
            boundaries = [one["permissions_boundary"] for one in _attached(resources, _BOUNDARY, key)]
            customer = [one["customer_managed_policy_reference"] for one in _attached(resources, _CUSTOMER, key)]
            yield (
                body["name"],
                SynthesizedPermissionSet(
                    name=body["name"],
                    session=body["session_duration"],
                    managed_policies=tuple(one["managed_policy_arn"] for one in _attached(resources, _MANAGED, key)),
                    customer_managed_policies=tuple(map(_own, customer)),
                    inline_policy=_policy(inline[0]["inline_policy"], key) if inline else None,
                    boundary=_boundary(boundaries[0]) if boundaries else None,
                ),
            )

    def entries(self, workspace: Mapping[str, Any], name: str) -> Iterator[Entry]:
        for address, body in workspace.get("resource", {}).get(_ASSIGNMENT, {}).items():
            where = f"{name}:{_ASSIGNMENT}.{address}"
            yield Entry(
                self._group(body["principal_id"], workspace, where),
                self._permission_set(body["permission_set_arn"], where),
                self._account(body["target_id"], where),
            )

    def _group(self, reference: str, workspace: Mapping[str, Any], where: str) -> str:
        found = _KEY.search(reference)
        if found:
            return self._group(self._output(found[1], found[2], where), self.identity, where)
        for kind, key in addresses(reference):
            for part in ("resource", "data"):
                body = workspace.get(part, {}).get(kind, {}).get(key)
                if kind == _GROUP and body:
                    return str(body.get("display_name") or _looked_up(body))
        raise _lost(reference, where, "the group")

    def _permission_set(self, reference: str, where: str) -> str:
        found = _KEY.search(reference)
        if found:
            return self._permission_set(self._output(found[1], found[2], where), where)
        for kind, key in addresses(reference):
            body = self.identity["resource"].get(kind, {}).get(key)
            if kind == _SET and body:
                return str(body["name"])
        raise _lost(reference, where, "the permission set")

    def _account(self, reference: str, where: str) -> str:
        found = _KEY.search(reference)
        key = found[2] if found else self.account_keys.get(reference)
        if key is None:
            raise _lost(reference, where, "the account")
        return key

    def _output(self, name: str, key: str, where: str) -> str:
        outputs = self.identity.get("output", {})
        try:
            return str(outputs[name]["value"][key])
        except KeyError:
            raise _lost(f"{name}[{key}]", where, "an output of identity") from None


def _attached(resources: Resources, kind: str, permission_set: str) -> Iterator[Mapping[str, Any]]:
    for body in resources.get(kind, {}).values():
        if (_SET, permission_set) in addresses(body["permission_set_arn"]):
            yield body


def _policy(text: str, key: str) -> Mapping[str, Any]:
    """Read an inline policy. An id that is known at apply only becomes the name of what it is the id of."""
    read: Mapping[str, Any] = json.loads(evaluated(text, _stand_in, where=f"{_INLINE} of {key}"))
    return read


def _stand_in(reference: str) -> str | None:
    found = re.fullmatch(r"(?:data\.)?aws_identitystore_(group|user)\.(?:groups|people)_(.+)_\w{8}\.\w+_id", reference)
    return found and stand_in(found[1], found[2])


def stand_in(kind: str, key: str) -> str:
    """Return what stands for the id of a group or a person: `group-AWSBreakGlass`."""
    return f"{kind}-{key}"


def _boundary(body: Mapping[str, Any]) -> str:
    arn = body.get("managed_policy_arn")
    return str(arn) if arn else _own(body["customer_managed_policy_reference"])


def _own(reference: Mapping[str, Any]) -> str:
    return f"{reference['path']}{reference['name']}"


def _looked_up(body: Mapping[str, Any]) -> str:
    return str(body["alternate_identifier"]["unique_attribute"]["attribute_value"])


def _lost(reference: str, where: str, what: str) -> LandingZoneError:
    return LandingZoneError(
        f"{what} of an assignment cannot be read from what was synthesized",
        got=f"{reference} in {where}",
        why="who may do what is read from the workspaces, as Terraform will apply them",
        fix="run `python main.py synth`; if it stays, it is a mistake of this library",
    )
