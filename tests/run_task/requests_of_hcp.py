"""What HCP Terraform asks and gives, as the tests of the run task have it."""

from __future__ import annotations

import hashlib
import hmac
import io
import json
import tarfile
from collections.abc import Mapping
from typing import Any

from requests import PreparedRequest

from modules.run_task.task_request import TaskRequest

HOST = "tfe.acme.example"
KEY = "0123456789abcdef0123456789abcdef"
DOWNLOAD = f"https://{HOST}/api/v2/configuration-versions/cv-1/download"
CALLBACK = f"https://{HOST}/api/v2/task-results/1/callback"

PAYLOAD: Mapping[str, object] = {
    "payload_version": 1,
    "access_token": "token-of-the-run",
    "task_result_callback_url": CALLBACK,
    "task_result_enforcement_level": "mandatory",
    "stage": "pre_plan",
    "run_id": "run-1",
    "organization_name": "acme",
    "workspace_name": "test-accounts",
    "workspace_working_directory": None,
    "configuration_version_download_url": DOWNLOAD,
    "capabilities": {"outcomes": True},
}


def body(**changes: object) -> bytes:
    """Return the body of a request, with some of it changed; None leaves a key out."""
    return json.dumps(
        {key: value for key, value in {**PAYLOAD, **changes}.items() if key not in changes or value}
    ).encode()


def task(**changes: object) -> TaskRequest:
    """Return a request, with some of it changed."""
    return TaskRequest.read(body(**changes))


def signature(content: bytes, key: str = KEY) -> str:
    """Sign the body of a request."""
    return hmac.new(key.encode(), content, hashlib.sha512).hexdigest()


def archive(files: Mapping[str, str | tarfile.TarInfo]) -> bytes:
    """Return a configuration: files with their text, or members as they are, by name."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as tar:
        for name, content in files.items():
            if isinstance(content, tarfile.TarInfo):
                tar.addfile(content)
                continue
            member = tarfile.TarInfo(name)
            member.size = len(content.encode())
            tar.addfile(member, io.BytesIO(content.encode()))
    return packed.getvalue()


def sent(request: PreparedRequest) -> Any:
    """Return the JSON that a request has for its body."""
    assert isinstance(request.body, bytes)
    return json.loads(request.body)
