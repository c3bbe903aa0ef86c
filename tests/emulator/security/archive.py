"""The log archive as production synthesizes it, for fewer services."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from constructs import Construct

from modules.security.plan.trail import TRAIL
from modules.security.records import writers
from modules.security.records.archive_key import ArchiveKey
from modules.security.records.log_bucket import LogBucket
from modules.storage.private_bucket import Lock, Retention
from tests.emulator.security.organization import Organization

REGION = "eu-west-1"
ROLE = "OrganizationAccountAccessRole"


@dataclass(frozen=True)
class Archive:
    """What others know of it."""

    buckets: Mapping[str, str]
    key_arn: str


def define_archive(scope: Construct, organization: Organization) -> Archive:
    """Define a bucket for each service that writes, in the management account."""
    account = organization.management
    role = f"arn:aws:iam::{account}:role/{ROLE}"
    trail = f"arn:aws:cloudtrail:{REGION}:{account}:trail/{TRAIL}"
    of_purpose = {
        "trail": writers.cloudtrail(organization.id, account, trail),
        "config": writers.config(organization.id),
        "findings": writers.guardduty(organization.tooling, ()),
        "data-discovery": writers.macie(organization.id, ()),
    }
    key = ArchiveKey(
        scope,
        "key",
        alias="alias/landing-zone/log-archive",
        description="Logs",
        account_id=account,
        platform_role_arn=role,
        writers=of_purpose.values(),
    )

    def bucket(purpose: str, writer: writers.LogWriter, access_logs: str | None) -> str:
        return LogBucket(
            scope,
            purpose,
            name=f"acme-archive-{purpose}-{account}",
            key_arn=key.key_arn if access_logs else None,
            writer=writer,
            platform_role_arn=role,
            retention=Retention(expire_after=400),
            lock=Lock(mode="GOVERNANCE", days=365) if purpose in {"trail", "findings"} else None,
            access_log_bucket=access_logs,
        ).bucket_name

    access_logs = bucket("access-logs", writers.access_logging(account, "acme-archive-*"), None)
    buckets = {purpose: bucket(purpose, writer, access_logs) for purpose, writer in of_purpose.items()}
    return Archive(buckets, key.key_arn)
