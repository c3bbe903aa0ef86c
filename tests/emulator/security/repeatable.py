"""What AWS makes a second time without a word: many may have one name."""

from __future__ import annotations

from cdktf_cdktf_provider_aws.macie2_classification_job import (
    Macie2ClassificationJob,
    Macie2ClassificationJobS3JobDefinition,
    Macie2ClassificationJobS3JobDefinitionBucketDefinitions,
    Macie2ClassificationJobScheduleFrequency,
)
from cdktf_cdktf_provider_aws.securityhub_automation_rule import (
    SecurityhubAutomationRule,
    SecurityhubAutomationRuleActions,
    SecurityhubAutomationRuleActionsFindingFieldsUpdate,
    SecurityhubAutomationRuleActionsFindingFieldsUpdateWorkflow,
    SecurityhubAutomationRuleCriteria,
    SecurityhubAutomationRuleCriteriaAwsAccountId,
)
from constructs import Construct

from tests.emulator.security.organization import Organization


def define_repeatable(scope: Construct, organization: Organization) -> None:
    """Define what AWS makes a second time without a word."""
    lake = Macie2ClassificationJobS3JobDefinitionBucketDefinitions(account_id=organization.tooling, buckets=["lake"])
    Macie2ClassificationJob(
        scope,
        "job",
        name="lake",
        job_type="SCHEDULED",
        schedule_frequency=Macie2ClassificationJobScheduleFrequency(weekly_schedule="MONDAY"),
        s3_job_definition=Macie2ClassificationJobS3JobDefinition(bucket_definitions=[lake]),
    )
    SecurityhubAutomationRule(
        scope,
        "automation-rule",
        rule_name="workload",
        rule_order=1,
        description="Findings of the workload are looked at.",
        criteria=[
            SecurityhubAutomationRuleCriteria(
                aws_account_id=[
                    SecurityhubAutomationRuleCriteriaAwsAccountId(comparison="EQUALS", value=organization.workload)
                ]
            )
        ],
        actions=[
            SecurityhubAutomationRuleActions(
                type="FINDING_FIELDS_UPDATE",
                finding_fields_update=[
                    SecurityhubAutomationRuleActionsFindingFieldsUpdate(
                        workflow=[SecurityhubAutomationRuleActionsFindingFieldsUpdateWorkflow(status="NOTIFIED")]
                    )
                ],
            )
        ],
    )
