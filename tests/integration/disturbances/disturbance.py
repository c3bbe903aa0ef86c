"""One disturbance of one deploy: which signal reaches whom, when."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from itertools import cycle, islice
from pathlib import Path
from random import Random

import psutil

_STOPPED_WITHIN_SECONDS = 400


class Kind(StrEnum):
    """What happens."""

    KILL_PROCESS = "SIGKILL of the process"
    KILL_GROUP = "SIGKILL of the process's group"
    KILL_TERRAFORM = "SIGKILL of Terraform"
    KILL_ALL = "SIGKILL of everything at once, as a machine that stops"
    TERMINATE = "SIGTERM"
    INTERRUPT = "SIGINT of the process's group, as Ctrl-C"


@dataclass(frozen=True, slots=True)
class Disturbance:
    """What happens, and when: once Terraform has begun so many creations in a workspace."""

    kind: Kind
    workspace: str
    after_creations: int
    and_seconds: float

    def __str__(self) -> str:
        """Tell it in a line of a log."""
        return f"{self.kind}, {self.and_seconds:.2f} s after creation {self.after_creations} in {self.workspace}"

    def strike(self, deploy: subprocess.Popen[bytes], log: Path) -> bool:
        """Wait for the moment, do it, and wait until the deploy has ended; whether the moment came."""
        came = self._await(deploy, log, _identity(log))
        if came:
            time.sleep(self.and_seconds)
            self._act(deploy)
        deploy.wait(_STOPPED_WITHIN_SECONDS)
        return came

    def _await(self, deploy: subprocess.Popen[bytes], log: Path, earlier: int | None) -> bool:
        """Wait for the creation, or for the end of the workspace where an earlier deploy has left less to create."""
        while deploy.poll() is None:
            if _identity(log) not in {None, earlier} and (_creations(log) >= self.after_creations or _is_done(log)):
                return True
            time.sleep(0.02)
        return False

    def _act(self, deploy: subprocess.Popen[bytes]) -> None:
        below = list(_below(deploy.pid))
        terraforms = [process for process in below if _is_terraform(process)]
        match self.kind:
            case Kind.KILL_PROCESS:
                deploy.kill()
            case Kind.KILL_GROUP:
                os.killpg(deploy.pid, signal.SIGKILL)
            case Kind.KILL_TERRAFORM:
                _kill(terraforms)
            case Kind.KILL_ALL:
                deploy.kill()
                _kill(below)
            case Kind.TERMINATE:
                deploy.terminate()
            case Kind.INTERRUPT:
                os.killpg(deploy.pid, signal.SIGINT)


_TERRAFORM_ENDS = (Kind.KILL_TERRAFORM, Kind.KILL_ALL, Kind.TERMINATE, Kind.INTERRUPT)
_TERRAFORM_LIVES_ON = (Kind.KILL_PROCESS, Kind.KILL_GROUP)
"""Terraform has a session of its own, and finishes the workspace: what comes after has nothing left to disturb."""


def pick(random: Random, workspaces: Mapping[str, int], strikes: int) -> Iterator[Disturbance]:
    """Pick what happens and when, several times in every workspace, and every kind about as often.

    Args:
        random: Decides the moments, and with which kind it begins.
        workspaces: How many creations each has.
        strikes: How often each is disturbed, each time in its share of the creations.

    """
    ends, lives_on = _cycle(random, _TERRAFORM_ENDS), _cycle(random, _TERRAFORM_LIVES_ON)
    for workspace, creations in workspaces.items():
        for kind in [*islice(ends, strikes - 1), next(lives_on if strikes > 1 else random.choice([ends, lives_on]))]:
            after = random.randint(1, max(1, creations // strikes))
            yield Disturbance(kind, workspace, after, random.choice([0, 0, 0.05, 0.1, 0.3]))


def _cycle(random: Random, kinds: Sequence[Kind]) -> Iterator[Kind]:
    return cycle(random.sample(kinds, len(kinds)))


def _creations(log: Path) -> int:
    return sum('"apply_start"' in line and '"action":"create"' in line for line in log.read_text().splitlines())


def _is_done(log: Path) -> bool:
    text = log.read_text()
    return '"operation":"apply"' in text or ('"operation":"plan"' in text and '"add":0' in text)


def _identity(log: Path) -> int | None:
    """Tell one log from the next one of that name."""
    return log.stat().st_ino if log.exists() else None


def _below(pid: int) -> Iterator[psutil.Process]:
    with suppress(psutil.Error):
        yield from psutil.Process(pid).children(recursive=True)


def _is_terraform(process: psutil.Process) -> bool:
    try:
        return bool(process.name() == "terraform")
    except psutil.Error:
        return False


def _kill(processes: list[psutil.Process]) -> None:
    for process in processes:
        with suppress(psutil.Error):
            process.kill()
