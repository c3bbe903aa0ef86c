"""How much work a request is for the emulator, beside plain moto server, measured in turns in the same run."""

from __future__ import annotations

import http.client
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median

import psutil
import pytest
from rich.console import Console

from modules.emulator.server import EmbeddedAws
from tests.benchmarks.test_emulator_start import PLAIN_MOTO

ROUNDS = 5
REQUESTS = 300
AT_MOST_OF_PLAIN = 0.75
"""Of the processor time of plain moto: its dispatcher looks through the folders of its package at each request."""

_SIGNED = "AWS4-HMAC-SHA256 Credential=AKIAAAAAAAAAAAAAAAAA/20260101/eu-west-1/ssm/aws4_request, Signature=0"
_HEADERS = {"Authorization": _SIGNED, "X-Amz-Target": "AmazonSSM.DescribeParameters"}


@contextmanager
def plain() -> Iterator[tuple[int, int]]:
    """Run moto server, and give its process and port."""
    with subprocess.Popen([sys.executable, "-c", PLAIN_MOTO], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        yield process.pid, int(process.stdout.readline())
        process.terminate()


def milliseconds(pid: int, port: int) -> Callable[[], float]:
    """Return what measures the processor time of one request in a server, once it has answered a first one."""

    def ask(times: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        for _ in range(times):
            connection.request("POST", "/", "{}", _HEADERS)
            assert connection.getresponse().read()
        connection.close()

    def spent() -> float:
        times = psutil.Process(pid).cpu_times()
        return float(times.user + times.system)

    def measured() -> float:
        before = spent()
        ask(REQUESTS)
        return (spent() - before) / REQUESTS * 1000

    ask(1)
    return measured


@pytest.mark.benchmark
def test_a_request_is_less_work_than_for_plain_moto() -> None:
    with EmbeddedAws() as aws, plain() as server:
        ours, theirs = milliseconds(aws.pid, aws.port), milliseconds(*server)
        rounds = [(ours(), theirs()) for _ in range(ROUNDS)]
    with_extensions, without = (median(column) for column in zip(*rounds, strict=True))
    Console(width=120).print(f"A request takes the emulator {with_extensions:.2f} ms, plain moto {without:.2f} ms.")

    assert with_extensions <= without * AT_MOST_OF_PLAIN
