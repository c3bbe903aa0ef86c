"""The states and the journal of a preview's last run, which the next one must not find: the emulator begins empty."""

from __future__ import annotations

from modules.commands.folders import Folders
from modules.specification.errors import LandingZoneError


def forget_state(folders: Folders, environment: str) -> None:
    """Remove what Terraform and the journal wrote in a preview of an environment, and nothing else.

    Raises:
        LandingZoneError: the folder of states is a link, behind which there may be others.

    """
    folder = folders.state / environment
    for path in (folders.state, folder):
        if path.is_symlink():
            raise LandingZoneError(
                "the states of a preview must not lie behind a link",
                got=f"{path}, which leads to {path.readlink()}",
                why="a preview begins by removing the states of the last one, and those there may be others",
                fix="remove the link",
            )
    workspaces = f"{environment}-*.tfstate"
    for pattern in (
        workspaces,
        f"{workspaces}.backup",
        f"{workspaces}.*.backup",
        f".{workspaces}.lock.info",
        f"{environment}-*.begun",
    ):
        for path in folder.glob(pattern):
            path.unlink()
    (folder / "deploy.journal").unlink(missing_ok=True)
