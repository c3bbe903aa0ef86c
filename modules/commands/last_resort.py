"""Errors that no command handles: printed in words, never as a traceback."""

from __future__ import annotations

import errno
import os
import platform
import re
import shlex
import signal
import sys
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

from modules.commands.standard_streams import fault_of_output, open_standard_streams
from modules.emulator.errors import EmulatorError
from modules.specification.errors import LandingZoneError
from modules.specification.problems import InvalidEnvironmentError
from modules.whole_files import write_whole

LOGS = Path(__file__).resolve().parents[2] / "logs"

FAILED, UNEXPECTED, INTERRUPTED = 1, 70, 130
"""Exit codes; that of what nobody expected is EX_SOFTWARE of sysexits.h."""

_FIXES = {
    errno.ENOSPC: "make room, and run the command again",
    errno.EDQUOT: "make room within your quota, and run the command again",
    errno.EFBIG: "allow larger files (ulimit -f), and run the command again",
    errno.EROFS: "work in a checkout that can be written",
    errno.EACCES: "get permission for it, or work in a checkout of your own",
    errno.EPERM: "get permission for it, or work in a checkout of your own",
    errno.EMFILE: "allow more open files (ulimit -n), and run the command again",
    errno.ENOENT: "bring it back (`git status` tells what is missing), and run the command again",
}
_OF_NODE = re.compile(rf"\b({'|'.join(errno.errorcode.values())}): (?:[^\n]*? '([^\n']+)')?")
"""What an error that CDKTF's Node met says of it: `ENOENT: no such file or directory, open '/a/b'`."""

_OTHER_FIX = "mend that, and run the command again"


def run(app: Callable[[], object]) -> NoReturn:
    """Run the application and exit; whatever it raises becomes words on standard error and an exit code."""
    open_standard_streams()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.unraisablehook = lambda _: None  # what a destructor raises changes nothing, and would be shown as a traceback
    try:
        code = _exit_code(app)
    except (InvalidEnvironmentError, LandingZoneError, EmulatorError) as error:
        code = _print_error(str(error), FAILED)
    except KeyboardInterrupt:
        code = INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the last resort
        code = _print_failure(error)
    if code == INTERRUPTED:
        _print_error("interrupted; run the command again to go on", code)
        os._exit(code)  # Node got the signal as well, and what would be said to it at exit is a traceback
    fault = fault_of_output()
    if fault is not None:
        code = _print_error(f"standard output could not be written: {fault.strerror}", code or FAILED)
    sys.exit(code)


def _print_failure(error: Exception) -> int:
    """Print an error of the system (Node's included), or a fault of the program; return the exit code."""
    of_node = _OF_NODE.search(str(error))
    if isinstance(error, OSError):
        return _print_error(str(_system_error(error, error)), FAILED)
    if of_node:
        number = getattr(errno, of_node[1])
        return _print_error(str(_system_error(OSError(number, os.strerror(number), of_node[2]), error)), FAILED)
    return _print_error(_unexpected_error(error), UNEXPECTED)


def _exit_code(app: Callable[[], object]) -> int:
    """Run typer's application, which ends by SystemExit, with what a pipe of ours raised as its context."""
    try:
        app()
    except SystemExit as ended:
        if isinstance(ended.__context__, OSError):
            raise ended.__context__ from None
        if isinstance(ended.code, str):
            return _print_error(ended.code, FAILED)
        return ended.code or 0
    return 0


def _print_error(text: str, code: int) -> int:
    sys.stdout.flush()
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
    return code


def _system_error(error: OSError, raised: Exception) -> LandingZoneError:
    places = " to ".join(str(path) for path in (error.filename, error.filename2) if path is not None)
    reason = error.strerror or str(error) or type(error).__name__
    return LandingZoneError(
        "the system refused to read or write",
        got=f"{reason}: {places}" if places else reason,
        why=f"the command could not go on; {_write_log(raised)}",
        fix=_FIXES.get(error.errno or 0, _OTHER_FIX),
    )


def _unexpected_error(error: Exception) -> str:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    message = " ".join(traceback.format_exception_only(error)[-1].split())
    return (
        "the command failed in a way that is a fault of this program\n"
        f"  got: {message[:500]} ({Path(frame.filename).name}:{frame.lineno})\n"
        f"  why: {_write_log(error)}\n"
        "  fix: report it to whoever maintains this project, with the log and the YAML; "
        "what was applied is in the state, and the command may be run again"
    )


def _write_log(error: BaseException) -> str:
    """Write a log for the maintainer; return a sentence that says where it is, or why it could not be written."""
    now = datetime.now(UTC)
    path = LOGS / f"error-{now:%Y%m%dT%H%M%SZ}-{os.getpid()}.log"
    lines = (
        f"{now.isoformat(timespec='seconds')} {shlex.join(sys.argv)}",
        f"Python {platform.python_version()} on {platform.platform()}",
        "".join(traceback.format_exception(error)),
    )
    try:
        path.parent.mkdir(exist_ok=True)
        # A path that the locale has no letters for, and that surrogates stand in for, is no UTF-8.
        write_whole(path, "\n".join(lines).encode(errors="backslashreplace").decode())
    except OSError as also:
        return f"its log could not be written either ({also.strerror})"
    return f"its log is logs/{path.name}"
