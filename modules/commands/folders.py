"""Where commands read and write."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from modules.deployment.state_names import STATE_FOLDER
from modules.environment import PROJECT
from modules.specification.errors import LandingZoneError
from modules.specification.printing import printable

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
        return self.output.parent / STATE_FOLDER


def project_folders() -> Folders:
    """Folders of the real thing; the cdktf CLI says in `CDKTF_OUTDIR` where it looks. Empty, it says nothing.

    Raises:
        LandingZoneError: what it says is no name that is meant, or a folder of previews.

    """
    named = os.environ.get("CDKTF_OUTDIR", "").strip() or DEFAULT_OUTPUT
    output = Path(os.path.normpath(PROJECT / named))
    if not named.isprintable():
        raise _not_meant(
            "CDKTF_OUTDIR must be one line of characters that can be seen", named, "it names a folder, and is shown"
        )
    if named.startswith("~"):
        raise _not_meant(
            "CDKTF_OUTDIR must not start with ~",
            named,
            "only a shell puts the home folder in the place of ~; here a folder of that name would be made",
        )
    if Path(os.path.realpath(output)).is_relative_to(os.path.realpath(PREVIEWS)):
        raise _not_meant(
            f"CDKTF_OUTDIR must not lead to {PREVIEWS.name}", named, "each folder in it is taken for that of a preview"
        )
    return Folders(output)


def _not_meant(what: str, named: str, why: str) -> LandingZoneError:
    return LandingZoneError(
        what, got=printable(named), why=why, fix=f"name another folder; unset, it is {DEFAULT_OUTPUT}"
    )


def preview_folders(environment: str) -> Folders:
    """Folders of a preview, apart from the real state."""
    return Folders(PREVIEWS / environment / DEFAULT_OUTPUT)


def previews() -> list[str]:
    """Names of the environments that were previewed, by their folders."""
    return sorted(path.name for path in PREVIEWS.glob("*") if path.is_dir() and not path.is_symlink())
