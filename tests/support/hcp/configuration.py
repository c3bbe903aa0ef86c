"""A configuration version: what a run works with, uploaded as a tar.gz."""

from __future__ import annotations

import io
import tarfile
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.hcp.callers import new_id
from tests.support.hcp.refusal import conflict, malformed


@dataclass(slots=True, kw_only=True)
class ConfigurationVersion:
    """A configuration of a workspace."""

    workspace: str
    speculative: bool
    """Whether runs of it only plan."""
    provisional: bool
    """Whether it becomes the workspace's own only once a run of it is applied."""
    id: str = field(default_factory=lambda: new_id("cv"))
    archive: bytes = b""

    @property
    def status(self) -> str:
        """The word of the API for where it is."""
        return "uploaded" if self.archive else "pending"

    def upload(self, archive: bytes) -> None:
        """Take the files, once.

        Raises:
            Refusal: they are there already, or it is no tar.gz.

        """
        if self.archive:
            raise conflict("the configuration version is uploaded already")
        try:
            with tarfile.open(fileobj=io.BytesIO(archive), mode="r:gz") as files:
                files.getnames()
        except tarfile.TarError as error:
            raise malformed(f"a configuration must be a tar.gz: {error}") from error
        self.archive = archive

    def unpack(self, folder: Path) -> None:
        """Write the files into a folder."""
        folder.mkdir(parents=True)
        with tarfile.open(fileobj=io.BytesIO(self.archive), mode="r:gz") as files:
            files.extractall(folder, filter="data")
