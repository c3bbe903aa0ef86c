"""Runs of Terraform that failed only because AWS was busy or broken for a moment: they are run again, a few times.

So are those of which an answer was lost on its way.

The provider has tried each request again by then, with pauses of its own.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from modules.runner.terraform.passing_errors import passes
from modules.runner.terraform.run import TerraformResult

PAUSES_SECONDS = (5.0, 20.0, 60.0)
"""How long to wait before each further try."""
_STEP_SECONDS = 0.2


def is_of_a_moment(result: TerraformResult) -> bool:
    """Whether a command failed of nothing but throttling and faults of services."""
    errors = result.tally.errors
    return result.exit_code > 0 and bool(errors) and all(passes(f"{error.summary} {error.detail}") for error in errors)


def paused(seconds: float, is_stopped: Callable[[], bool]) -> bool:
    """Wait; return whether nobody has asked to stop meanwhile."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and not is_stopped():
        time.sleep(_STEP_SECONDS)
    return not is_stopped()
