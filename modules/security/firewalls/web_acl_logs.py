"""Where web ACLs of AWS Firewall Manager keep their records."""

from __future__ import annotations

from constructs import Construct

from modules.security.records import writers
from modules.security.records.archive_key import kept_by
from modules.security.records.log_bucket import LogBucket
from modules.security.spec.records import LogArchiveSpec
from modules.storage.encryption_key import EncryptionKey
from modules.storage.private_bucket import Lock, Retention

_ALIAS = "alias/landing-zone/security/web-acl-logs"


class WebAclLogs(Construct):
    """Define the bucket for one region, and its key.

    It must be in the account of the administrator, so it is not in the log archive; it is kept as that is. AWS WAF
    Developer Guide, Logging destinations: Firewall Manager adds statements of its own to the policy, for which its
    service-linked role may change it.

    Args:
        scope: The stack.
        id_: What it is called in addresses.
        name: The bucket's name, which begins with `aws-waf-logs-`.
        spec: How long logs are kept.
        account_id: The account.
        organization_id: The organization, of whose accounts the records are.
        platform_role_arn: The role that this workspace works as.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        spec: LogArchiveSpec,
        account_id: str,
        organization_id: str,
        platform_role_arn: str,
    ) -> None:
        super().__init__(scope, id_)
        writer = writers.delivery(organization_id)
        key = EncryptionKey(
            self,
            "key",
            alias=_ALIAS,
            description="Records of web ACLs",
            account_id=account_id,
            statements=[writer.key_statement(), *kept_by(platform_role_arn)],
        )
        firewall_manager = f"arn:aws:iam::{account_id}:role/aws-service-role/fms.amazonaws.com/AWSServiceRoleForFMS"
        self._bucket = LogBucket(
            self,
            "Default",
            name=name,
            key_arn=key.key_arn,
            writer=writer,
            platform_role_arn=[platform_role_arn, firewall_manager],
            retention=Retention(expire_after=spec.expire_after_days, glacier_after=spec.glacier_after_days),
            lock=Lock(mode=spec.lock.mode.value, days=spec.lock.days),
            access_log_bucket=None,
        )

    @property
    def bucket_arn(self) -> str:
        """Token: the bucket's ARN, known once its policy is there."""
        return self._bucket.bucket_arn
