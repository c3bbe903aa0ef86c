"""The root module that makes an environment's workspaces in HCP Terraform: the same text for all, with data beside it.

It is no workspace of a deploy: it works in HCP Terraform, with a token, and is applied before anything is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from modules.deployment.spec import CloudBackendSpec
from modules.environment import Environment
from modules.exports.hcp.roles import roles_data, roles_texts
from modules.exports.hcp.runs import Runs
from modules.landing_zone.hcp_delivery import HcpDelivery
from modules.naming import workspace_id
from modules.specification.errors import LandingZoneError

FOLDER = "bootstrap-hcp"
"""The folder of the root module, below that of the export; and the name of its own workspace."""

_FILES = Path(__file__).parent / "files" / FOLDER


def cloud_backend(environment: Environment) -> CloudBackendSpec:
    """Return where an environment has its workspaces in HCP Terraform.

    Raises:
        LandingZoneError: they are not there, or in no project.

    """
    backend = environment.zone.deployment.backend
    if not isinstance(backend, CloudBackendSpec):
        raise LandingZoneError(
            "an environment that is exported to HCP Terraform must have its state there",
            got=f"{environment.name}: deployment.backend of type {backend.type}",
            why="runs of HCP Terraform keep their state in its workspaces",
            fix="write `type: cloud` with organization and project in deployment.backend",
        )
    if backend.project is None:
        raise LandingZoneError(
            "workspaces in HCP Terraform must be in a project of their own",
            got=f"{environment.name}: deployment.backend without `project`",
            why="access of teams and policy sets are given to the project; in the default one they hold for workspaces "
            "of others, too",
            fix=f"write `project: landing-zone-{environment.name}` in deployment.backend",
        )
    return backend


def bootstrap_files(
    environment: Environment, backend: CloudBackendSpec, runs: Mapping[str, Runs], delivery: HcpDelivery | None = None
) -> dict[str, str]:
    """Return the files of the root module, by path below the export.

    Args:
        environment: The environment.
        backend: Where it has its workspaces.
        runs: Every workspace.
        delivery: The roles that runs work as in AWS; None where somebody else gives them credentials.

    """
    own = {"name": workspace_id(environment.name, FOLDER)}
    cloud = {"hostname": backend.hostname, "organization": backend.organization, "workspaces": own}
    data = {
        "environment": environment.name,
        "hostname": backend.hostname,
        "organization": backend.organization,
        "project": backend.project,
        "workspaces": {name: each.as_data() for name, each in runs.items()},
    }
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(_FILES.glob("*.tf"))}
    contents: dict[str, Mapping[str, object]] = {
        "backend.tf.json": {"terraform": {"cloud": cloud}},
        "workspaces.json": data,
    }
    if delivery:
        texts |= roles_texts()
        contents |= roles_data(environment, delivery)
    texts |= {name: _text(content) for name, content in contents.items()}
    return {f"{FOLDER}/{name}": text for name, text in texts.items()}


def _text(content: Mapping[str, object]) -> str:
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"
