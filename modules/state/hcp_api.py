"""The few requests of HCP Terraform's API that a move needs.

HCP Terraform API documentation: Workspaces, State Versions. Terraform Enterprise has the same.
"""

from __future__ import annotations

import json
import os
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from modules.specification.errors import LandingZoneError

_MEDIA_TYPE = "application/vnd.api+json"
_NOT_FOUND = 404
_TIMEOUT_SECONDS = 60


class HcpApi:
    """The API of one host, asked with the token that Terraform has for it.

    Args:
        url: Of the host: `https://app.terraform.io`.
        token: Of a user, or of a team.

    """

    def __init__(self, url: str, token: str) -> None:
        self._url, self._token = url, token

    def ask(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        """Return what a request is answered with; None where there is nothing of that name.

        Args:
            method: Of HTTP.
            path: Below `/api/v2/`.
            body: What is sent.

        Raises:
            LandingZoneError: the host refuses the request, or cannot be reached.

        """
        answer = self._send(method, f"{self._url}/api/v2/{path}", body)
        return None if answer is None else json.loads(answer or b"null")

    def fetch(self, url: str) -> bytes:
        """Return a file that an answer points at.

        Raises:
            LandingZoneError: the host refuses the request, or cannot be reached.

        """
        return self._send("GET", url, None) or b""

    def _send(self, method: str, url: str, body: Mapping[str, Any] | None) -> bytes | None:
        request = urllib.request.Request(  # noqa: S310 - https, to the host that the environment names
            url,
            data=None if body is None else json.dumps(body).encode(),
            method=method,
            headers={"Authorization": f"Bearer {self._token}", "Content-Type": _MEDIA_TYPE},
        )
        try:
            with urllib.request.urlopen(request, timeout=_TIMEOUT_SECONDS) as answer:  # noqa: S310 - as above
                content: bytes = answer.read()
                return content
        except urllib.error.HTTPError as error:
            if error.code == _NOT_FOUND:
                return None
            raise _refused(method, url, f"{error} {error.read().decode(errors='replace')}") from error
        except OSError as error:
            raise _refused(method, url, str(error)) from error


def _refused(method: str, url: str, got: str) -> LandingZoneError:
    return LandingZoneError(
        "HCP Terraform could not be asked",
        got=f"{method} {url}: {got}",
        why="a move reads, writes and locks the workspaces that hold states",
        fix="mend what it says, and run the command again: it goes on where it stopped",
    )


def token_of(hostname: str) -> str:
    """Return the token that Terraform has for a host: from the environment, or as `terraform login` keeps it.

    Terraform CLI Configuration File, Environment Variable Credentials: periods are underscores in the variable's name,
    and a hyphen may be two.

    Raises:
        LandingZoneError: there is none.

    """
    variable = f"TF_TOKEN_{hostname.replace('.', '_')}"
    for name in (variable, variable.replace("-", "__")):
        if token := os.environ.get(name):
            return token
    try:
        kept = json.loads((Path.home() / ".terraform.d" / "credentials.tfrc.json").read_text(encoding="utf-8"))
        return str(kept["credentials"][hostname]["token"])
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise LandingZoneError(
            "there must be a token for HCP Terraform",
            got=f"none in {variable}, and none that `terraform login {hostname}` has kept",
            why="states are read and written there",
            fix=f"run `terraform login {hostname}`, or set {variable}",
        ) from error
