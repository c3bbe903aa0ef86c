"""Where commands write: tables on standard output, progress and problems on standard error."""

from __future__ import annotations

import os
import sys
from typing import TextIO

from rich.console import Console

WIDTH_OF_A_LOG = 120
"""Characters in a line where nobody says how wide it may be."""


def _width(stream: TextIO) -> int | None:
    """Return how wide a line may be; a terminal knows by itself, and `COLUMNS` says so for all else."""
    columns = os.environ.get("COLUMNS", "")
    return None if stream.isatty() or (columns.isascii() and columns.isdigit() and int(columns)) else WIDTH_OF_A_LOG


out = Console(highlight=False, emoji=False, width=_width(sys.stdout))
err = Console(stderr=True, highlight=False, emoji=False, width=_width(sys.stderr))
