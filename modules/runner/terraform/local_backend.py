"""The file by which a workspace has its state in a local file for a while, whatever its other files say.

Terraform Language Documentation, Override Files: a backend in a file that ends so takes the place of the other one.
"""

from __future__ import annotations

import json
from pathlib import Path

from modules.runner.terraform.initialization import forget_backend
from modules.whole_files import write_whole

_NAME = "backend_override.tf.json"


def write_local_backend(folder: Path, path: str) -> None:
    """Have Terraform keep the state of a workspace in a local file.

    Args:
        folder: The workspace's folder.
        path: The file, as Terraform finds it from there.

    """
    if not (folder / _NAME).exists():
        forget_backend(folder)
    write_whole(folder / _NAME, json.dumps({"terraform": {"backend": {"local": {"path": path}}}}))


def forget_local_backend(folder: Path) -> None:
    """Have Terraform look where the workspace's own files say."""
    if (folder / _NAME).exists():
        forget_backend(folder)
        (folder / _NAME).unlink()
