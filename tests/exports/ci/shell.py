"""Commands of pipelines, run in a shell as a runner does it, with programs that note what they were called with."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typer

from tests.support.verbs import command_lines, verb_of

Verbs = Mapping[tuple[str, ...], set[str]]

_NOTING = """#!/bin/sh
printf '%s\\n' "$@" >> {calls}
printf -- '--end--\\n' >> {calls}
exit {status}
"""


def verbs_of_application(app: Any) -> Verbs:
    """Return every verb of `main.py`, with its options."""
    return command_lines(typer.main.get_command(app))


def run_as_runner(
    script: str, folder: Path, environ: Mapping[str, str], verbs: Verbs, *, status: int = 0
) -> list[list[str]]:
    """Run a script as GitHub and GitLab do (`bash -e`), and return how `main.py` was called.

    Args:
        script: The commands.
        folder: An empty folder, or one in which a command of the same job was run before.
        environ: What the step has in its environment.
        verbs: Those of `main.py`: each call must be one of them.
        status: What every call of `main.py` ends with.

    """
    calls = folder / "calls"
    for name in (".venv/bin/python", "bin/make", "bin/gh"):
        program, is_main = folder / name, name.endswith("python")
        program.parent.mkdir(parents=True, exist_ok=True)
        noting = _NOTING.format(calls=calls if is_main else folder / "other-calls", status=status if is_main else 0)
        program.write_text(noting)
        program.chmod(0o755)
    calls.unlink(missing_ok=True)
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    home = {"HOME": str(folder), "PATH": path}
    done = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", script],
        cwd=folder,
        env={**home, **environ},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, json.dumps({"script": script, "error": done.stderr})
    noted = calls.read_text().split("--end--\n")[:-1] if calls.exists() else []
    found = [call.splitlines() for call in noted]
    for main, *words in found:
        assert main == "main.py"
        assert verb_of(words, verbs) is not None, words
    return [words for _, *words in found]
