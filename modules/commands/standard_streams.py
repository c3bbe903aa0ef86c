"""Standard output and error, which may be closed, full, or a pipe that nobody reads. Commands go on."""

from __future__ import annotations

import errno
import io
import os
import select
import sys
from typing import Any

_STANDARD = (0, 1, 2)


class _Stream(io.FileIO):
    """A stream that remembers the first write that failed, and loses what is written from then on."""

    fault: OSError | None = None

    def write(self, data: Any, /) -> int:
        """Write, or, after a write that failed, drop the data."""
        while self.fault is None:
            try:
                written = super().write(data)
            except OSError as error:
                self.fault = error
            else:
                if written is not None:
                    return written
                select.select([], [self], [])  # Node leaves pipes that are shared with it in a mode that does not wait
        return memoryview(data).nbytes


def open_standard_streams() -> None:
    """Make `sys.stdout` and `sys.stderr` streams that never raise; what is closed leads nowhere.

    A closed one must lead somewhere: the next file that is opened would take its number, and get what children print.
    """
    for number in _STANDARD:
        try:
            os.fstat(number)
        except OSError:
            os.dup2(os.open(os.devnull, os.O_RDWR), number)
    sys.stdout, sys.stderr = _text(1, sys.stdout), _text(2, sys.stderr)


def fault_of_output() -> OSError | None:
    """Return why standard output could not be written; None where it was, or where its reader has gone by itself."""
    sys.stdout.flush()
    stream = getattr(sys.stdout.buffer, "raw", None)
    fault = stream.fault if isinstance(stream, _Stream) else None
    return None if fault is not None and fault.errno == errno.EPIPE else fault


def _text(number: int, given: object) -> io.TextIOWrapper:
    encoding = getattr(given, "encoding", None) or "utf-8"
    stream = io.BufferedWriter(_Stream(number, "w", closefd=False))
    return io.TextIOWrapper(stream, encoding=encoding, errors="backslashreplace", line_buffering=True)
