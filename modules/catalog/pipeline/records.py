"""The logs of a portfolio's pipeline, and whom its failures are told to."""

from __future__ import annotations

import json

from cdktf_cdktf_provider_aws.cloudwatch_event_rule import CloudwatchEventRule
from cdktf_cdktf_provider_aws.cloudwatch_event_target import CloudwatchEventTarget
from cdktf_cdktf_provider_aws.cloudwatch_log_group import CloudwatchLogGroup
from cdktf_cdktf_provider_aws.sns_topic import SnsTopic
from cdktf_cdktf_provider_aws.sns_topic_policy import SnsTopicPolicy
from constructs import Construct

from modules.catalog.pipeline.places import PipelinePlace, Stage
from modules.storage.encryption_key import EncryptionKey
from modules.storage.statements import ENCRYPTING_NOTICES, Statement, deny_without_tls, events_may, policy

_KEPT_DAYS = 365


class PipelineRecords(Construct):
    """Define a log group for each stage, and an encrypted topic that failures and approvals that wait are told to.

    EventBridge sends to topics and uses their keys without telling for which rule (Amazon EventBridge User Guide,
    Troubleshooting; Amazon SNS Developer Guide, Managing Amazon SNS encryption keys and costs).

    Args:
        scope: The workspace.
        id_: What it is called in addresses.
        place: The portfolio and its account.
        stages: The stages that there are.
        deletion_days: Days between asking for the key's deletion and its end: 7 to 30.

    """

    def __init__(
        self, scope: Construct, id_: str, *, place: PipelinePlace, stages: tuple[Stage, ...], deletion_days: int
    ) -> None:
        super().__init__(scope, id_)
        key = EncryptionKey(
            self,
            "key",
            alias=f"{place.key_alias}/records",
            description=f"Logs and notices of the pipeline of the portfolio {place.portfolio}",
            account_id=place.account_id,
            statements=[_logs_encrypt(place), events_may("EncryptNotices", ENCRYPTING_NOTICES, "*")],
            deletion_days=deletion_days,
        )
        logs = Construct(self, "logs")
        self._log_groups = {
            stage: CloudwatchLogGroup(
                logs,
                stage,
                name=place.log_group_name(stage),
                kms_key_id=key.key_arn,
                retention_in_days=_KEPT_DAYS,
            ).name
            for stage in stages
        }
        topic = SnsTopic(self, "topic", name=place.name, kms_master_key_id=key.key_arn)
        admitted = SnsTopicPolicy(
            self,
            "topic-policy",
            arn=topic.arn,
            policy=policy(
                [events_may("TheRuleSends", "sns:Publish", topic.arn), deny_without_tls("sns:Publish", topic.arn)]
            ),
        )
        rule = CloudwatchEventRule(
            self,
            "rule",
            name=place.name,
            description=f"What of the pipeline of the portfolio {place.portfolio} failed, or waits for approval",
            event_pattern=json.dumps(_pattern(place), ensure_ascii=False),
        )
        CloudwatchEventTarget(self, "target", rule=rule.name, target_id="people", arn=topic.arn, depends_on=[admitted])

    def log_group_name(self, stage: Stage) -> str:
        """Return a token: the name of the log group of a stage, known once it is there."""
        return self._log_groups[stage]


def _pattern(place: PipelinePlace) -> dict[str, object]:
    """Fit failures of the pipeline, and its approval when it waits.

    AWS CodePipeline User Guide, Monitoring CodePipeline events.
    """
    own = {"pipeline": [place.name]}
    failed = {"detail-type": ["CodePipeline Pipeline Execution State Change"], "detail": {**own, "state": ["FAILED"]}}
    waits = {
        "detail-type": ["CodePipeline Action Execution State Change"],
        "detail": {**own, "type": {"category": ["Approval"]}, "state": ["STARTED"]},
    }
    return {"source": ["aws.codepipeline"], "$or": [failed, waits]}


def _logs_encrypt(place: PipelinePlace) -> Statement:
    """Let CloudWatch Logs encrypt what builds write (Amazon CloudWatch Logs User Guide, Encrypt log data)."""
    groups = f"arn:aws:logs:{place.region}:{place.account_id}:log-group:/aws/codebuild/{place.name}-*"
    return {
        "Sid": "EncryptLogs",
        "Effect": "Allow",
        "Principal": {"Service": f"logs.{place.region}.amazonaws.com"},
        "Action": ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
        "Resource": "*",
        "Condition": {"ArnLike": {"kms:EncryptionContext:aws:logs:arn": groups}},
    }
