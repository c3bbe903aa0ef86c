"""Security logs of the domain controllers."""

from __future__ import annotations

from cdktf_cdktf_provider_aws.cloudwatch_log_group import CloudwatchLogGroup
from cdktf_cdktf_provider_aws.cloudwatch_log_resource_policy import CloudwatchLogResourcePolicy
from cdktf_cdktf_provider_aws.directory_service_log_subscription import DirectoryServiceLogSubscription
from constructs import Construct

from modules.storage.statements import policy

LOG_GROUPS = "/landing-zone/active-directory/"
"""What the name of the log group begins with. Not /aws/: groups that are called so services make by themselves."""


class DirectoryLogs(Construct):
    """Define where security events of the domain controllers are kept.

    Args:
        scope: The stack.
        id_: What they are called in addresses.
        directory_id: The directory.
        domain: Its domain, by which the log group is called.
        key_arn: The key that encrypts it.
        retention_days: How long it is kept.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self, scope: Construct, id_: str, *, directory_id: str, domain: str, key_arn: str, retention_days: int
    ) -> None:
        super().__init__(scope, id_)
        group = CloudwatchLogGroup(
            self, "Default", name=f"{LOG_GROUPS}{domain}", kms_key_id=key_arn, retention_in_days=retention_days
        )
        admitted = CloudwatchLogResourcePolicy(
            self,
            "policy",
            policy_name="landing-zone-active-directory",
            policy_document=policy(
                [
                    {
                        "Sid": "DirectoryServiceWrites",
                        "Effect": "Allow",
                        "Principal": {"Service": "ds.amazonaws.com"},
                        "Action": ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
                        "Resource": f"{group.arn}:*",
                    }
                ]
            ),
        )
        DirectoryServiceLogSubscription(
            self, "subscription", directory_id=directory_id, log_group_name=group.name, depends_on=[admitted]
        )
