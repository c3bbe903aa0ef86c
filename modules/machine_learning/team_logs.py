"""Log groups that services write to by themselves, defined before they do: encrypted, and kept for so long."""

from __future__ import annotations

from cdktf_cdktf_provider_aws.cloudwatch_log_group import CloudwatchLogGroup
from constructs import Construct

NAMES = {
    "processing-jobs": "/aws/sagemaker/ProcessingJobs",
    "training-jobs": "/aws/sagemaker/TrainingJobs",
    "transform-jobs": "/aws/sagemaker/TransformJobs",
    "studio": "/aws/sagemaker/studio",
    "glue-jobs": "/aws-glue/jobs/output",
    "glue-errors": "/aws-glue/jobs/error",
    "glue-crawlers": "/aws-glue/crawlers",
}
"""Where services write (SageMaker Developer Guide, Log groups and streams that Amazon SageMaker AI sends to Amazon
CloudWatch Logs; AWS Glue Developer Guide, Logging for AWS Glue jobs), by what each is called in addresses."""


class TeamLogs(Construct):
    """Define the log groups. A service that finds none makes one without a key, which keeps events for ever."""

    def __init__(self, scope: Construct, id_: str, *, key_arn: str, retention_days: int) -> None:
        super().__init__(scope, id_)
        for key, name in NAMES.items():
            CloudwatchLogGroup(self, key, name=name, kms_key_id=key_arn, retention_in_days=retention_days)
