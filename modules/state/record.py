"""The record of a move that has begun, beside the journal of deploys: as long as it is there, nothing is deployed."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from pydantic import TypeAdapter, ValidationError

from modules.deployment.spec import BackendSpec
from modules.specification.errors import LandingZoneError
from modules.whole_files import write_whole

_BACKEND: TypeAdapter[BackendSpec] = TypeAdapter(BackendSpec)


@dataclass(frozen=True, slots=True)
class MigrationRecord:
    """A move: from where, to where, and the id of its locks."""

    source: BackendSpec
    target: BackendSpec
    lock: str

    @classmethod
    def begin(cls, source: BackendSpec, target: BackendSpec) -> Self:
        """Return the record of a new move."""
        return cls(source, target, str(uuid.uuid4()))

    def write(self, path: Path) -> None:
        """Write it."""
        path.parent.mkdir(parents=True, exist_ok=True)
        backends = {"source": self.source, "target": self.target}
        content = {key: _BACKEND.dump_python(backend, mode="json") for key, backend in backends.items()}
        write_whole(path, json.dumps({**content, "lock": self.lock}))


def migration_record(state: Path, environment: str) -> Path:
    """Where the record of a move of all states is, in the folder of local states."""
    return state / environment / "migration.json"


def bootstrap_record(state: Path, environment: str) -> Path:
    """Where the record is of the move of that state which comes before all others."""
    return state / environment / "bootstrap.json"


def read_record(path: Path) -> MigrationRecord | None:
    """Read a record; None where no move has begun.

    Raises:
        LandingZoneError: it is no record.

    """
    if not path.exists():
        return None
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        source, target = (_BACKEND.validate_python(content[key]) for key in ("source", "target"))
        return MigrationRecord(source, target, str(content["lock"]))
    except (ValueError, LookupError, TypeError, ValidationError) as error:
        raise LandingZoneError(
            "the record of a move must be what the move wrote",
            got=f"{path}: {error}",
            why="it says where states come from",
            fix="move it away, and name the former backend with --from",
        ) from error


def forget_record(path: Path) -> None:
    """Remove a record, once every state is in its new place."""
    path.unlink(missing_ok=True)
