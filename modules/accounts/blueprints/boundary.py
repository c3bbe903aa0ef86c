"""The permissions boundary of an account: the most that a role made outside the platform may ever do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cdktf_cdktf_provider_aws.iam_policy import IamPolicy
from constructs import Construct

from modules.organization.guardrails.spec import LIBRARY_BOUNDARY
from modules.specification.reserved_text import literal
from modules.specification.tag_keys import TagKeys, with_tag_keys
from modules.storage.statements import policy

_FILE = Path(__file__).parents[3] / "policies" / "boundaries" / f"{LIBRARY_BOUNDARY}.json"


class PermissionsBoundary(Construct):
    """Define the managed policy that roles made outside the platform have as their boundary.

    Identity-based policies of such a role count only as far as the boundary goes too (IAM User Guide, Permissions
    boundaries for IAM entities). The guardrail `require-permissions-boundary` asks for it, and lets nobody but the
    platform change it.

    Args:
        scope: The module.
        id_: What it is called in addresses.
        tag_keys: The organization's keys for the library's tags.

    """

    def __init__(self, scope: Construct, id_: str, *, tag_keys: TagKeys) -> None:
        super().__init__(scope, id_)
        self._policy = IamPolicy(
            self,
            "Default",
            name=LIBRARY_BOUNDARY,
            description="The most that a role made outside the platform may do",
            policy=literal(policy(with_tag_keys(boundary_document(), tag_keys)["Statement"])),
        )

    @property
    def policy_arn(self) -> str:
        """Token: the boundary's ARN."""
        return self._policy.arn


def boundary_document() -> dict[str, Any]:
    """Read the boundary as IAM takes it."""
    document: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return document
