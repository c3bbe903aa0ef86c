"""Physical names, tags, and the length rules of each service that a name ends up in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from modules.accounts.roster import Account
from modules.aws_limits import ACCOUNT_NAME_LENGTH, S3_BUCKET_NAME_LENGTH, AwsLimit

MANAGED_BY = "ml-landing-zone"

RESERVED_TAGS = ("Account", "CostCenter", "Environment", "ManagedBy", "Owner", "Stage", "Team")
"""Tag keys that the library sets on everything; a user does not."""


@dataclass(frozen=True, slots=True)
class DerivedName:
    """One name that is made of a team's name, and the rule that it must keep."""

    what: str
    text: str
    limit: AwsLimit


def workspace_id(environment: str, name: str) -> str:
    """Return the id of a workspace, which is also its folder and its name in HCP Terraform."""
    return f"{environment}-{name}"


def flow_log_bucket(organization: str, account_id: str, hub: str) -> str:
    """Return the name of the bucket that a hub's flow logs go to. Guardrails protect `*-landing-zone-*`."""
    return f"{organization}-landing-zone-flows-{account_id}-{hub}"


def required_tags(environment: str, account: Account) -> dict[str, str]:
    """Return the tags that every resource of an account carries; empty values are left out."""
    tags = {
        "Account": tag_text(account.name),
        "CostCenter": account.cost_center,
        "Environment": environment,
        "ManagedBy": MANAGED_BY,
        "Owner": account.owner,
        "Stage": account.stage or "",
        "Team": account.team or "",
    }
    return {**account.tags, **{key: value for key, value in tags.items() if value}}


def tag_text(text: str) -> str:
    """Write a text as the value of a tag, which takes fewer characters than the name of an account."""
    return re.sub(r"[^\w .:/=+@-]", "_", text)


def derived_from_team(organization: str, team: str, stage: str, regions: Iterable[str]) -> Iterator[DerivedName]:
    """Every name made of a team's name whose service has a short limit."""
    account = f"{team}-{stage}"
    yield DerivedName("the account's name", account, ACCOUNT_NAME_LENGTH)
    bucket = f"{organization}-{account}-{'0' * 12}-{max(regions, key=len)}"
    yield DerivedName("the name of a bucket in the account", bucket, S3_BUCKET_NAME_LENGTH)
