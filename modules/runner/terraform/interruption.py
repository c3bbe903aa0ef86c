"""Ctrl-C: start nothing new, let the running Terraforms stop as they can, and say what we wait for."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType, TracebackType
from typing import Any, Self

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Interruption:
    """Turns SIGINT and SIGTERM into one graceful stop of every running Terraform.

    A second SIGINT would make Terraform abandon its work and lose state, so each process gets exactly one.

    Args:
        notify: Told what happens, in a sentence for the user.

    """

    def __init__(self, notify: Callable[[str], object]) -> None:
        self._notify = notify
        self._asked = 0
        self._answered = 0
        self._abandoned = False
        self._running: set[subprocess.Popen[bytes]] = set()
        self._stopped: set[subprocess.Popen[bytes]] = set()
        self._lock = threading.Lock()
        self._previous: dict[signal.Signals, Any] = {}

    @property
    def requested(self) -> bool:
        """Whether the user asked to stop."""
        return self._asked > 0

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():  # no other thread may set a handler
            self._previous = {number: signal.signal(number, self._remember) for number in _SIGNALS}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._previous.items():
            signal.signal(number, handler)

    @contextmanager
    def watch(self, process: subprocess.Popen[bytes]) -> Iterator[None]:
        """Include `process` in what a stop stops, until it ends."""
        with self._lock:
            self._running.add(process)
            if self._abandoned:  # while it was being started
                _kill(process)
        try:
            yield
        finally:
            with self._lock:
                self._running.discard(process)

    def act(self) -> None:
        """Do what the signals since the last call ask for. The main loop calls this several times a second."""
        if not self.requested:
            return
        with self._lock:
            for process in self._running - self._stopped:
                process.send_signal(signal.SIGINT)
            self._stopped |= self._running
            running = len(self._running)
        if self._asked > self._answered:
            self._notify(_message(running, again=self._answered > 0))
            self._answered = self._asked

    def abandon(self) -> None:
        """Kill every running Terraform with the providers that it started, and start none any more.

        Only for commands that change nothing, such as `validate`: killed in a deploy, Terraform loses state.
        """
        self._asked += 1
        with self._lock:
            self._abandoned = True
            for process in self._running:
                _kill(process)

    def _remember(self, _number: int, _frame: FrameType | None) -> None:
        self._asked += 1  # and nothing else: a handler may run in the middle of anything


def _kill(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)  # each is in a session, and so in a group, of its own


def _message(running: int, *, again: bool) -> str:
    if not running:
        return "stopping: nothing new is started"
    count = "1 workspace" if running == 1 else f"{running} workspaces"
    if again:
        return f"still waiting: Terraform finishes the resource at hand in {count} and saves its state; killing it would lose track of what it made"  # noqa: E501 - one sentence
    return f"stopping: nothing new is started, and Terraform stops in {count} after the resource at hand"
