"""What AWS's managed policies say: the copy of them that the emulator comes with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from moto.iam.aws_managed_policies import aws_managed_policies_data

from modules.specification.errors import LandingZoneError
from modules.specification.suggestions import nearest

_ARN = "arn:aws:iam::aws:policy"


@cache
def _all() -> Mapping[str, Mapping[str, Any]]:
    policies: dict[str, dict[str, Any]] = json.loads(aws_managed_policies_data)
    return {f"{_ARN}{policy['Path']}{name}": policy["Document"] for name, policy in policies.items()}


def is_known(arn: str) -> bool:
    """Whether the copy has one of AWS's managed policies; what is newer says what nobody here knows."""
    return arn in _all()


def managed_policy(arn: str) -> Mapping[str, Any]:
    """Return the document of one of AWS's managed policies.

    Raises:
        LandingZoneError: AWS has no such policy, or the copy is older than it.

    """
    found = _all().get(arn)
    if found is None:
        guess = nearest(arn, _all())
        raise LandingZoneError(
            "AWS has no such managed policy",
            got=arn,
            why=f"{len(_all()):,} are known, as of the day of the copy",
            fix=f"write {guess}" if guess else "look it up in the AWS Managed Policy Reference Guide",
        )
    return found
