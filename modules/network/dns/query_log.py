"""The log of DNS queries."""

from __future__ import annotations

from cdktf_cdktf_provider_aws.route53_resolver_query_log_config import Route53ResolverQueryLogConfig
from constructs import Construct

from modules.network.logs.log_group import LogGroup


class QueryLog(Construct):
    """Define the log group that gets the queries of every VPC with the hub's profile.

    Args:
        scope: The stack.
        id_: What it is called in addresses.
        name: Its name in AWS.
        key_arn: The key that encrypts the log.
        retention_days: How long it is kept.

    """

    def __init__(self, scope: Construct, id_: str, *, name: str, key_arn: str, retention_days: int) -> None:
        super().__init__(scope, id_)
        group = LogGroup(self, "log-group", name=name, key_arn=key_arn, retention_days=retention_days)
        self._config = Route53ResolverQueryLogConfig(self, "Default", name=name, destination_arn=group.log_group_arn)

    @property
    def config_arn(self) -> str:
        """Token: the ARN of the configuration."""
        return self._config.arn
