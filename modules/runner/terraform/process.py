"""One Terraform process: in a session of its own, writing straight into its log, which we read as it grows.

Its output is no pipe to us on purpose: when we are killed, a pipe breaks, and Terraform would die of that in the
middle of a write. So it lives on, finishes, saves its state and gives the lock back; the next run waits for it.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import psutil

from modules.runner.terraform.interruption import Interruption
from modules.whole_files import write_whole

_POLL_SECONDS = 0.05
INTERRUPTED = -1
"""In place of an exit code: the user asked to stop before the process was started."""


def start_log(log: Path) -> None:
    """Begin a new log; the last one is kept as `.previous.log`, where a process of an earlier run may still write."""
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.exists():
        log.replace(log.with_suffix(".previous.log"))


def run_process(  # noqa: PLR0913 - keyword-only
    command: Sequence[str | Path],
    *,
    folder: Path,
    environ: Mapping[str, str],
    log: Path,
    interruption: Interruption,
    on_line: Callable[[str], object],
) -> int:
    """Run `command` in `folder`, hand every line of its output to `on_line`, and return its exit code."""
    with log.open("ab", buffering=0) as output, log.open("rb") as written:
        output.write(f"# {datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {' '.join(map(str, command))}\n".encode())
        written.seek(0, 2)
        if interruption.requested:
            return INTERRUPTED
        process = subprocess.Popen(  # noqa: S603 - the Terraform that find_terraform found
            command,
            cwd=folder,
            env=environ,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C in the terminal reaches us alone, and we decide
        )
        with interruption.watch(process):
            _record(process, folder)
            for line in _lines_until_exit(process, written):
                on_line(line)
    _record_path(folder).unlink(missing_ok=True)
    return process.returncode


def left_running(folder: Path) -> int | None:
    """Find the process that an earlier, killed run left at work in this folder, by its id."""
    try:
        record = json.loads(_record_path(folder).read_text())
        process = psutil.Process(record["pid"])
        same = process.create_time() == record["created"] and process.status() != psutil.STATUS_ZOMBIE
    except (OSError, ValueError, KeyError, TypeError, psutil.Error):
        return None
    return int(record["pid"]) if same else None


def _record(process: subprocess.Popen[bytes], folder: Path) -> None:
    try:
        created = psutil.Process(process.pid).create_time()
    except psutil.Error:
        return  # it has ended already
    path = _record_path(folder)
    path.parent.mkdir(exist_ok=True)
    write_whole(path, json.dumps({"pid": process.pid, "created": created}))


def _record_path(folder: Path) -> Path:
    return folder / ".terraform" / "process.json"


def _lines_until_exit(process: subprocess.Popen[bytes], output: BinaryIO) -> Iterator[str]:
    rest = b""
    while True:
        ended = process.poll() is not None  # asked before reading, so that nothing written before the end is missed
        *lines, rest = (rest + output.read()).split(b"\n")
        yield from (line.decode(errors="replace") for line in lines)
        if ended:
            yield from [rest.decode(errors="replace")] if rest else []
            return
        with suppress(subprocess.TimeoutExpired):
            process.wait(_POLL_SECONDS)
