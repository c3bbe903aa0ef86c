"""Rounds of disturbances: each workspace in turn is disturbed while it is deployed, then all must be right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.integration.disturbances.deployment import Deployment, deployment
from tests.integration.disturbances.disturbance import Disturbance
from tests.integration.disturbances.environments import Disturbed
from tests.integration.disturbances.lost_states import lose_states

Inventory = Mapping[str, int]


@dataclass(slots=True)
class Round:
    """What came of one."""

    disturbances: list[Disturbance] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    imported: int = 0


def undisturbed(folder: Path, environment: Disturbed) -> tuple[Inventory, Round]:
    """Deploy without disturbance and tell what exists then; and what came of losing every state afterwards.

    All that was lost must be imported, and nothing of it replaced.
    """
    with deployment(folder, environment.files, environment.selection) as ours:
        deployed = ours.run("deploy")
        assert deployed.returncode == 0, deployed.stdout + deployed.stderr
        inventory = ours.aws.inventory()
        lose_states(folder)
        lost = Round(faults=list(_faults(ours, inventory)), imported=_imported(folder))
        return inventory, lost


def disturbed(
    folder: Path,
    environment: Disturbed,
    disturbances: Iterable[Disturbance],
    expected: Inventory,
    tell: Callable[[str], object],
) -> Round:
    """Disturb deploy after deploy, then deploy once more and compare what exists with what should.

    Args:
        folder: Where to; a new one.
        environment: What is deployed.
        disturbances: One for each deploy but the last.
        expected: What exists without disturbance.
        tell: Told each disturbance.

    """
    done = Round()
    with deployment(folder, environment.files, environment.selection) as ours:
        for disturbance in disturbances:
            came = ours.disturbed(disturbance, resume=bool(done.disturbances))
            done.disturbances += [disturbance] if came else []
            tell(f"  {disturbance}{'' if came else ': its moment did not come'}")
        done.faults += _faults(ours, expected)
        done.imported = _imported(folder)
    return done


def _imported(folder: Path) -> int:
    """Count the workspaces in which something was found again."""
    return (folder / "output.log").read_text().count("importing ")


def _faults(ours: Deployment, expected: Inventory) -> Iterator[str]:
    deployed = ours.run("deploy")
    with (ours.project / "output.log").open("a") as output:
        output.write(deployed.stdout + deployed.stderr)
    if deployed.returncode != 0:
        yield f"the deploy after it failed:\n{deployed.stdout[-3000:]}{deployed.stderr[-1000:]}"
        return
    planned = ours.run("plan")
    if planned.returncode != 0:
        yield f"the plan after it is not empty:\n{planned.stdout[-3000:]}{planned.stderr[-1000:]}"
    found = ours.aws.inventory()
    for what in sorted(expected.keys() | found.keys()):
        if expected.get(what, 0) != found.get(what, 0):
            yield f"{what}: {expected.get(what, 0)} without disturbance, {found.get(what, 0)} with"
