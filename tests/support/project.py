"""A copy of the project to run, and to spoil."""

from __future__ import annotations

import shutil
from pathlib import Path

from modules.environment import PROJECT

PARTS = ("main.py", "cdktf.json", "modules", "environments", "policies")
PACKAGES = "node_modules"
"""What Node looks for beside the project; linked, not copied."""


def copy_project(target: Path, *, with_security: bool = True) -> Path:
    """Copy the project without its tools, tests and outputs into `target`, which is made where it is missing.

    Args:
        target: Where to.
        with_security: Whether staging keeps its security services, and what shows how accounts are doing; without them
            an account's workspace waits for few others.

    """
    target.mkdir(parents=True, exist_ok=True)
    for name in PARTS:
        source = PROJECT / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target / name)
    if not with_security:
        for section in ("security", "observability"):
            (target / "environments" / "staging" / f"{section}.yaml").unlink()
    (target / PACKAGES).symlink_to(PROJECT / PACKAGES)
    return target
