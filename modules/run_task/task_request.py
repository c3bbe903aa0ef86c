"""What HCP Terraform asks of a run task (HCP Terraform API, Run Tasks Integration)."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass, fields
from typing import Any, Self

from modules.specification.errors import LandingZoneError

SIGNATURE_HEADER = "X-TFC-Task-Signature"
_TEST = "test"
"""The enforcement level of a request that HCP Terraform sends to see whether somebody answers."""


def is_signed(body: bytes, signature: str, key: str) -> bool:
    """Whether a request comes from who knows the key: its signature is the HMAC of its body, SHA-512, in hex."""
    expected = hmac.new(key.encode(), body, hashlib.sha512).hexdigest()
    return hmac.compare_digest(expected, signature.strip().lower()) if signature.isascii() else False


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRequest:
    """What is asked: to judge the configuration of a run."""

    access_token: str
    """Opens the configuration and the result of this task, and nothing else."""
    task_result_callback_url: str
    task_result_enforcement_level: str
    stage: str
    run_id: str
    organization_name: str
    workspace_name: str
    workspace_working_directory: str = ""
    configuration_version_download_url: str = ""

    @property
    def is_test(self) -> bool:
        """Whether nothing is to be judged: HCP Terraform sees whether somebody answers."""
        return self.task_result_enforcement_level == _TEST

    @classmethod
    def read(cls, body: bytes) -> Self:
        """Read the body of a request; what else it has is left alone.

        Raises:
            LandingZoneError: it is no such request.

        """
        try:
            payload = json.loads(body)
            known: dict[str, Any] = {field.name: payload[field.name] for field in fields(cls) if field.name in payload}
            given = {name: value if value is not None else "" for name, value in known.items()}
            if not all(isinstance(value, str) for value in given.values()):
                raise _unreadable("a value that is no text")
            return cls(**given)
        except (ValueError, TypeError) as error:
            raise _unreadable(str(error)) from error


def _unreadable(got: str) -> LandingZoneError:
    return LandingZoneError(
        "the body must be the request of a run task",
        got=got,
        why="the configuration of a run is judged by what the request says of it",
        fix="send it as HCP Terraform does, with access_token, task_result_callback_url, stage, run_id, "
        "organization_name and workspace_name",
    )
