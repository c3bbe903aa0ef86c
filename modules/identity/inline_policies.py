"""Inline policies of one environment: the library's, with the environment's values in them, and their size."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping

from modules.identity.library import INLINE_POLICY, PermissionSet
from modules.organization.guardrails.documents import minified
from modules.organization.guardrails.placeholders import Value, filled_in, names_in
from modules.specification.errors import LandingZoneError
from modules.specification.reserved_text import marked
from modules.specification.suggestions import nearest

_STORE = "arn:aws:identitystore:::"

_NAME_LENGTH = 41
"""With its marks such a name has as many bytes as an id can be long: 47 (Identity Store API Reference, User)."""

BREAK_GLASS_GROUP_ID = marked("group-of-break-glass".ljust(_NAME_LENGTH, "-"))
"""Stands for the id of the group for emergencies, which is known only at apply."""


def user_id(key: str) -> str:
    """Return what stands for the id of a person, which is known only at apply."""
    return marked(f"user-{hashlib.sha256(key.encode()).hexdigest()}"[:_NAME_LENGTH])


def break_glass_parameters(approvers: Iterable[str]) -> dict[str, Value]:
    """Return the values of the placeholders that only the permission set of break glass's approvers has.

    Args:
        approvers: Keys of the people who may let somebody in. Where none is known, nobody can be let in: else an
            approver could let in themselves.

    """
    ids = [user_id(key) for key in approvers] or ["*"]
    return {
        "break_glass_group": f"{_STORE}group/{BREAK_GLASS_GROUP_ID}",
        "break_glass_approvers": tuple(f"{_STORE}user/{id_}" for id_ in ids),
    }


def inline_policy(permission_set: PermissionSet, parameters: Mapping[str, Value]) -> str | None:
    """Write a permission set's inline policy as Identity Center gets it; nothing where it has none.

    Raises:
        LandingZoneError: it has a placeholder that stands for nothing.

    """
    document = permission_set.inline_policy
    if document is None:
        return None
    for name in sorted(names_in(minified(document)) - parameters.keys()):
        guess = nearest(name, parameters)
        raise LandingZoneError(
            "the permission set's inline policy has a placeholder that stands for nothing",
            got=f"{{{{{name}}}}} in {permission_set.shown}/{INLINE_POLICY}",
            why=f"placeholders are {', '.join(parameters)}",
            fix=f"write {guess}" if guess else "write one of these",
        )
    return minified(filled_in(document, parameters))


def text_bytes(policy: str) -> int:
    """Count what Identity Center counts: bytes that are no white space."""
    return len(re.sub(r"\s", "", policy).encode())
