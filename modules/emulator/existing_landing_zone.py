"""A landing zone of AWS Control Tower that exists before the environment, with Account Factory."""

from __future__ import annotations

import http.client
from urllib.parse import urlencode

from modules.emulator.server import EmbeddedAws

_PATH = "/moto-api/landing-zone"


def prepare_landing_zone(aws: EmbeddedAws, *, management_account_id: str, home_region: str) -> None:
    """Give the management account a landing zone and Account Factory, before it has an organization even.

    Call it once the emulator runs, and again after a reset. A second call changes nothing.
    """
    query = urlencode({"account": management_account_id, "region": home_region})
    connection = http.client.HTTPConnection("127.0.0.1", aws.port, timeout=30)  # never through a proxy
    try:
        connection.request("POST", f"{_PATH}?{query}")
        answer = connection.getresponse()
        answer.read()
    finally:
        connection.close()
    if answer.status != http.HTTPStatus.OK:
        raise RuntimeError(f"the emulator answered {answer.status} to {_PATH}; its log has the reason")
