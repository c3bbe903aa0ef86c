"""What no Terraform should begin with, whatever it is to do in an environment."""

from __future__ import annotations

from modules.commands.bootstrapped import refuse_without_bootstrap
from modules.commands.credentials import require_credentials
from modules.commands.folders import Folders
from modules.commands.state import refuse_half_moved, refuse_unmoved
from modules.landing_zone import LandingZone


def refuse_unready(name: str, zone: LandingZone, folders: Folders, *, by_roles: bool) -> None:
    """Refuse to plan, deploy, review or look for drift where states are elsewhere, or credentials are missing.

    Args:
        name: The environment's name.
        zone: What its YAML says.
        folders: Where its local states are.
        by_roles: Whether each workspace has a profile of its own.

    Raises:
        LandingZoneError: it cannot begin.

    """
    refuse_half_moved(folders, name)
    refuse_unmoved(folders, name, zone.deployment.backend)
    if not by_roles:  # roles that deliver are made with a state in the bucket
        require_credentials(zone)
        refuse_without_bootstrap(folders, name, zone)
