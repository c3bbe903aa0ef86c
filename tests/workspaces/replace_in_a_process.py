"""Replace an output folder by what a JSON file says, in a process of its own: `OUTPUT FILES [STEP]`.

With a step, the process kills itself before it does that step: opens, moves, removes or makes a file or a folder, by
Python's audit events. Without one it says that it is ready and waits for a line, so that somebody else can kill it.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

from modules.workspaces.writing.output_folder import replace_output

STEPS = {"open", "os.rename", "os.remove", "os.rmdir", "os.mkdir", "tempfile.mkdtemp"}

output, files = Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text())
left = int(sys.argv[3]) if len(sys.argv) > 3 else None


def die_at_the_step(event: str, _arguments: object) -> None:
    global left  # noqa: PLW0603 - a hook has nowhere else to put it
    if event in STEPS and left is not None:
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)


if left is None:
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
sys.addaudithook(die_at_the_step)
replace_output(output, files)
