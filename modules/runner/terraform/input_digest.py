"""One number for all that Terraform reads of a workspace's folder."""

from __future__ import annotations

import hashlib
from pathlib import Path


def input_digest(folder: Path) -> str:
    """Digest every file of the folder, nested modules included, but not what Terraform itself writes there."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        if path.is_file() and not any(part.startswith(".terraform") for part in relative.parts):
            digest.update(f"{relative.as_posix()}\0{path.stat().st_size}\0".encode() + path.read_bytes())
    return digest.hexdigest()
