"""Resolve the dependencies of the Pipfile anew: `make lock`.

The lock names no package index, so that whoever installs uses their own (docs/decisions/0005-one-lock-no-index.md).
"""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
LOCK = PROJECT / "Pipfile.lock"


def main() -> None:
    """Run `pipenv lock`, then take the index out of what it wrote."""
    subprocess.run(
        [PROJECT / ".tools" / "pipenv" / "bin" / "pipenv", "lock", "--dev"],
        cwd=PROJECT,
        env={**os.environ, "PIPENV_VENV_IN_PROJECT": "1", "PIPENV_NOSPIN": "1"},
        check=True,
    )
    locked = json.loads(LOCK.read_text())
    locked["_meta"]["sources"] = []
    for section in ("default", "develop"):
        for package in locked[section].values():
            package.pop("index", None)
    draft = LOCK.with_suffix(".draft")
    draft.write_text(json.dumps(locked, indent=4, sort_keys=True) + "\n")
    draft.replace(LOCK)


if __name__ == "__main__":
    main()
