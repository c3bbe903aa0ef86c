"""What the organization of a workspace is to have turned on, as it was synthesized."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from modules.synthesized.documents import read_content

_ORGANIZATION = "aws_organizations_organization"
SERVICES, POLICY_TYPES = "aws_service_access_principals", "enabled_policy_types"

NEWER_POLICY_TYPES = "policy_types_newer_than_the_provider"
"""The local value of the workspace with kinds of policy that the AWS provider refuses to turn on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be turned on, and where."""

    services: tuple[str, ...]
    policy_types: tuple[str, ...]
    account_id: str
    """The management account, which nothing but is asked."""
    region: str | None
    role_arn: str | None
    """The role to assume there; none where Terraform's credentials are the account's own."""


def wanted(folder: Path) -> Wanted | None:
    """Read it; nothing where the workspace has no organization, or one whose lists Terraform keeps by itself."""
    content = read_content(folder)
    organizations: Mapping[str, Any] = content.get("resource", {}).get(_ORGANIZATION, {})
    left = [body for body in organizations.values() if _leaves_alone(body)]
    providers = content.get("provider", {}).get("aws", [])
    if len(left) != 1 or len(providers) != 1:
        return None
    provider, (body,) = providers[0], left
    roles = provider.get("assume_role") or [{}]
    return Wanted(
        services=tuple(body.get(SERVICES) or ()),
        policy_types=(*(body.get(POLICY_TYPES) or ()), *content.get("locals", {}).get(NEWER_POLICY_TYPES, ())),
        account_id=provider["allowed_account_ids"][0],
        region=provider.get("region"),
        role_arn=roles[0].get("role_arn"),
    )


def _leaves_alone(body: Mapping[str, Any]) -> bool:
    """Whether Terraform leaves both lists as they are, so that somebody else must add to them."""
    ignored = (body.get("lifecycle") or {}).get("ignore_changes", ())
    return {SERVICES, POLICY_TYPES} <= set(ignored)
