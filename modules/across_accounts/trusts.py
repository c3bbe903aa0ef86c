"""Who may work as which role: every trust in people or other roles is one that is written down.

A chain of steps goes on where somebody becomes a role. Services become one where it is passed to them, which the known
ways ask about; everybody else does by the role's own trust, which is read here, whoever wrote it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from pydantic import Field

from modules.across_accounts.reading import Across
from modules.across_accounts.stores import Store, statements_of
from modules.policy_evaluation.simulating.simulator import Request, simulate
from modules.specification.data_file import read_data_file
from modules.specification.model import Spec
from modules.specification.texts import Line

FILE = "trusted_roles.yaml"
_ASSUME = "sts:AssumeRole"


class TrustedRoleSpec(Spec):
    """A role that people or other roles may work as."""

    role: str = Field(min_length=1)
    """Its path and name, with `*`."""

    by: tuple[str, ...] = Field(min_length=1)
    """Who may: permission sets by name, roles by path and name, with `*`."""

    why: Line
    """What for, and why it leads nobody to more."""


class TrustedRolesSpec(Spec):
    """The whole file."""

    roles: tuple[TrustedRoleSpec, ...]
    """Every such role."""


@dataclass(frozen=True, slots=True)
class Trust:
    """Somebody who may work as a role."""

    holder: str
    """Name of the permission set, or path and name of the role."""
    of: str
    """The key of the account in which somebody has it."""
    role: str
    """Path and name of the role that they become."""
    account: str
    """The key of its account."""


def trusted_roles(project: Path) -> tuple[TrustedRoleSpec, ...]:
    """Read who may work as which role.

    Args:
        project: The folder that the project is in.

    Raises:
        InvalidEnvironmentError: the file is not right.

    """
    path = project / "policies" / FILE
    return read_data_file(path, TrustedRolesSpec, shown=f"policies/{FILE}", folder="policies")[0].roles


def unexpected(across: Across, expected: Sequence[TrustedRoleSpec]) -> Iterator[Trust]:
    """Give everybody who may work as a role, where nobody wrote that down.

    Raises:
        LandingZoneError: the simulator cannot run, or refuses a policy.

    """
    for trust in trusts(across):
        known = (each for each in expected if fnmatchcase(trust.role, each.role))
        if not any(fnmatchcase(trust.holder, glob) for each in known for glob in each.by):
            yield trust


def trusts(across: Across) -> list[Trust]:
    """Return everybody who may work as a role of a member account: each role is asked about once for its shape."""
    asked = [each for store in _of_each_shape(across) for each in _requests(across, store)]
    batch = across.batch()
    batch.requests = [request for _, request in asked]
    return [trust for (trust, _), answer in zip(asked, simulate(batch), strict=True) if answer.allowed]


def _of_each_shape(across: Across) -> Iterator[Store]:
    """Give one of the roles that are the same in several accounts, of those that trust others than services."""
    seen: set[str] = set()
    for store in across.stores:
        if store.kind == "role" and store.address not in seen and _trusts_somebody(store.document or {}):
            seen.add(store.address)
            yield store


def _trusts_somebody(document: Mapping[str, Any]) -> bool:
    """Whether a trust policy admits anybody but services."""
    return any(
        statement["Effect"] == "Allow" and set(_kinds(statement.get("Principal"))) - {"Service"}
        for statement in statements_of(document)
    )


def _kinds(principal: Any) -> Iterator[str]:
    yield from principal if isinstance(principal, Mapping) else ("*",)


def _requests(across: Across, store: Store) -> Iterator[tuple[Trust, Request]]:
    for holder in across.everybody:
        known = across.personas.access.permission_sets[holder.permission_set]
        request = across.personas.request(
            holder.account,
            holder.permission_set,
            action=_ASSUME,
            resource=store.arn,
            cleared_for=holder.cleared_for,
            context={},
        )
        trust = Trust(known.role or known.name, holder.account.key, store.arn.partition(":role/")[2], store.account.key)
        yield trust, replace(request, account=str(store.account.known_id), resource_policy=store.policy)
