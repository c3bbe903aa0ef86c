"""Commands of a way, whose output goes to a log, and is shown where it says how far they are."""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_COLOR = re.compile(r"\x1b\[[0-9;]*m")
_SHOWN_OF_A_FAILURE = 6000


class CommandFailedError(Exception):
    """A command did not succeed. It says which, and the end of what was printed."""


@dataclass(frozen=True, slots=True)
class Commands:
    """Commands in one folder, one after the other."""

    folder: Path
    environ: Mapping[str, str]
    log: Path
    tell: Callable[[str], object]
    """Told each line that is shown, with the minutes since the first command."""
    started: float = field(default_factory=time.monotonic)

    def run(self, command: Sequence[str | Path], *, shown: str = r"") -> None:
        """Run a command to its end.

        Args:
            command: Program and arguments.
            shown: Which lines of its output are shown: a regular expression that is looked for in each.

        Raises:
            CommandFailedError: it did not succeed.

        """
        pattern = re.compile(shown)
        with self.log.open("a") as log, self._begun(command) as process:
            assert process.stdout
            for line in process.stdout:
                log.write(line)
                if pattern.search(plain := _COLOR.sub("", line).strip()):
                    self.tell(f"{(time.monotonic() - self.started) / 60:5.1f} min  {plain}")
        if process.returncode:
            end = self.log.read_text()[-_SHOWN_OF_A_FAILURE:]
            raise CommandFailedError(f"{command[0]} {command[-1]} ended with {process.returncode}:\n{end}")

    def _begun(self, command: Sequence[str | Path]) -> subprocess.Popen[str]:
        return subprocess.Popen(
            command,
            cwd=self.folder,
            env=self.environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
