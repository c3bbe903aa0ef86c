"""The export of an environment to HCP Terraform: what makes its workspaces, and what is uploaded to each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from modules.environment import Environment
from modules.exports.hcp.archives import archive
from modules.exports.hcp.bootstrap import bootstrap_files, cloud_backend
from modules.exports.hcp.runs import Runs, runs_of
from modules.exports.manifest import ExportManifest
from modules.landing_zone.hcp_delivery import HcpDelivery
from modules.landing_zone.moved_workspaces import former_workspaces
from modules.synthesized.manifest import read_manifest
from modules.synthesized.written_files import written_files

UPLOADS = "uploads"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What an export did."""

    runs: Mapping[str, Runs]
    """Every workspace, by name."""
    changed: Sequence[str]
    """Workspaces to which something else is to be uploaded than before."""
    written: Sequence[str]
    removed: Sequence[str]


def export(
    environment: Environment,
    output: Path,
    to: Path,
    *,
    is_serial: Callable[[str], bool] = lambda _: False,
    delivery: HcpDelivery | None = None,
) -> Exported:
    """Export an environment to a folder, in place of what was exported before.

    Args:
        environment: The environment.
        output: The folder that it is synthesized to.
        to: The folder.
        is_serial: Says of a workspace whether its resources are changed one after the other.
        delivery: The roles that runs work as in AWS; None where somebody else gives them credentials.

    Raises:
        LandingZoneError: its state is elsewhere; it was not synthesized; a file is somebody else's.
        OSError: the disk is full, or nothing may be written there. The old files stay.

    """
    backend = cloud_backend(environment)
    runs = runs_of(output, environment.name, is_serial)
    manifest = read_manifest(output, environment.name)
    uploads = {upload_path(name): archive(written_files(output, manifest[name])) for name in runs}
    former = former_workspaces(environment.name, environment.zone).values()
    texts = bootstrap_files(environment, backend, {**runs, **dict.fromkeys(former, Runs((), (), ()))}, delivery)
    files = {**{path: text.encode() for path, text in texts.items()}, **uploads}
    written, removed = ExportManifest(export="hcp", environments=[environment.name]).replace(to, files)
    changed = [name for name in runs if upload_path(name) in set(written)]
    return Exported(runs=runs, changed=changed, written=written, removed=removed)


def upload_path(workspace: str) -> str:
    """Return the path of what is uploaded to a workspace, below the export."""
    return f"{UPLOADS}/{workspace}.tar.gz"
