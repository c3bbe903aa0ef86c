"""Which policies AWS manages: their names, as of a day."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).parents[2] / "policies" / "aws_managed_policies.json"

_OF_SERVICES = "aws-service-role/"
"""The path of policies that IAM attaches to service-linked roles alone."""


class ManagedPolicies(NamedTuple):
    """What AWS manages, and when that was read."""

    names: frozenset[str]
    """Names, with the path where there is one: `job-function/Billing`."""
    read_on: str
    """The day, as YYYY-MM-DD."""


@cache
def managed_policies() -> ManagedPolicies:
    """Return every policy that AWS manages."""
    data = json.loads(DATA.read_text(encoding="utf-8"))
    return ManagedPolicies(frozenset(data["policies"]), data["read_on"])


def is_attachable(policy: str) -> bool:
    """Whether a role of one's own may have a policy."""
    return not policy.startswith(_OF_SERVICES)
