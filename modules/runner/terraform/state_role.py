"""The role that Terraform works with a workspace's state as, where its backend in S3 assumes one.

No backend takes variables, so a file says that a plan works as another role than an apply (Terraform Language
Documentation, Override Files).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from modules.synthesized.documents import DOCUMENT, read_content
from modules.whole_files import write_whole

_NAME = "state_role_override.tf.json"
_PLACE = ("bucket", "key", "region")


def write_state_role(folder: Path, assume_role: Mapping[str, Any]) -> None:
    """Have Terraform work with the state of a workspace as a role, whatever the workspace's other files say.

    Args:
        folder: The workspace's folder. Its backend is in S3.
        assume_role: The role and the tags of its sessions, as the backend takes them.

    """
    backend = {**_s3(folder / DOCUMENT), "assume_role": assume_role}
    write_whole(folder / _NAME, json.dumps({"terraform": {"backend": {"s3": backend}}}))


def forget_state_role(folder: Path) -> None:
    """Have Terraform work with the state as the role that the workspace's own files say."""
    (folder / _NAME).unlink(missing_ok=True)


def backend_settings(folder: Path) -> dict[str, Any]:
    """Return what a workspace's `terraform` block says, with the role that it works with its state as now.

    Raises:
        LandingZoneError: the workspace is not there.

    """
    settings: dict[str, Any] = read_content(folder)["terraform"]
    if (folder / _NAME).exists():
        return {**settings, "backend": {"s3": _s3(folder / _NAME)}}
    return settings


def forget_former_role(folder: Path) -> None:
    """Before `terraform init`: another role for the same state is no other backend, and nothing moves."""
    initialized = folder / ".terraform" / "terraform.tfstate"
    try:
        former = json.loads(initialized.read_text(encoding="utf-8"))["backend"]["config"]
        own = _s3(folder / (_NAME if (folder / _NAME).exists() else DOCUMENT))
        is_same = all(former[part] == own[part] for part in _PLACE)
    except (OSError, ValueError, LookupError, TypeError):
        return  # not initialized, or in another kind of backend
    if is_same:
        initialized.unlink()


def _s3(path: Path) -> dict[str, Any]:
    backend: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["terraform"]["backend"]["s3"]
    return backend
