"""Services of AWS that write logs, and what a bucket and a key must allow each of them.

Every statement names the organization, or the account, that a service acts for: a service that acts for somebody else
is refused (IAM User Guide, The confused deputy problem).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from modules.storage.statements import Statement


class BucketWriter(Protocol):
    """What writes to a bucket of logs."""

    def bucket_statements(self, bucket_arn: str) -> list[Statement]:
        """Let it write, and nobody else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogWriter:
    """A service that writes logs, and for whom it may."""

    sid: str
    """What its statements' names begin with."""
    service: str
    """Its service principal."""
    opt_in_regions: tuple[str, ...] = ()
    """Regions that accounts opt in to, and that it writes from: there it goes by a principal of the region's own."""
    encryption: tuple[str, ...] = ("kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey*")
    """What it does with the key; a bucket key asks it to decrypt as well (Amazon S3 User Guide, S3 Bucket Keys)."""
    condition: dict[str, dict[str, Any]]
    """Whom it acts for, as the condition of a statement."""
    objects: tuple[str, ...] = ("*",)
    """The keys of what it writes, as patterns."""
    looks: tuple[str, ...] = ("s3:GetBucketAcl",)
    """What it asks of the bucket before it writes."""

    def bucket_statements(self, bucket_arn: str) -> list[Statement]:
        """Let it write, and look before it does; who is no service of AWS writes nothing."""
        resources = [f"{bucket_arn}/{pattern}" for pattern in self.objects]
        return [
            self._statement("Writes", ["s3:PutObject"], resources),
            self._statement("Looks", list(self.looks), [bucket_arn]),
            {
                "Sid": "DenyWritingButByServices",
                "Effect": "Deny",
                "Principal": "*",
                "Action": ["s3:AbortMultipartUpload", "s3:PutObject", "s3:ReplicateObject"],
                "Resource": f"{bucket_arn}/*",
                "Condition": {"Bool": {"aws:PrincipalIsAWSService": "false"}},
            },
        ]

    def key_statement(self) -> Statement:
        """Let it encrypt."""
        return self._statement("Encrypts", list(self.encryption), ["*"])

    def _principals(self) -> str | list[str]:
        name, _, domain = self.service.partition(".")
        regional = [f"{name}.{region}.{domain}" for region in self.opt_in_regions]
        return [self.service, *regional] if regional else self.service

    def _statement(self, what: str, actions: list[str], resources: list[str]) -> Statement:
        return {
            "Sid": f"{self.sid}{what}",
            "Effect": "Allow",
            "Principal": {"Service": self._principals()},
            "Action": actions,
            "Resource": resources,
            "Condition": self.condition,
        }


@dataclass(frozen=True, slots=True)
class Replicator:
    """S3 itself, which writes copies of another bucket's logs.

    The role that it works as belongs to the bucket's own account, so its own policy lets it write, and the bucket's
    refuses everybody else. Amazon S3 User Guide, Setting up permissions for live replication; Using Object Lock with
    S3 Replication.
    """

    role_arn: str

    def bucket_statements(self, bucket_arn: str) -> list[Statement]:
        """Let nobody but the role write."""
        return [
            {
                "Sid": "DenyWritingButByReplication",
                "Effect": "Deny",
                "Principal": "*",
                "Action": ["s3:AbortMultipartUpload", "s3:PutObject", "s3:ReplicateObject", "s3:ReplicateTags"],
                "Resource": f"{bucket_arn}/*",
                "Condition": {"ArnNotEquals": {"aws:PrincipalArn": self.role_arn}},
            }
        ]


def _of_organization(organization_id: str, source_arn: str | None = None) -> dict[str, dict[str, Any]]:
    arn = {"ArnLike": {"aws:SourceArn": source_arn}} if source_arn else {}
    return {"StringEquals": {"aws:SourceOrgID": organization_id}, **arn}


def delivery(organization_id: str) -> LogWriter:
    """Return the delivery of flow logs, Resolver query logs and Network Firewall logs of the organization's accounts.

    Amazon CloudWatch Logs User Guide, Enable logging from AWS services, Logs sent to Amazon S3.
    """
    return LogWriter(
        sid="Delivery",
        service="delivery.logs.amazonaws.com",
        condition=_of_organization(organization_id, "arn:aws:logs:*:*:*"),
        encryption=("kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"),
        looks=("s3:GetBucketAcl", "s3:ListBucket"),
    )


def guardduty(administrator_id: str, opt_in_regions: tuple[str, ...]) -> LogWriter:
    """Return GuardDuty, for detectors of the administrator.

    Amazon GuardDuty User Guide, Exporting generated GuardDuty findings to Amazon S3 buckets.
    """
    return LogWriter(
        sid="GuardDuty",
        service="guardduty.amazonaws.com",
        opt_in_regions=opt_in_regions,
        condition={
            "StringEquals": {"aws:SourceAccount": administrator_id},
            "ArnLike": {"aws:SourceArn": f"arn:aws:guardduty:*:{administrator_id}:detector/*"},
        },
        looks=("s3:GetBucketLocation",),
    )


def macie(organization_id: str, opt_in_regions: tuple[str, ...]) -> LogWriter:
    """Return Macie, for accounts of the organization.

    Amazon Macie User Guide, Storing and retaining sensitive data discovery results.
    """
    return LogWriter(
        sid="Macie",
        service="macie.amazonaws.com",
        opt_in_regions=opt_in_regions,
        encryption=("kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*"),
        condition=_of_organization(organization_id, "arn:aws:macie2:*:*:*"),
        looks=("s3:GetBucketLocation",),
    )


def config(organization_id: str) -> LogWriter:
    """Return AWS Config, for recorders of the organization's accounts.

    AWS Config Developer Guide, Permissions for the Amazon S3 Bucket for the AWS Config Delivery Channel.
    """
    return LogWriter(
        sid="Config",
        service="config.amazonaws.com",
        condition=_of_organization(organization_id),
        objects=("AWSLogs/*/Config/*",),
        looks=("s3:GetBucketAcl", "s3:ListBucket"),
    )


def cloudtrail(organization_id: str, management_id: str, trail_arn: str) -> LogWriter:
    """Return CloudTrail, for the organization's trail, which belongs to the management account.

    AWS CloudTrail User Guide, Creating a trail for an organization with the AWS CLI.
    """
    return LogWriter(
        sid="CloudTrail",
        service="cloudtrail.amazonaws.com",
        condition={"StringEquals": {"aws:SourceArn": trail_arn}},
        objects=(f"AWSLogs/{management_id}/*", f"AWSLogs/{organization_id}/*"),
    )


def access_logging(account_id: str, source_buckets: str) -> LogWriter:
    """Return S3's own server access logging, for buckets of the same account.

    Amazon S3 User Guide, Enabling Amazon S3 server access logging.
    """
    return LogWriter(
        sid="AccessLogging",
        service="logging.s3.amazonaws.com",
        condition={
            "StringEquals": {"aws:SourceAccount": account_id},
            "ArnLike": {"aws:SourceArn": f"arn:aws:s3:::{source_buckets}"},
        },
    )
