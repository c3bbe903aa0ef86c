"""`export ci`: workflows and jobs that review a change of environments, apply it, and look for drift."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from modules.commands.console import out
from modules.commands.delivery_roles import delivery_roles_of
from modules.commands.exclusive import exclusive_lock
from modules.commands.synth import synthesize_if_stale
from modules.commands.validate import load_environments
from modules.environment import Environment
from modules.exports.ci.codepipeline import stack
from modules.exports.ci.delivered import DeliveredEnvironment, delivered, delivery_of
from modules.exports.ci.github import workflows
from modules.exports.ci.gitlab import jobs
from modules.exports.ci.systems import System
from modules.exports.manifest import ExportManifest
from modules.landing_zone import LandingZone
from modules.specification.printing import printable

_FILES: dict[System, Callable[[Sequence[DeliveredEnvironment]], dict[str, str]]] = {
    System.GITHUB: workflows,
    System.GITLAB: jobs,
    System.CODEPIPELINE: stack,
}

_NEXT = {
    System.CODEPIPELINE: "Commit them, and deploy the template with AWS CloudFormation in the account of the pipelines."
}
"""What somebody does then, where it is more than a commit."""


def export_to_ci(names: Sequence[str], system: System, to: Path) -> None:
    """Write the files of a system to a folder, and say what changed and what comes next.

    Args:
        names: The environments, in the order in which a change gets there.
        system: What runs the pipelines.
        to: The folder: that of the repository.

    """
    zones = load_environments(names)
    environments = [_delivered(name, zones[name]) for name in names]
    texts = _FILES[system](environments)
    files = {path: text.encode() for path, text in texts.items()}
    written, removed = ExportManifest(export=f"ci-{system}", environments=[*names]).replace(to, files)
    for path in [*written, *(f"{path} (removed)" for path in removed)]:
        out.print(printable(path), markup=False)
    if not written and not removed:
        out.print(f"Nothing changed in {to}.", markup=False)
        return
    order = ", then ".join(names)
    todo = _NEXT.get(system, "Commit them.")
    out.print(f"{todo} What is merged is applied to {order}, each once somebody approved it.", markup=False)


def _delivered(name: str, zone: LandingZone) -> DeliveredEnvironment:
    environment = Environment(name, zone)
    spec = delivery_of(environment)  # refused before anything is synthesized
    folders = synthesize_if_stale(name, zone)
    with exclusive_lock(folders):
        roles = delivery_roles_of(name, zone, folders.output)
    return delivered(environment, spec, roles)
