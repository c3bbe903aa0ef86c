"""The folder that workspaces are written to."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

Files = dict[str, str]
"""Text by path, relative to the output folder."""

KEPT = (".terraform", ".terraform.lock.hcl")
"""What Terraform keeps beside a workspace, and would have to fetch again."""


def replace_output(output: Path, files: Files) -> None:
    """Make `output` hold exactly `files`, and what Terraform keeps beside them. Unchanged files are not touched."""
    made = set[Path]()
    for path, text in files.items():
        target = output / path
        if target.parent not in made:
            target.parent.mkdir(parents=True, exist_ok=True)
            made.add(target.parent)
        encoded = text.encode()
        if not target.is_file() or target.read_bytes() != encoded:
            target.write_bytes(encoded)
    wanted = {output / path for path in files}
    folders = {parent for path in wanted for parent in path.parents}
    for folder, below, names in os.walk(output):
        at = Path(folder)
        for name in list(below):
            if name in KEPT or at / name in folders:
                continue
            shutil.rmtree(at / name)
            below.remove(name)
        below[:] = [name for name in below if name not in KEPT]
        for name in names:
            if name not in KEPT and at / name not in wanted:
                (at / name).unlink()
