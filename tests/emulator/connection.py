"""boto3 clients of the emulator, in any of its accounts."""

from __future__ import annotations

from functools import cache
from typing import Any

import boto3
from botocore.config import Config

from modules.emulator.served import ServedAws


@cache
def _session() -> boto3.Session:
    """Begin one session for all clients: each reads the models of the services anew, which takes most of its time."""
    return boto3.Session()


def connect(aws: ServedAws, service: str, account_id: str, region: str = "eu-west-1", *, attempts: int = 1) -> Any:
    """Connect to one service, in one account and Region. The client tries once, so that a test fails at once."""
    credentials = aws.credentials(account_id)
    return _session().client(
        service,
        region_name=region,
        endpoint_url=aws.url,
        aws_access_key_id=credentials.access_key_id,
        aws_secret_access_key=credentials.secret_access_key,
        aws_session_token=credentials.session_token,
        config=Config(retries={"total_max_attempts": attempts}, inject_host_prefix=False),
    )
