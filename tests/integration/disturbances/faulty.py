"""Deploys of which requests fail: AWS throttles, is broken, or does what it is asked and the answer is lost."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from modules.workspaces.base.providers import RETRIES
from tests.integration.disturbances.deployment import deployment
from tests.integration.disturbances.environments import Disturbed
from tests.integration.disturbances.rounds import Undisturbed, differences

_SHARE = 0.05
"""Of the requests to a service: three tries in a row fail now and then."""
_NEVER_LOST = {"kms": "[!C]*"}
"""Services that create a second thing without a word where an SDK asks again, and the operations that are lost instead
(decision 0017)."""
_TRIES = 3
"""Of the provider, for each request, instead of nine: what outlasts those takes minutes, and shows nothing else."""


@dataclass(slots=True)
class Faulty:
    """What came of one deploy."""

    faults: Sequence[Mapping[str, Any]]
    repetitions: Mapping[str, int] = field(default_factory=dict)
    """What its summary counts."""
    met: int = 0
    """How many requests failed."""
    problems: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """Tell it in a line."""
        shown = ", ".join(f"{fault['service']} {fault['kind']}" for fault in self.faults if "probability" in fault)
        return f"{shown}: {self.met} requests failed, repeated: {dict(self.repetitions)}"


def pick_faults(random: Random, services: Sequence[str]) -> list[dict[str, Any]]:
    """Pick three services: one throttles, one is broken, of one answers are lost.

    Each does so now and then; the first two also keep it up for longer than the provider tries.

    Args:
        random: Decides which.
        services: Among which, by botocore's names.

    """
    throttled, broken, lost = random.sample(services, 3)
    error = {"service": broken, "kind": "error", "status": random.choice([500, 502, 503])}
    return [
        {"service": throttled, "kind": "throttling", "probability": _SHARE},
        {"service": throttled, "kind": "throttling", "operation": "Create*", "first": _TRIES + 1},
        {**error, "probability": _SHARE},
        {**error, "operation": "Create*", "first": _TRIES + 1},
        {"service": lost, "kind": "lost", "operation": _NEVER_LOST.get(lost, "*"), "probability": _SHARE},
        {"service": lost, "kind": "lost", "operation": _NEVER_LOST.get(lost, "Create*"), "first": 1},
    ]


def with_faults(
    folder: Path, environment: Disturbed, picked: tuple[int, list[dict[str, Any]]], like: Path, expected: Undisturbed
) -> Faulty:
    """Deploy all of an environment, once, while requests fail; it must get there by itself.

    Args:
        folder: Where to; a new one.
        environment: What is deployed.
        picked: A seed, which decides about single requests, and faults.
        like: A project in which it was synthesized.
        expected: What it is without faults.

    """
    seed, shown = picked
    done = Faulty(shown)
    folder.mkdir(parents=True)
    faults = folder / "faults.yaml"
    faults.write_text(json.dumps({"seed": seed, "faults": shown}))
    workspaces = tuple(expected.creations)
    project = folder / "project"
    with deployment(project, environment.files, workspaces, faults=faults, synthesized=like) as ours:
        _set_tries(project, _TRIES)
        deployed = ours.run("deploy", *workspaces, "--json")
        done.met = (project / "emulator.log").read_text().count("injected: ")
        done.repetitions = _summary(deployed.stdout)["repetitions"]
        if deployed.returncode != 0:
            done.problems.append(f"it ended with {deployed.returncode}:\n{deployed.stderr[-4000:]}")
            return done
        _set_tries(project, RETRIES)  # a plan is not made again, and the service still fails
        done.problems += differences(ours, workspaces, expected.last)
    return done


def _summary(output: str) -> dict[str, Any]:
    summary: dict[str, Any] = json.loads(output.splitlines()[-1])
    return summary


def _set_tries(project: Path, tries: int) -> None:
    """Say how often providers try each request."""
    for path in (project / "cdktf.out" / "stacks").glob("*/cdk.tf.json"):
        document = json.loads(path.read_text())
        for block in document.get("provider", {}).get("aws", []):
            block["max_retries"] = tries
        path.write_text(json.dumps(document))
