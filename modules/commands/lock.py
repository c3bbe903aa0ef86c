"""`lock`: what accounts were applied with and how AWS calls them now, in the file that `validate` compares with."""

from __future__ import annotations

from modules.commands.console import out
from modules.commands.exclusive import exclusive_lock
from modules.commands.folders import project_folders
from modules.commands.ready import refuse_unready
from modules.commands.synth import write_if_stale
from modules.commands.two_steps import TwoSteps
from modules.commands.validate import load_environments
from modules.delivery.classes import Phase


def lock(name: str, *, by_roles: bool = False) -> None:
    """Synthesize, look, and write the lock of an environment.

    Raises:
        InvalidEnvironmentError: the environment is not valid by itself.
        LandingZoneError: states cannot be reached.

    """
    folders = project_folders()
    zones = load_environments([name])
    refuse_unready(name, zones[name], folders, by_roles=by_roles)
    with exclusive_lock(folders):
        write_if_stale(zones, folders)
        steps = TwoSteps.prepare(name, zones[name], folders.output, phase=Phase.PLAN, by_roles=by_roles)
        if not steps.lock(look=True):
            out.print(f"Nothing is written: the lock of {name} has it already, or no accounts were applied yet.")
