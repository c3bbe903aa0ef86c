"""Whether `terraform init` has already been run for what a workspace's files say now."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from modules.whole_files import write_whole

_STAMP = ".terraform/initialized.sha256"


def is_initialized(folder: Path, *, backend: bool) -> bool:
    """Whether `.terraform` fits the files: an init with the backend serves also where none is needed."""
    stamp = folder / _STAMP
    if not stamp.is_file() or _dangling(folder / ".terraform" / "providers"):
        return False
    return stamp.read_text() in {_stamp(folder, backend=with_backend) for with_backend in {True, backend}}


def record_initialized(folder: Path, *, backend: bool) -> None:
    """Remember that `terraform init` succeeded."""
    (folder / ".terraform").mkdir(exist_ok=True)
    write_whole(folder / _STAMP, _stamp(folder, backend=backend))


def forget_initialized(folder: Path) -> None:
    """Before `terraform init`: one that is killed half-way must be run again."""
    (folder / _STAMP).unlink(missing_ok=True)


def forget_backend(folder: Path) -> None:
    """After a state was moved: `terraform init` shall not ask whether to copy it from where it was."""
    forget_initialized(folder)
    (folder / ".terraform" / "terraform.tfstate").unlink(missing_ok=True)


def _stamp(folder: Path, *, backend: bool) -> str:
    digest = hashlib.sha256(b"backend" if backend else b"no backend")
    for path in sorted(folder.rglob("*.tf.json")) + sorted(folder.rglob("*.tf")):
        relative = path.relative_to(folder)
        if ".terraform" not in relative.parts:
            digest.update(f"\n{relative.as_posix()}\n".encode() + _what_init_reads(path))
    return digest.hexdigest()


def _what_init_reads(path: Path) -> bytes:
    """Take the blocks that name providers, modules and the backend; a new resource of a known type needs no init."""
    text = path.read_bytes()
    if path.suffix == ".tf":
        return text
    try:
        content: dict[str, Any] = json.loads(text)
        read = {block: content.get(block) for block in ("terraform", "provider", "module")}
        types = {block: sorted(content.get(block, {})) for block in ("resource", "data")}  # each implies a provider
    except (ValueError, TypeError, AttributeError):
        return text  # Terraform will say what is wrong with it
    return json.dumps(read | types, sort_keys=True).encode()


def _dangling(providers: Path) -> bool:
    """Whether a provider that was linked from a mirror or the cache has gone."""
    return any(path.is_symlink() and not path.exists() for path in providers.glob("*/*/*/*/*"))
