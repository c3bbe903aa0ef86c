"""Credentials that only the emulator knows. moto keeps the accounts apart by the access key of a request."""

from __future__ import annotations

import http
import http.client
import json
import time
from dataclasses import dataclass
from urllib.parse import urlencode

ROLE = "role/landing-zone-preview"

_TRIES = 20
_PAUSE_SECONDS = 0.1
"""Requests fail where faults of STS are injected, and who asks for credentials is not who is to bear them."""


@dataclass(frozen=True)
class Credentials:
    """Temporary credentials of one account."""

    access_key_id: str
    secret_access_key: str
    session_token: str


def assume_role(port: int, account_id: str) -> Credentials:
    """Ask the emulator's STS for credentials of an account; neither the role nor the account need exist there.

    `AssumeRoleWithWebIdentity` is the one of STS's operations that needs no credentials to begin with.

    Raises:
        OSError: it gave none, however often it was asked.

    """
    for _ in range(_TRIES):
        try:
            return _asked(port, account_id)
        except (http.client.HTTPException, ConnectionError):
            time.sleep(_PAUSE_SECONDS)
    raise OSError(f"the emulator gave no credentials of {account_id}, {_TRIES} times")


def _asked(port: int, account_id: str) -> Credentials:
    query = {
        "Action": "AssumeRoleWithWebIdentity",
        "Version": "2011-06-15",
        "ContentType": "JSON",
        "RoleArn": f"arn:aws:iam::{account_id}:{ROLE}",
        "RoleSessionName": "landing-zone",
        "WebIdentityToken": "embedded",
    }
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)  # never through a proxy
    try:
        connection.request("POST", "/", urlencode(query), {"Content-Type": "application/x-www-form-urlencoded"})
        response = connection.getresponse()
        if response.status != http.HTTPStatus.OK:
            raise http.client.HTTPException(f"STS answered {response.status}")
        answer = json.loads(response.read())
    finally:
        connection.close()
    result = answer["AssumeRoleWithWebIdentityResponse"]["AssumeRoleWithWebIdentityResult"]["Credentials"]
    return Credentials(result["AccessKeyId"], result["SecretAccessKey"], result["SessionToken"])
