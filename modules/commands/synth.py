"""`synth`: write the workspaces of environments."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from rich.markup import escape

from modules.commands.console import err, out
from modules.commands.exclusive import exclusive_lock
from modules.commands.folders import Folders, project_folders
from modules.commands.synthesized import inputs_of, is_current, mark, unmark
from modules.commands.validate import load_environments
from modules.landing_zone import LandingZone
from modules.runner.terraform.import_file import remove_imports
from modules.runner.terraform.state_role import forget_state_role


def synth(names: Sequence[str]) -> None:
    """Synthesize environments, all of them where none is named, and say where they are."""
    started = time.monotonic()
    folders = project_folders()
    zones = load_environments(names)
    with exclusive_lock(folders):
        workspaces = write(zones, folders)
    out.print(
        f"[green]Synthesized[/] {len(workspaces)} workspaces to {escape(folders.output.name)}/stacks "
        f"({time.monotonic() - started:.1f} s)."
    )


def synthesize_and(prove: Callable[[Mapping[str, LandingZone], Folders], bool], names: Sequence[str]) -> bool:
    """Synthesize environments, all of them where none is named, and say whether a proof of them all holds."""
    folders = project_folders()
    zones = load_environments(names)
    with exclusive_lock(folders):
        write_if_stale(zones, folders)
        return prove(zones, folders)


def synthesize_if_stale(name: str, zone: LandingZone) -> Folders:
    """Return where an environment is synthesized; it is synthesized first where that is not current."""
    folders = project_folders()
    if not is_current(folders, {name: zone}):
        err.print(f"{folders.output.name} is older than what it is made of: synthesizing {name} first.", markup=False)
        with exclusive_lock(folders):
            write({name: zone}, folders)
    return folders


def write(zones: Mapping[str, LandingZone], folders: Folders) -> tuple[str, ...]:
    """Synthesize landing zones, by environment, to `folders`; return the workspaces' ids."""
    inputs = inputs_of(zones)
    with err.status("loading the AWS bindings") as status:
        # Imported here so that bad input is refused before the bindings' seconds.
        from modules.environment import Environment  # noqa: PLC0415
        from modules.workspaces.writing.synthesis import synthesize  # noqa: PLC0415

        unmark(folders)
        environments = [Environment(name, zone) for name, zone in zones.items()]
        workspaces = synthesize(environments, folders.output, progress=status.update).workspaces
    _remove_what_a_deploy_left(folders)
    mark(folders, inputs)
    return workspaces


def write_if_stale(zones: Mapping[str, LandingZone], folders: Folders) -> None:
    """Have `folders` hold landing zones, by environment, and no others, as they are synthesized now."""
    if is_current(folders, zones, alone=True):
        _remove_what_a_deploy_left(folders)
    else:
        write(zones, folders)


def _remove_what_a_deploy_left(folders: Folders) -> None:
    """Remove what a killed deploy left beside workspaces: it is none of what is checked and planned."""
    for folder in filter(Path.is_dir, (folders.output / "stacks").iterdir()):
        remove_imports(folder)
        forget_state_role(folder)
