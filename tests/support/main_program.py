"""`main.py` for staging, as somebody runs it in a copy of the project, and without what came before already."""

from __future__ import annotations

import sys

_RESUME = """
from pathlib import Path
import main
from modules.commands import deploy
if Path("cdktf.out/manifest.json").exists():
    deploy.write_if_stale = lambda *_, **__: ()
deploy.gate_opens = lambda *_, **__: True
main.main()
"""
"""`main.py` without what has nothing to do with AWS: the gate, and synthesis where that was done already."""
_UNGATED = """
import main
from modules.commands import bootstrap, deploy
bootstrap.gate_opens = deploy.gate_opens = lambda *_, **__: True
main.main()
"""
"""`main.py` without the gate alone: `test_killed_deploy.py` deploys with it, and `test_preview.py` all of staging."""


def main_program(verb: str, *workspaces: str, resume: bool = False, gated: bool = True) -> list[str]:
    """Return a command line.

    Args:
        verb: `bootstrap`, `deploy` or `plan`.
        *workspaces: Which; none means all.
        resume: Leave out synthesis and gate, which an earlier deploy of the same files has been through.
        gated: Whether checkov looks at what is synthesized; not where a test is about what comes after that.

    """
    program = ["-c", _RESUME] if resume else ["main.py"] if gated else ["-c", _UNGATED]
    return [sys.executable, *program, verb, "staging", *workspaces]
