"""Rounds of disturbances: some workspaces are disturbed while they are deployed, deployed again, and must be right."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.integration.disturbances.deployment import Deployment, deployment
from tests.integration.disturbances.disturbance import Disturbance
from tests.integration.disturbances.environments import Disturbed
from tests.integration.disturbances.lost_states import lose_states

Inventory = Mapping[str, int]
_FIRST_FEW = 10


@dataclass(slots=True)
class Round:
    """What came of one."""

    disturbances: list[Disturbance] = field(default_factory=list)
    """Those whose moment came, each followed by a deploy that was let, and by a look at all that exists."""
    faults: list[str] = field(default_factory=list)
    imported: int = 0


@dataclass(frozen=True, slots=True)
class Undisturbed:
    """What an environment is without disturbance."""

    inventories: dict[str, Inventory]
    """What exists once a workspace is deployed, and all before it."""
    creations: dict[str, int]
    """How many each workspace has, in the order in which they were deployed."""
    seconds: dict[str, float]
    """How long a deploy of each workspace takes."""

    @property
    def last(self) -> Inventory:
        """What exists in the end."""
        return list(self.inventories.values())[-1]


def undisturbed(folder: Path, environment: Disturbed, *, losing: bool) -> tuple[Undisturbed, Round]:
    """Deploy without disturbance, workspace by workspace; and tell what came of losing every state afterwards.

    All that was lost must be imported, and nothing of it replaced.

    Args:
        folder: Where to; a new one.
        environment: What is deployed.
        losing: Whether the states are lost then.

    """
    found = Undisturbed({}, {}, {})
    with deployment(folder, environment.files) as ours:
        for workspace in ours.in_order(environment.workspaces):
            deployed = ours.run("deploy", workspace, "--json")
            assert deployed.returncode == 0, deployed.stdout + deployed.stderr
            summary = json.loads(deployed.stdout.splitlines()[-1])
            found.inventories[workspace] = ours.aws.inventory()
            found.creations[workspace] = summary["changes"]["added"]
            found.seconds[workspace] = summary["seconds"]
        lost = Round()
        if losing:
            lose_states(folder)
            lost.faults += _faults(ours, list(found.creations), found.last)
            lost.imported = _imported(ours)
    return found, lost


def disturbed(
    folder: Path,
    environment: Disturbed,
    disturbances: Iterable[Disturbance],
    expected: Undisturbed,
    tell: Callable[[str], object],
) -> Round:
    """Disturb deploy after deploy; behind each, deploy the same again and compare what exists with what should.

    Args:
        folder: Where to; a new one.
        environment: What is deployed.
        disturbances: What happens, each to the next few workspaces.
        expected: What exists without disturbance.
        tell: Told each disturbance.

    """
    done = Round()
    with deployment(folder, environment.files) as ours:
        for disturbance in disturbances:
            came = ours.disturbed(disturbance)
            done.disturbances += [disturbance] if came else []
            faults = list(_faults(ours, disturbance.workspaces, expected.inventories[disturbance.workspaces[-1]]))
            done.faults += [f"{disturbance}: {fault}" for fault in faults]
            came_of_it = "did not converge" if faults else "converged" if came else "its moment did not come"
            tell(f"  {disturbance}: {came_of_it}")
            if faults:
                break
        done.imported = _imported(ours)
    return done


def _imported(ours: Deployment) -> int:
    """Count the workspaces in which something was found again."""
    return ours.output.read_text().count("importing ")


def _faults(ours: Deployment, workspaces: Sequence[str], expected: Inventory) -> Iterator[str]:
    deployed = ours.run("deploy", *workspaces)
    if deployed.returncode != 0:
        yield f"the deploy after it failed:\n{deployed.stdout[-3000:]}{deployed.stderr[-1000:]}"
        return
    yield from differences(ours, workspaces, expected)


def differences(ours: Deployment, workspaces: Sequence[str], expected: Inventory) -> Iterator[str]:
    """Tell what a plan would change, and what exists otherwise than it should."""
    planned = ours.run("plan", *workspaces)
    if planned.returncode != 0:
        yield f"the plan after it is not empty:\n{planned.stdout[-3000:]}{planned.stderr[-1000:]}"
    found = ours.aws.inventory()
    different = [what for what in sorted(expected.keys() | found.keys()) if expected.get(what, 0) != found.get(what, 0)]
    for what in different[:_FIRST_FEW]:
        yield f"{what}: {expected.get(what, 0)} without disturbance, {found.get(what, 0)} with"
    if len(different) > _FIRST_FEW:
        yield f"and {len(different) - _FIRST_FEW} more"
