"""A log group of the network."""

from __future__ import annotations

from cdktf_cdktf_provider_aws.cloudwatch_log_group import CloudwatchLogGroup
from constructs import Construct

from modules.network.logs.log_key import LOG_GROUPS


class LogGroup(Construct):
    """Define a log group that is encrypted with the network's key and kept for a time.

    Args:
        scope: The construct that writes to it.
        id_: What it is called in addresses.
        name: The rest of its name, behind what the key's policy admits.
        key_arn: The key.
        retention_days: How long logs are kept.

    """

    def __init__(self, scope: Construct, id_: str, *, name: str, key_arn: str, retention_days: int) -> None:
        super().__init__(scope, id_)
        self._group = CloudwatchLogGroup(
            self,
            "Default",
            name=f"{LOG_GROUPS}{name}",
            kms_key_id=key_arn,
            retention_in_days=retention_days,
        )

    @property
    def log_group_arn(self) -> str:
        """Token: the log group's ARN."""
        return self._group.arn

    @property
    def log_group_name(self) -> str:
        """Token: the log group's name, known once it is there."""
        return self._group.name
