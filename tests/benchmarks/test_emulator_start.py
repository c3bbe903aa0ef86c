"""How long the emulator takes to start, beside plain moto server, measured in turns in the same run."""

from __future__ import annotations

import subprocess
import sys
import time
from statistics import median

import pytest
from rich.console import Console

from modules.emulator.server import EmbeddedAws

ROUNDS = 5
AT_MOST_SECONDS_MORE = 2
PLAIN_MOTO = """
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from werkzeug.serving import make_server

application = DomainDispatcherApplication(create_backend_app)
server = make_server("127.0.0.1", 0, application, threaded=True, request_handler=MotoRequestHandler)
print(server.port, flush=True)
server.serve_forever()
"""


def ours() -> float:
    """Seconds until the emulator accepts connections and its ids are seeded."""
    began = time.perf_counter()
    with EmbeddedAws():
        return time.perf_counter() - began


def plain() -> float:
    """Seconds until moto server accepts connections."""
    began = time.perf_counter()
    with subprocess.Popen([sys.executable, "-c", PLAIN_MOTO], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip().isdigit()
        seconds = time.perf_counter() - began
        process.terminate()
    return seconds


@pytest.mark.benchmark
def test_the_emulator_starts_within_two_seconds_of_plain_moto() -> None:
    rounds = [(ours(), plain()) for _ in range(ROUNDS)]
    with_extensions, without = (median(column) for column in zip(*rounds, strict=True))
    Console(width=120).print(f"The emulator starts in {with_extensions:.2f} s, plain moto in {without:.2f} s.")

    assert with_extensions - without <= AT_MOST_SECONDS_MORE
