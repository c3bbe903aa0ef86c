"""`main.py synth`, killed while it writes: what is there is one environment, whole, and never taken for current.

Kills at every step, in a process that only writes, are in `tests/workspaces/test_killed_replacement.py`.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.commands.test_main import run
from tests.workspaces.test_output_folder import texts

SEED = 11
MARK = ".cdktf.out.inputs"


def killed(project: Path, environment: str, seconds: float) -> None:
    """Synthesize an environment, and kill that some time after it has begun to write."""
    with subprocess.Popen([sys.executable, "main.py", "synth", environment], cwd=project) as process:
        while process.poll() is None and not list(project.glob(".cdktf.out.draft-*")):
            time.sleep(0.001)
        time.sleep(seconds)
        os.kill(process.pid, signal.SIGKILL)


def test_leaves_the_old_environment_or_the_new_one_and_the_next_command_goes_on(
    project: Path, outputs: dict[str, Path]
) -> None:
    wholes = {name: texts(folder) for name, folder in outputs.items()}
    output = project / "cdktf.out"
    assert run(project, "synth", "staging").returncode == 0
    assert (project / MARK).exists()

    killed(project, "production", random.Random(SEED).uniform(0, 0.15))

    found = texts(output) if output.exists() else None
    assert found in (None, wholes["staging"], wholes["production"])
    assert not (project / MARK).exists() or found == wholes["production"]
    assert run(project, "synth", "staging").returncode == 0
    assert texts(output) == wholes["staging"]
    assert sorted(path.name for path in project.glob(".cdktf.out*")) == [MARK, ".cdktf.out.lock"]
