"""HCP Terraform as a run task sees it: a configuration to take, and a result to give."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from urllib.parse import urlsplit

import requests

from modules.run_task.task_request import TaskRequest
from modules.specification.errors import LandingZoneError

_MEDIA_TYPE = "application/vnd.api+json"
_SECONDS = (10, 60)
"""To connect, and between two parts of an answer."""
_MOST_BYTES = 50 * 2**20
"""A workspace is below one MiB; whoever sends more sends something else."""
_BLOCK = 2**16


@dataclass(frozen=True, slots=True)
class HcpTerraform:
    """The host that is asked and answered; no other gets a token.

    Args:
        hostname: Its name: `app.terraform.io`, or that of Terraform Enterprise.

    """

    hostname: str

    def configuration(self, request: TaskRequest) -> bytes:
        """Take the configuration of a run: a gzipped tar file.

        Raises:
            LandingZoneError: there is none, it is elsewhere, it is too large, or it cannot be had.

        """
        url = self._trusted(request.configuration_version_download_url)
        try:
            # The answer leads to where archives are kept; `requests` sends the token to no other host.
            response = requests.get(url, headers=_headers(request), timeout=_SECONDS, stream=True)
            with closing(response):
                response.raise_for_status()
                return b"".join(_limited(response.iter_content(_BLOCK)))
        except requests.RequestException as error:
            raise LandingZoneError(
                "the configuration of a run could not be taken",
                got=f"{request.run_id}: {type(error).__name__}",
                why="what cannot be looked at cannot be let through",
                fix="start the run again; where it goes on, see whether this machine reaches HCP Terraform",
            ) from error

    def answer(self, request: TaskRequest, *, status: str, message: str) -> None:
        """Give the result of a task.

        Args:
            request: What was asked.
            status: `running`, `passed` or `failed`.
            message: What people read beside it.

        Raises:
            LandingZoneError: the result belongs elsewhere.
            requests.RequestException: it was not taken. The run waits until HCP Terraform gives up, and fails.

        """
        attributes = {"status": status, "message": message}
        response = requests.patch(
            self._trusted(request.task_result_callback_url),
            json={"data": {"type": "task-results", "attributes": attributes}},
            headers=_headers(request),
            timeout=_SECONDS,
            allow_redirects=False,
        )
        response.raise_for_status()

    def _trusted(self, url: str) -> str:
        """Return an address, if it is one of this host: a token goes nowhere else."""
        parts = urlsplit(url)
        if (parts.scheme, parts.netloc) != ("https", self.hostname):
            raise LandingZoneError(
                "a run task must lead to the host that the environment has its workspaces in",
                got=url or "no address",
                why="the token of the run would go to somebody else",
                fix=f"have HCP Terraform ask, at https://{self.hostname}; a task before the plan has a configuration",
            )
        return url


def _headers(request: TaskRequest) -> dict[str, str]:
    return {"Authorization": f"Bearer {request.access_token}", "Content-Type": _MEDIA_TYPE}


def _limited(blocks: Iterator[bytes]) -> Iterator[bytes]:
    size = 0
    for block in blocks:
        size += len(block)
        if size > _MOST_BYTES:
            raise LandingZoneError(
                f"the configuration of a run must be below {_MOST_BYTES // 2**20} MiB",
                got="more",
                why="a workspace is below one MiB, and whatever else was uploaded is not what was synthesized",
                fix="upload the folder of the workspace, and nothing else",
            )
        yield block
