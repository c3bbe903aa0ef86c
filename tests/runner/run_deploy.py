"""A deploy in a process of its own, to be interrupted and killed: `python -m tests.runner.run_deploy OUTDIR`."""

from __future__ import annotations

import sys
from pathlib import Path

from rich.console import Console

from modules.runner.deploy import deploy
from modules.runner.display.plain import PlainProgress
from modules.runner.display.tables import print_report

if __name__ == "__main__":
    console = Console(width=100)
    report = deploy(Path(sys.argv[1]), "staging", parallel=2, progress=PlainProgress(console, "deploy"))
    print_report(console, report)
    sys.exit(report.exit_code)
