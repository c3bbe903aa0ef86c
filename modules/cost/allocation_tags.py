"""The tags by which costs are told apart, activated once AWS knows them."""

from __future__ import annotations

import json
from collections.abc import Iterable

from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.iam_role_policy import IamRolePolicy
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.scheduler_schedule import (
    SchedulerSchedule,
    SchedulerScheduleFlexibleTimeWindow,
    SchedulerScheduleTarget,
    SchedulerScheduleTargetRetryPolicy,
)
from constructs import Construct

from modules.storage.statements import policy, trust_schedules

REGION = "us-east-1"
"""Where Cost Explorer answers (AWS General Reference, AWS Billing and Cost Management endpoints)."""

NAME = "landing-zone-cost-allocation-tags"
TARGET = "arn:aws:scheduler:::aws-sdk:costexplorer:updateCostAllocationTagsStatus"
_ACTION = "ce:UpdateCostAllocationTagsStatus"
_PATH = "/platform/"
_HOUR = 3600


class AllocationTags(Construct):
    """Define a schedule that activates tags twice a day; a key that AWS has not seen yet is activated later.

    `aws_ce_cost_allocation_tag` fails for such a key, and no data source tells which keys there are. AWS answers the
    call itself with what it did not find, and does the rest (AWS Cost Management API Reference,
    UpdateCostAllocationTagsStatus). So nobody needs a second apply (docs/decisions/0025).

    Args:
        scope: The stack.
        id_: What it is called in addresses.
        keys: The keys of the tags, at most twenty.
        account_id: The management account.
        provider: Its provider for the region of Cost Explorer.

    """

    def __init__(
        self, scope: Construct, id_: str, *, keys: Iterable[str], account_id: str, provider: AwsProvider
    ) -> None:
        super().__init__(scope, id_)
        role = IamRole(
            self, "role", name=NAME, path=_PATH, assume_role_policy=policy([trust_schedules(account_id, REGION)])
        )
        may = IamRolePolicy(
            self,
            "may-activate",
            name="activate-tags",
            role=role.name,
            policy=policy([{"Effect": "Allow", "Action": _ACTION, "Resource": "*"}]),
        )
        entries = [{"TagKey": key, "Status": "Active"} for key in keys]
        SchedulerSchedule(
            self,
            "schedule",
            name=NAME,
            description="Activate the tags by which costs are told apart, once AWS has seen them",
            provider=provider,
            schedule_expression="rate(12 hours)",
            flexible_time_window=SchedulerScheduleFlexibleTimeWindow(mode="OFF"),
            target=SchedulerScheduleTarget(
                arn=TARGET,
                role_arn=role.arn,
                input=json.dumps({"CostAllocationTagsStatus": entries}),
                retry_policy=SchedulerScheduleTargetRetryPolicy(
                    maximum_event_age_in_seconds=_HOUR, maximum_retry_attempts=3
                ),
            ),
            depends_on=[may],
        )
