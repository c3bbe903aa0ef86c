"""Where commands write: tables on standard output, progress and problems on standard error."""

from __future__ import annotations

import sys

from rich.console import Console

WIDTH_OF_A_LOG = 120
"""Characters in a line where nobody says how wide it may be."""

out = Console(highlight=False, emoji=False, width=None if sys.stdout.isatty() else WIDTH_OF_A_LOG)
err = Console(stderr=True, highlight=False, emoji=False, width=None if sys.stderr.isatty() else WIDTH_OF_A_LOG)
