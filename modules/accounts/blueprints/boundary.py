"""The permissions boundary of an account: the most that a role made outside the platform may ever do."""

from __future__ import annotations

from pathlib import Path

from cdktf_cdktf_provider_aws.iam_policy import IamPolicy
from constructs import Construct

from modules.identity.inline_document import inline_document
from modules.specification.reserved_text import literal
from modules.storage.statements import policy

NAME = "landing-zone-boundary"
"""The boundary that every account has; `guardrails.permissions_boundaries` names it by default."""

_FILE = Path(__file__).parents[3] / "policies" / "boundaries" / f"{NAME}.json"


class PermissionsBoundary(Construct):
    """Define the managed policy that roles made outside the platform have as their boundary.

    Identity-based policies of such a role count only as far as the boundary goes too (IAM User Guide, Permissions
    boundaries for IAM entities). The guardrail `require-permissions-boundary` asks for it, and lets nobody but the
    platform change it.
    """

    def __init__(self, scope: Construct, id_: str) -> None:
        super().__init__(scope, id_)
        self._policy = IamPolicy(
            self,
            "Default",
            name=NAME,
            description="The most that a role made outside the platform may do",
            policy=literal(policy(boundary_document()["Statement"])),
        )

    @property
    def policy_arn(self) -> str:
        """Token: the boundary's ARN."""
        return self._policy.arn


def boundary_document() -> dict[str, list[dict[str, object]]]:
    """Read the boundary as IAM takes it.

    Raises:
        InvalidEnvironmentError: the file is no policy.

    """
    document = inline_document(_FILE, f"policies/boundaries/{_FILE.name}")
    if document is None:
        raise FileNotFoundError(_FILE)
    return document
