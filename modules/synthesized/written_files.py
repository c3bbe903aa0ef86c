"""The files that synthesis wrote, as it lists them: what Terraform or people keep beside them is not among them."""

from __future__ import annotations

import json
from pathlib import Path

from modules.synthesized.manifest import SynthesizedWorkspace, not_synthesized

LIST = "files.json"
"""The list's name, in the folder that is synthesized to."""


def written_files(output: Path, workspace: SynthesizedWorkspace) -> dict[str, bytes]:
    """Read what was written to a workspace's folder, by path below it.

    Args:
        output: The folder that was synthesized to.
        workspace: One of its workspaces.

    Raises:
        LandingZoneError: nothing lists it.

    """
    prefix = f"{workspace.folder.relative_to(output).as_posix()}/"
    try:
        listed = json.loads((output / LIST).read_bytes())["files"]
        paths = [path.removeprefix(prefix) for path in listed if path.startswith(prefix)]
        return {path: (workspace.folder / path).read_bytes() for path in paths}
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise not_synthesized(None, got=f"{output / LIST}: {error!r}") from error
