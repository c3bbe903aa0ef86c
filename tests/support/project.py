"""A copy of the project to run, and to spoil."""

from __future__ import annotations

import re
import shutil
from collections.abc import Collection
from pathlib import Path

from modules.environment import PROJECT

PARTS = ("main.py", "cdktf.json", "modules", "environments", "policies")
PACKAGES = "node_modules"
"""What Node looks for beside the project; linked, not copied."""


BY_CHOICE = ("active-directory", "security", "observability", "data", "pipelines", "machine-learning", "catalog")
"""Files of staging that it also works without: an account's workspace then waits for few others, and holds little."""
_SAYING_MORE = {"data": (("teams", r"\n    data_products: .*"),)}
"""What other files of staging say that needs a file: their names, each with a pattern."""


def copy_project(target: Path, *, without: Collection[str] = ()) -> Path:
    """Copy the project without its tools, tests and outputs into `target`, which is made where it is missing.

    Args:
        target: Where to.
        without: Which files staging is without, by name: the fewer there are, the sooner it is synthesized and checked.

    """
    target.mkdir(parents=True, exist_ok=True)
    for name in PARTS:
        source = PROJECT / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target / name)
    staging = target / "environments" / "staging"
    for section in without:
        (staging / f"{section}.yaml").unlink()
        for file, pattern in _SAYING_MORE.get(section, ()):
            path = staging / f"{file}.yaml"
            text, count = re.subn(pattern, "", path.read_text())
            assert count, f"{path.name} says nothing like {pattern}"
            path.write_text(text)
    (target / PACKAGES).symlink_to(PROJECT / PACKAGES)
    return target
