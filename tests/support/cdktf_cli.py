"""The pinned cdktf CLI, as somebody runs it in a copy of the project whose virtual environment is linked."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path


def cdktf_command(project: Path, *arguments: str) -> list[str | Path]:
    """Return a command line."""
    return [_bin(project) / "node", project / "node_modules" / ".bin" / "cdktf", *arguments]


def cdktf_environment(project: Path, environ: Mapping[str, str]) -> dict[str, str]:
    """Return the environment in which it works on staging, and asks nobody anything."""
    return {
        **environ,
        "PATH": f"{_bin(project)}{os.pathsep}{environ['PATH']}",
        "CI": "true",
        "CHECKPOINT_DISABLE": "1",
        "LANDING_ZONE_ENVIRONMENT": "staging",
    }


def _bin(project: Path) -> Path:
    return project / ".venv" / "bin"
