"""The notice that a sandbox comes to its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.iam_role_policy import IamRolePolicy
from cdktf_cdktf_provider_aws.scheduler_schedule import (
    SchedulerSchedule,
    SchedulerScheduleFlexibleTimeWindow,
    SchedulerScheduleTarget,
)
from cdktf_cdktf_provider_aws.sns_topic import SnsTopic
from cdktf_cdktf_provider_aws.sns_topic_subscription import SnsTopicSubscription
from constructs import Construct

from modules.storage.statements import Statement, policy, trust_schedules

NAME = "landing-zone-expiry"
"""What topic, role and schedules are called."""

_KEY = "alias/aws/sns"
"""SNS has it in every account, for whoever may publish there (Amazon SNS Developer Guide, Data encryption)."""


class ExpiryNotice(Construct):
    """Write to people on some days before a sandbox's last day.

    On these days of every year, so that nothing hangs on when it is deployed: a schedule for one time that has passed
    could not be made (Amazon EventBridge Scheduler User Guide, Schedule types). Whoever may change the account may take
    it away, since it is for them. That the day has passed is said by `validate` and `plan` too.

    Args:
        scope: The module.
        id_: What it is called in addresses.
        account_id: The account.
        region: Its home region.
        last_day: The last day, as people read it.
        days: The days of notice, each as `<day> <month>` of a cron expression, by what it is called in addresses.
        emails: Who is told.

    """

    def __init__(  # noqa: PLR0913 - each is a property of its own
        self,
        scope: Construct,
        id_: str,
        *,
        account_id: str,
        region: str,
        last_day: str,
        days: Mapping[str, str],
        emails: Sequence[str],
    ) -> None:
        super().__init__(scope, id_)
        topic = SnsTopic(self, "topic", name=NAME, kms_master_key_id=_KEY)
        role = IamRole(
            self,
            "role",
            name=NAME,
            description="EventBridge Scheduler tells with it that the sandbox ends",
            assume_role_policy=policy([trust_schedules(account_id, region)]),
        )
        publish = IamRolePolicy(
            self, "role-policy", name="publish", role=role.name, policy=policy([_publish(topic.arn)])
        )
        schedules, subscriptions = Construct(self, "schedules"), Construct(self, "subscriptions")
        for name, day in days.items():
            SchedulerSchedule(
                schedules,
                name,
                name=f"{NAME}-{name}",
                description="A notice that the sandbox ends",
                schedule_expression=f"cron(0 9 {day} ? *)",
                flexible_time_window=SchedulerScheduleFlexibleTimeWindow(mode="OFF"),
                target=SchedulerScheduleTarget(arn=topic.arn, role_arn=role.arn, input=_message(account_id, last_day)),
                depends_on=[publish],
            )
        for name, email in zip(("operations", "owner"), emails, strict=False):
            SnsTopicSubscription(subscriptions, name, topic_arn=topic.arn, protocol="email", endpoint=email)


def _message(account_id: str, last_day: str) -> str:
    return (
        f"The sandbox in the account {account_id} has its last day on {last_day}. Fetch what you still need. Whoever "
        "needs it longer writes a later day into the YAML of the landing zone; else it is emptied and closed."
    )


def _publish(topic_arn: str) -> Statement:
    return {"Sid": "TellPeople", "Effect": "Allow", "Action": "sns:Publish", "Resource": topic_arn}
