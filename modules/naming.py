"""Physical names, tags, and the length rules of each service that a name ends up in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from modules.accounts.roster import Account
from modules.aws_limits import ACCOUNT_NAME_LENGTH, S3_BUCKET_NAME_LENGTH, AwsLimit
from modules.specification.tag_keys import LibraryTag, TagKeys, key_of

MANAGED_BY = "ml-landing-zone"

WRITTEN_TAGS = tuple(tag for tag in LibraryTag if tag is not LibraryTag.DATA_CLASSIFICATION)
"""Tags that the library sets on everything."""

VALUES_OF_THE_USER = (LibraryTag.ENVIRONMENT, LibraryTag.OWNER)
"""Those whose value a user's own tag may give, where `organization.tag_keys` says that it is the same tag: nothing else
follows from them. Who may do what follows from `Team` and `Stage`, and a cost center has a key of its own."""


@dataclass(frozen=True, slots=True)
class DerivedName:
    """One name that is made of a team's name, and the rule that it must keep."""

    what: str
    text: str
    limit: AwsLimit


ORGANIZATION_WORKSPACE, ACCOUNTS_WORKSPACE = "organization", "accounts"
"""Workspaces whose states are asked for what was applied, by their names in an environment."""


def workspace_id(environment: str, name: str) -> str:
    """Return the id of a workspace, which is also its folder and its name in HCP Terraform."""
    return f"{environment}-{name}"


def flow_log_bucket(organization: str, account_id: str, hub: str) -> str:
    """Return the name of the bucket that a hub's flow logs go to. Guardrails protect `*-landing-zone-*`."""
    return f"{organization}-landing-zone-flows-{account_id}-{hub}"


def log_bucket(organization: str, purpose: str, account_id: str) -> str:
    """Return the name of a bucket of the log archive. Guardrails protect `*-log-archive-*`."""
    return f"{organization}-log-archive-{purpose}-{account_id}"


def access_log_bucket(organization: str, account_id: str) -> str:
    """Return the name of the bucket that records who reads an account's buckets. Guardrails protect it."""
    return f"{organization}-landing-zone-access-logs-{account_id}"


def models_bucket(organization: str, team: str, account_id: str) -> str:
    """Return the name of the bucket of a team's models in the registry's account. Guardrails protect it."""
    return f"{organization}-landing-zone-models-{team}-{account_id}"


def pipelines_bucket(organization: str, account_id: str) -> str:
    """Return the name of the bucket of pipelines' artifacts. Guardrails protect `*-landing-zone-*`."""
    return f"{organization}-landing-zone-pipelines-{account_id}"


def portfolio_pipeline_bucket(organization: str, portfolio: str, account_id: str) -> str:
    """Return the name of the bucket of the artifacts of a portfolio's pipeline. Guardrails protect it by its name."""
    return f"{organization}-landing-zone-pipeline-{portfolio}-{account_id}"


def templates_bucket(organization: str, account_id: str) -> str:
    """Return the name of the bucket of the templates of an account's portfolios. Guardrails protect it by its name."""
    return f"{organization}-landing-zone-catalog-{account_id}"


def cost_bucket(organization: str, account_id: str) -> str:
    """Return the name of the bucket that the bill is exported to. Guardrails protect `*-landing-zone-*`."""
    return f"{organization}-landing-zone-costs-{account_id}"


def audit_bucket(organization: str, account_id: str) -> str:
    """Return the name of the bucket that answers about the trail go to. Guardrails protect `*-landing-zone-*`."""
    return f"{organization}-landing-zone-audit-{account_id}"


def lake_bucket(organization: str, domain: str, zone: str, account_id: str) -> str:
    """Return the name of a bucket of a data lake. Guardrails protect `*-data-lake-*`."""
    return f"{organization}-data-lake-{domain}-{zone}-{account_id}"


def web_acl_log_bucket(organization: str, account_id: str, region: str) -> str:
    """Return the name of the bucket that web ACLs of a region write to. AWS WAF asks for how it begins."""
    return f"aws-waf-logs-{organization}-landing-zone-{account_id}-{region}"


def sandbox_budget(account: Account) -> str:
    """Return the name, in the management account, of the budget that stops a sandbox, and of its role."""
    return f"landing-zone-budget-{account.key}"


def required_tags(environment: str, account: Account, keys: TagKeys) -> dict[str, str]:
    """Return the tags that every resource of an account carries, under an organization's keys; none is empty.

    Args:
        environment: The environment's name.
        account: The account.
        keys: The organization's keys for the library's tags.

    """
    values = {
        LibraryTag.ACCOUNT: tag_text(account.name),
        LibraryTag.COST_CENTER: account.cost_center,
        LibraryTag.ENVIRONMENT: environment,
        LibraryTag.MANAGED_BY: MANAGED_BY,
        LibraryTag.OWNER: account.owner,
        LibraryTag.STAGE: account.stage or "",
        LibraryTag.TEAM: account.team or "",
    }
    own = {tag: account.tags.get(keys[tag], "") for tag in VALUES_OF_THE_USER if tag in keys}
    written = {key_of(tag, keys): own.get(tag) or value for tag, value in values.items()}
    return {**account.tags, **{key: value for key, value in written.items() if value}}


def tag_text(text: str) -> str:
    """Write a text as the value of a tag, which takes fewer characters than the name of an account."""
    return re.sub(r"[^\w .:/=+@-]", "_", text)


def derived_from_team(organization: str, team: str, stage: str, regions: Iterable[str]) -> Iterator[DerivedName]:
    """Every name made of a team's name whose service has a short limit, as long as it is in any of the regions used."""
    account = f"{team}-{stage}"
    yield DerivedName("the account's name", account, ACCOUNT_NAME_LENGTH)
    bucket = f"{organization}-{account}-{'0' * 12}-{max(regions, key=len)}"
    yield DerivedName("the name of a bucket in the account", bucket, S3_BUCKET_NAME_LENGTH)
    models = models_bucket(organization, team, "0" * 12)
    yield DerivedName("the name of the bucket of its models", models, S3_BUCKET_NAME_LENGTH)


def delivered_folder(environment: str) -> str:
    """Return the folder of what AFT delivers in an environment, below that of everything synthesized."""
    return f"aft/{environment}"


DELIVERED_ACCOUNTS = "accounts.json"
"""The file there that has each account's shape and fields."""

DELIVERED_SHAPES = "shapes"
"""The folder there that has the workspace of each shape."""
