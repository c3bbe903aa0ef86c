"""boto3 clients whose requests reach the emulator's application in this process, without a server: fast."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import boto3
from botocore.awsrequest import AWSResponse
from botocore.config import Config
from werkzeug.test import Client

from modules.emulator.serve import application

_application = cache(application)
_session = cache(boto3.Session)  # one reads the model of a service once


class Body(BytesIO):
    """The body of an answer, as botocore reads it."""

    def stream(self, **_: object) -> Any:
        yield self.read()


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
    url = urlsplit(request.url)
    answer = Client(_application()).open(
        url.path,
        method=request.method,
        query_string=url.query,
        headers=[(name, _text(value)) for name, value in request.headers.items()],
        data=request.body or b"",
    )
    return AWSResponse(request.url, answer.status_code, answer.headers, Body(answer.get_data()))


def _text(value: str | bytes) -> str:
    return value.decode() if isinstance(value, bytes) else value
