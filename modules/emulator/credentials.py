"""Credentials that only the emulator knows. moto keeps the accounts apart by the access key of a request."""

from __future__ import annotations

import http.client
import json
from dataclasses import dataclass
from urllib.parse import urlencode

ROLE = "role/landing-zone-preview"


@dataclass(frozen=True)
class Credentials:
    """Temporary credentials of one account."""

    access_key_id: str
    secret_access_key: str
    session_token: str


def assume_role(port: int, account_id: str) -> Credentials:
    """Ask the emulator's STS for credentials of an account; neither the role nor the account need exist there.

    `AssumeRoleWithWebIdentity` is the one of STS's operations that needs no credentials to begin with.
    """
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
        answer = json.loads(connection.getresponse().read())
    finally:
        connection.close()
    result = answer["AssumeRoleWithWebIdentityResponse"]["AssumeRoleWithWebIdentityResult"]["Credentials"]
    return Credentials(result["AccessKeyId"], result["SecretAccessKey"], result["SessionToken"])
