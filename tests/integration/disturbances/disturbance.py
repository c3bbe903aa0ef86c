"""One disturbance of one deploy: which signal reaches whom, when."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Any

import psutil

from tests.integration.disturbances.moments import Moment, When

_STOPPED_WITHIN_SECONDS = 400
_WORKSPACES_AT_ONCE = 2
_SECONDS_LATER = {Moment.INITIALIZING: 1.5, Moment.PLANNING: 3.0, Moment.WRITING: 0.0}
"""At most, behind what shows the moment."""
_WRITINGS = 12
"""Which of the first so many writings of a state may be disturbed."""


class Kind(StrEnum):
    """What happens."""

    KILL_PROCESS = "SIGKILL of the process"
    KILL_GROUP = "SIGKILL of the process's group"
    KILL_TERRAFORM = "SIGKILL of Terraform"
    KILL_ALL = "SIGKILL of everything at once, as a machine that stops"
    TERMINATE = "SIGTERM of the process"
    TERMINATE_GROUP = "SIGTERM of the process's group"
    TERMINATE_ALL = "SIGTERM of everything at once, as a machine that shuts down"
    INTERRUPT = "SIGINT of the process"
    INTERRUPT_GROUP = "SIGINT of the process's group, as Ctrl-C"


@dataclass(frozen=True, slots=True)
class Disturbance:
    """What happens, and when, while some workspaces are deployed."""

    kind: Kind
    when: When
    workspaces: Sequence[str]

    def __str__(self) -> str:
        """Tell it in a line of a log."""
        return f"{self.kind}, {self.when}, of {' '.join(self.workspaces)}"

    def strike(self, deploy: subprocess.Popen[bytes], project: Path) -> bool:
        """Wait for the moment, do it, and wait until the deploy has ended; whether the moment came."""
        below = None
        if self.when.moment is Moment.WRITING and replace(self.when, moment=Moment.PLANNING).came(deploy, project):
            below = _below(deploy.pid)  # to look for them takes longer than to write a state
        came = self.when.came(deploy, project)
        if came:
            self._act(deploy, _below(deploy.pid) if below is None else below)
        deploy.wait(_STOPPED_WITHIN_SECONDS)
        return came

    def _act(self, deploy: subprocess.Popen[bytes], below: Sequence[psutil.Process]) -> None:
        match self.kind:
            case Kind.KILL_PROCESS:
                deploy.kill()
            case Kind.KILL_GROUP:
                os.killpg(deploy.pid, signal.SIGKILL)
            case Kind.KILL_TERRAFORM:
                _send(signal.SIGKILL, filter(_is_terraform, below))
            case Kind.KILL_ALL:
                _send(signal.SIGKILL, [*below, psutil.Process(deploy.pid)])
            case Kind.TERMINATE:
                deploy.terminate()
            case Kind.TERMINATE_GROUP:
                os.killpg(deploy.pid, signal.SIGTERM)
            case Kind.TERMINATE_ALL:
                _send(signal.SIGTERM, [*below, psutil.Process(deploy.pid)])
            case Kind.INTERRUPT:
                deploy.send_signal(signal.SIGINT)
            case Kind.INTERRUPT_GROUP:
                os.killpg(deploy.pid, signal.SIGINT)


def pick(random: Random, creations: Mapping[str, int], seconds: Mapping[str, float]) -> Iterator[Disturbance]:
    """Pick what happens and when, over all workspaces in order, a few at a time; every kind and moment about as often.

    Args:
        random: Decides all of it.
        creations: How many each workspace has, in an order that a deploy has.
        seconds: How long a deploy of each takes without disturbance.

    """
    kinds, moments = _shuffled(random, Kind), _shuffled(random, Moment)
    names = list(creations)
    while names:
        size = random.randint(1, _WORKSPACES_AT_ONCE)
        workspaces, names = tuple(names[:size]), names[size:]
        yield Disturbance(next(kinds), _when(random, next(moments), workspaces, creations, seconds), workspaces)


def _when(
    random: Random,
    moment: Moment,
    workspaces: Sequence[str],
    creations: Mapping[str, int],
    seconds: Mapping[str, float],
) -> When:
    workspace = random.choice(workspaces)
    of_all = sum(seconds[name] for name in workspaces)
    later = random.uniform(0, of_all if moment is Moment.ANY else _SECONDS_LATER.get(moment, 0.3))
    number = random.randint(1, min(creations[workspace], _WRITINGS if moment is Moment.WRITING else 1000))
    return When(moment, workspace, number, later)


def _shuffled(random: Random, choices: type[Kind | Moment]) -> Iterator[Any]:
    return cycle(random.sample(list(choices), len(choices)))


def _below(pid: int) -> list[psutil.Process]:
    with suppress(psutil.Error):
        return list(psutil.Process(pid).children(recursive=True))
    return []


def _is_terraform(process: psutil.Process) -> bool:
    try:
        return bool(process.name() == "terraform")
    except psutil.Error:
        return False


def _send(number: signal.Signals, processes: Iterable[psutil.Process]) -> None:
    for process in processes:
        with suppress(psutil.Error):
            process.send_signal(number)
