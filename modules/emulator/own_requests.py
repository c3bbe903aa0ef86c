"""Requests that the emulator makes to itself, as one service of AWS calls another: in this process, without a socket.

What CloudFormation makes of a template is so what the service's own API makes, with all that we changed of it.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from threading import Lock
from typing import Any
from urllib.parse import urlsplit
from wsgiref.types import WSGIApplication

import botocore.session
from botocore.awsrequest import AWSResponse
from botocore.config import Config
from werkzeug.datastructures import Headers
from werkzeug.test import EnvironBuilder, run_wsgi_app

_NOWHERE = "http://127.0.0.1:1"
"""An endpoint that nothing is ever sent to."""

_answering: list[WSGIApplication] = []
_lock = Lock()


class _Body(BytesIO):
    """The body of an answer, as botocore reads it."""

    def stream(self, **_: object) -> Any:
        yield self.read()


def answer_with(application: WSGIApplication) -> None:
    """Say who answers these requests."""
    _answering[:] = [application]


def client(service: str, account_id: str, region: str) -> Any:
    """Connect to one service of the emulator, in one account and Region: a client of botocore's."""
    with _lock:  # the session is not made for several threads
        return _client(service, account_id, region)


@cache
def _session() -> Any:
    return botocore.session.Session()


@cache
def _client(service: str, account_id: str, region: str) -> Any:
    connected = _session().create_client(
        service,
        region_name=region,
        endpoint_url=_NOWHERE,
        aws_access_key_id="AKIAAAAAAAAAAAAAAAAA",
        aws_secret_access_key="none",  # noqa: S106 - the emulator knows no secrets
        config=Config(retries={"total_max_attempts": 1}, inject_host_prefix=False),
    )

    def send_there(request: Any, **_: object) -> AWSResponse:
        return send(_answering[0], request, {"x-moto-account-id": account_id})

    connected.meta.events.register("before-send", send_there)
    return connected


def send(application: WSGIApplication, request: Any, headers: dict[str, str]) -> AWSResponse:
    """Have an application answer a request of botocore's, with further headers."""
    url = urlsplit(request.url)
    given = [*((name, _text(value)) for name, value in request.headers.items()), *headers.items()]
    asked = EnvironBuilder(
        url.path, method=request.method, query_string=url.query, headers=given, data=request.body or b""
    )
    body, status, answered = run_wsgi_app(application, asked.get_environ())
    return AWSResponse(request.url, int(status.split()[0]), Headers(answered), _Body(b"".join(body)))


def _text(value: str | bytes) -> str:
    return value.decode() if isinstance(value, bytes) else value
