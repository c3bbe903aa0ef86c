"""boto3 clients whose requests reach the emulator's application in this process, without a server: fast."""

from __future__ import annotations

from functools import cache
from typing import Any

import boto3
from botocore.awsrequest import AWSResponse
from botocore.config import Config

from modules.emulator.own_requests import send
from modules.emulator.serve import application

_application = cache(application)
_session = cache(boto3.Session)  # one reads the model of a service once


def connect(service: str, region: str = "eu-west-1") -> Any:
    """Connect to one service. The client checks no input, so that what is wrong gets to the emulator too."""
    client = _session().client(
        service,
        region_name=region,
        endpoint_url="http://127.0.0.1:1",  # nothing listens, and nothing is sent there
        aws_access_key_id="AKIAAAAAAAAAAAAAAAAA",
        aws_secret_access_key="none",  # noqa: S106 - the emulator knows no secrets
        config=Config(retries={"total_max_attempts": 1}, inject_host_prefix=False, parameter_validation=False),
    )
    client.meta.events.register("before-send", _send)
    return client


def _send(request: Any, **_: object) -> AWSResponse:
    return send(_application(), request, {})
