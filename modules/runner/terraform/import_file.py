"""The file by which Terraform imports in the same plan that creates the rest. It lives no longer than the apply."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from modules.whole_files import write_whole

_NAME = "recovered.tf.json"


def write_imports(folder: Path, ids: Mapping[str, str]) -> None:
    """Write an `import` block for each address; none, no file."""
    if ids:
        blocks = [{"to": address, "id": id_} for address, id_ in ids.items()]
        write_whole(folder / _NAME, json.dumps({"import": blocks}))
    else:
        remove_imports(folder)


def remove_imports(folder: Path) -> None:
    """Take the file away; also one that a killed run has left."""
    (folder / _NAME).unlink(missing_ok=True)
