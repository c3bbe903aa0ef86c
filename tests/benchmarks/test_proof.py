"""What it costs to prove the whole library of guardrails, as an environment binds it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from rich.console import Console

from modules.policy_evaluation.proving.proof import prove
from tests.policy_evaluation.test_library import library, synthesized

AT_MOST_SECONDS = 20


@pytest.mark.benchmark
@pytest.mark.parametrize("name", ["production", "staging"])
def test_an_environment_is_proved_within_twenty_seconds(outputs: dict[str, Path], name: str) -> None:
    known, scenarios = library(name)
    started = time.perf_counter()
    prove(synthesized(outputs, name), known, scenarios)
    seconds = time.perf_counter() - started
    Console(width=120).print(f"The guardrails of {name} are proved in {seconds:.1f} s.")

    assert seconds < AT_MOST_SECONDS
