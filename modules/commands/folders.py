"""Where commands read and write."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from modules.environment import PROJECT

DEFAULT_OUTPUT = "cdktf.out"
PREVIEWS = PROJECT / ".preview"


@dataclass(frozen=True, slots=True)
class Folders:
    """The folders of one run: what is synthesized, and beside it local state and logs."""

    output: Path

    @property
    def logs(self) -> Path:
        """One log for each workspace."""
        return self.output.parent / "logs"

    @property
    def state(self) -> Path:
        """Local states, and journals of deploys."""
        return self.output.parent / "state"


def project_folders() -> Folders:
    """Folders of the real thing; the cdktf CLI says in `CDKTF_OUTDIR` where it looks. Empty, it says nothing."""
    named = os.environ.get("CDKTF_OUTDIR", "").strip() or DEFAULT_OUTPUT
    return Folders(Path(os.path.normpath(PROJECT / named)))


def preview_folders(environment: str) -> Folders:
    """Folders of a preview, apart from the real state."""
    return Folders(PREVIEWS / environment / DEFAULT_OUTPUT)


def previews() -> list[str]:
    """Names of the environments that were previewed, by their folders."""
    return sorted(path.name for path in PREVIEWS.glob("*") if path.is_dir() and not path.is_symlink())
