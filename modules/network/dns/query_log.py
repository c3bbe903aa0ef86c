"""The log of DNS queries."""

from __future__ import annotations

from collections.abc import Callable

from cdktf_cdktf_provider_aws.route53_resolver_query_log_config import Route53ResolverQueryLogConfig
from constructs import Construct

from modules.network.logs.log_group import LogGroup


class QueryLog(Construct):
    """Define where the queries of every VPC with the hub's profile go: to the log archive, else to a log group.

    Args:
        scope: The stack.
        id_: What it is called in addresses.
        name: Its name in AWS.
        key_arn: Gives the key that encrypts the log group.
        retention_days: How long it is kept.
        log_bucket: The bucket of the log archive that takes it; without one it has a log group of its own.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        id_: str,
        *,
        name: str,
        key_arn: Callable[[], str],
        retention_days: int,
        log_bucket: str | None,
    ) -> None:
        super().__init__(scope, id_)
        if log_bucket:
            destination_arn = f"arn:aws:s3:::{log_bucket}"
        else:
            group = LogGroup(self, "log-group", name=name, key_arn=key_arn(), retention_days=retention_days)
            destination_arn = group.log_group_arn
        self._config = Route53ResolverQueryLogConfig(self, "Default", name=name, destination_arn=destination_arn)

    @property
    def config_arn(self) -> str:
        """Token: the ARN of the configuration."""
        return self._config.arn
