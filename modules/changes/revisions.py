"""An environment as it was synthesized at two revisions."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from modules.synthesized.documents import DOCUMENT
from modules.synthesized.environment import Synthesized, read_synthesized
from modules.synthesized.manifest import SynthesizedWorkspace, read_manifest
from modules.synthesized.scope import Scope

LOCK_FILE = ".terraform.lock.hcl"
"""Which versions of providers `terraform init` takes, and their checksums."""

_SIDE_FILES = (".tf", ".tf.json")


@dataclass(frozen=True, slots=True)
class Revision:
    """An environment as one revision makes it."""

    synthesized: Synthesized
    manifest: Mapping[str, SynthesizedWorkspace] = field(default_factory=dict)
    side_files: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """The files beside the documents of each workspace, by their paths in it: moves, versions."""
    locks: Mapping[str, str] = field(default_factory=dict)
    """The lock file of each workspace that has one in Git."""

    def scope(self, workspace: str) -> Scope | None:
        """Return the scope of a workspace; nothing where there is no such workspace."""
        return self.synthesized.scope(workspace)


class Scopes(NamedTuple):
    """One place in both revisions: a workspace, or one call of a module."""

    before: Scope
    now: Scope

    def whole(self) -> Iterator[Scopes]:
        """Return the place, and every module that both call in it."""
        yield self
        for name in self.now.document.modules:
            before, now = self.before.module(name), self.now.module(name)
            if before and now:
                yield from Scopes(before, now).whole()


def read_revision(
    output: Path,
    environment: str,
    known_ids: Mapping[str, str],
    *,
    listed: Collection[str],
    locked: Collection[str] | None,
) -> Revision:
    """Read an environment out of a folder.

    Args:
        output: What synthesis wrote.
        environment: The environment's name.
        known_ids: The key of each account whose id is known before anything is applied, by its id.
        listed: The files that synthesis wrote, by their paths in the folder: no other is of the revision.
        locked: The workspaces whose lock files are of the revision; all of them where it is None.

    Raises:
        LandingZoneError: it is not synthesized, or something would be applied that is not read.

    """
    manifest = read_manifest(output, environment)
    return Revision(
        read_synthesized(output, environment, known_ids),
        manifest,
        {id_: _side_files(workspace.folder, f"stacks/{id_}/", listed) for id_, workspace in manifest.items()},
        {
            id_: path.read_text(encoding="utf-8")
            for id_, workspace in manifest.items()
            if (path := workspace.folder / LOCK_FILE).is_file() and (locked is None or id_ in locked)
        },
    )


def nothing(environment: str) -> Revision:
    """Return a revision that does not have the environment yet."""
    return Revision(Synthesized(environment, {}))


def _side_files(folder: Path, prefix: str, listed: Collection[str]) -> dict[str, str]:
    paths = (path.removeprefix(prefix) for path in sorted(listed) if path.startswith(prefix))
    wanted = (path for path in paths if path.endswith(_SIDE_FILES) and Path(path).name != DOCUMENT)
    return {path: (folder / path).read_text(encoding="utf-8") for path in wanted}
