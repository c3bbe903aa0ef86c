"""Results on disk: measured once for what a configuration, the emulator and the provider are, and found again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

from modules.whole_files import write_whole
from tests.emulator.coverage.configuration import PROVIDERS, Configuration
from tests.emulator.coverage.verdict import Verdict

PROJECT = Path(__file__).parents[3]
EMULATOR = PROJECT / "modules" / "emulator"


@dataclass(frozen=True, slots=True)
class Results:
    """A folder with one file for each configuration that was measured."""

    folder: Path
    environment: str
    """A digest of all that counts beside the configuration itself."""

    def read(self, configuration: Configuration) -> dict[str, Verdict] | None:
        """Find what was measured, if nothing has changed since."""
        try:
            content = json.loads(self._path(configuration).read_text())
            if content["digest"] != self._digest(configuration):
                return None
            return {type_: Verdict(**fields) for type_, fields in content["verdicts"].items()}
        except (OSError, ValueError, KeyError, TypeError):
            return None  # never measured, or written by another version of this file

    def write(self, configuration: Configuration, verdicts: dict[str, Verdict]) -> None:
        """Keep what was measured; an interrupted run goes on from here."""
        self.folder.mkdir(parents=True, exist_ok=True)
        content = {
            "digest": self._digest(configuration),
            "verdicts": {type_: asdict(verdict) for type_, verdict in verdicts.items()},
        }
        write_whole(self._path(configuration), json.dumps(content, indent=1) + "\n")

    def _path(self, configuration: Configuration) -> Path:
        return self.folder / f"{configuration.name}.json"

    def _digest(self, configuration: Configuration) -> str:
        return hashlib.sha256(f"{self.environment}\n{configuration.text}".encode()).hexdigest()


def environment_digest(provider_version: str, sources: Iterable[Path] | None = None) -> str:
    """Digest the emulator's sources, the providers' configuration and the versions that take part."""
    digest = hashlib.sha256(f"aws {provider_version} moto {version('moto')}".encode())
    for path in [PROVIDERS, *(sorted(EMULATOR.rglob("*.py")) if sources is None else sources)]:
        digest.update(f"\n{path.name}\n".encode() + path.read_bytes())
    return digest.hexdigest()
