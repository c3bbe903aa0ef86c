"""The states of a workspace, one version after the other.

Source: HCP Terraform documentation, "State Versions API". A version is declared with serial, lineage and MD5, and its
text is put to an address of its own. Which conflict is refused in which words is not on that page: unverified.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from tests.support.hcp.callers import new_id
from tests.support.hcp.refusal import conflict, malformed


@dataclass(slots=True, kw_only=True)
class StateVersion:
    """A version of a state; without text until it is uploaded."""

    id: str = field(default_factory=lambda: new_id("sv"))
    serial: int
    lineage: str
    md5: str
    run: str = ""
    raw: bytes = b""
    json_state: bytes = b""

    @property
    def is_pending(self) -> bool:
        """Whether its text is not there yet."""
        return not self.raw

    @property
    def content(self) -> dict[str, Any]:
        """What is in it."""
        loaded: dict[str, Any] = json.loads(self.raw)
        return loaded

    def upload(self, raw: bytes) -> None:
        """Take the text, once, and only what was declared.

        Raises:
            Refusal: it is another text, or there is one already.

        """
        if not self.is_pending:
            raise conflict("the state version has its state already")
        if hashlib.md5(raw, usedforsecurity=False).hexdigest() != self.md5:
            raise malformed("the MD5 of the state is not the one that was declared")
        content = json.loads(raw)
        if (content["serial"], content["lineage"]) != (self.serial, self.lineage):
            raise malformed("serial and lineage must be those of the state")
        self.raw = raw


@dataclass(slots=True)
class States:
    """All versions of one workspace's state."""

    versions: list[StateVersion] = field(default_factory=list)

    @property
    def current(self) -> StateVersion | None:
        """The last version that has its text."""
        return next((version for version in reversed(self.versions) if not version.is_pending), None)

    @property
    def is_pending(self) -> bool:
        """Whether a version was declared and has no text yet."""
        return any(version.is_pending for version in self.versions)

    def declare(self, version: StateVersion, *, force: bool) -> StateVersion:
        """Add a version behind the current one.

        Raises:
            Refusal: it is not newer, or is of another state.

        """
        current = self.current
        if current and not force:
            if version.lineage != current.lineage:
                raise conflict(f"the lineage must be {current.lineage}, not {version.lineage}")
            if version.serial <= current.serial:
                raise conflict(f"the serial must be above {current.serial}, not {version.serial}")
        self.versions.append(version)
        return version
