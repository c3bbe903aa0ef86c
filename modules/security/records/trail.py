"""The organization's trail: every call of every account and region."""

from __future__ import annotations

from collections.abc import Iterable

from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.cloudtrail import (
    Cloudtrail,
    CloudtrailAdvancedEventSelector,
    CloudtrailAdvancedEventSelectorFieldSelector,
)
from cdktf_cdktf_provider_aws.cloudwatch_log_group import CloudwatchLogGroup
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.iam_role_policy import IamRolePolicy
from cdktf_cdktf_provider_aws.kms_alias import KmsAlias
from cdktf_cdktf_provider_aws.kms_key import KmsKey
from constructs import Construct

from modules.security.plan.trail import TRAIL, EventSelection
from modules.storage.statements import account_governs_its_key, policy

LOG_GROUP = "/aws/cloudtrail/landing-zone/organization"

_DAYS = 365


class Trail(Construct):
    """Define the trail, in the management account that owns it, and a log group that alarms can be made on.

    AWS CloudTrail User Guide, Creating a trail for an organization; Security best practices in AWS CloudTrail.

    Args:
        scope: The stack.
        id_: What it is called in addresses.
        account_id: The management account.
        region: The home region.
        organization_id: The organization.
        bucket: The bucket of the log archive that it writes to.
        key_arn: The log archive's key.
        selections: Calls on data that it records.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        id_: str,
        *,
        account_id: str,
        region: str,
        organization_id: str,
        bucket: str,
        key_arn: str,
        selections: Iterable[EventSelection],
    ) -> None:
        super().__init__(scope, id_)
        key = KmsKey(
            self,
            "log-key",
            description="The organization's trail in CloudWatch Logs",
            enable_key_rotation=True,
            deletion_window_in_days=30,
            policy=_key_policy(account_id, region),
            lifecycle=TerraformResourceLifecycle(prevent_destroy=True),
        )
        KmsAlias(self, "log-key-alias", name="alias/landing-zone/trail", target_key_id=key.key_id)
        group = CloudwatchLogGroup(self, "log-group", name=LOG_GROUP, kms_key_id=key.arn, retention_in_days=_DAYS)
        role = IamRole(self, "role", name="landing-zone-trail", path="/platform/", assume_role_policy=_trust())
        may_write = IamRolePolicy(
            self,
            "may-write",
            name="write-logs",
            role=role.name,
            policy=_may_write(group.arn, account_id, organization_id),
        )
        Cloudtrail(
            self,
            "Default",
            name=TRAIL,
            s3_bucket_name=bucket,
            kms_key_id=key_arn,
            cloud_watch_logs_group_arn=f"{group.arn}:*",
            cloud_watch_logs_role_arn=role.arn,
            is_organization_trail=True,
            is_multi_region_trail=True,
            include_global_service_events=True,
            enable_log_file_validation=True,
            enable_logging=True,
            advanced_event_selector=_selectors(selections),
            depends_on=[may_write],
        )


def _selectors(selections: Iterable[EventSelection]) -> list[CloudtrailAdvancedEventSelector]:
    """Select calls on resources, as a trail without selectors does, and what is selected besides."""
    management = CloudtrailAdvancedEventSelector(
        name="Management", field_selector=[_field("eventCategory", equal_to=["Management"])]
    )
    return [management, *(_selector(selection) for selection in selections)]


def _selector(selection: EventSelection) -> CloudtrailAdvancedEventSelector:
    fields = [
        _field("eventCategory", equal_to=["Data"]),
        _field("resources.type", equal_to=[selection.resource_type]),
    ]
    if selection.starts_with or selection.not_starts_with:
        fields.append(
            CloudtrailAdvancedEventSelectorFieldSelector(
                field="resources.ARN",
                starts_with=list(selection.starts_with) or None,
                not_starts_with=list(selection.not_starts_with) or None,
            )
        )
    return CloudtrailAdvancedEventSelector(name=selection.name, field_selector=fields)


def _field(field: str, *, equal_to: list[str]) -> CloudtrailAdvancedEventSelectorFieldSelector:
    return CloudtrailAdvancedEventSelectorFieldSelector(field=field, equal_to=equal_to)


def _trust() -> str:
    """Let CloudTrail work as the role.

    It names no source when it does: AWS CloudTrail User Guide, Role policy document for CloudTrail to use CloudWatch
    Logs for monitoring.
    """
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "cloudtrail.amazonaws.com"},
        "Action": "sts:AssumeRole",
    }
    return policy([statement])


def _may_write(group_arn: str, account_id: str, organization_id: str) -> str:
    """Let it write the streams of the management account and of the organization, and no others."""
    statement = {
        "Effect": "Allow",
        "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
        "Resource": [
            f"{group_arn}:log-stream:{account_id}_CloudTrail_*",
            f"{group_arn}:log-stream:{organization_id}_*",
        ],
    }
    return policy([statement])


def _key_policy(account_id: str, region: str) -> str:
    """Let the account govern the key, and the log group use it.

    Amazon CloudWatch Logs User Guide, Encrypt log data using AWS KMS.
    """
    group_arn = f"arn:aws:logs:{region}:{account_id}:log-group:{LOG_GROUP}"
    statements = [
        account_governs_its_key(account_id),
        {
            "Sid": "TheLogGroupEncrypts",
            "Effect": "Allow",
            "Principal": {"Service": f"logs.{region}.amazonaws.com"},
            "Action": ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
            "Resource": "*",
            "Condition": {"ArnEquals": {"kms:EncryptionContext:aws:logs:arn": group_arn}},
        },
    ]
    return policy(statements)
