"""`init`: an environment from what exists."""

from __future__ import annotations

from pathlib import Path

from modules.adoption.adopted import adoption
from modules.adoption.environment_files import write_environment
from modules.adoption.requests import read_requests
from modules.commands.console import out
from modules.environment import ENVIRONMENTS, check_new_name
from modules.specification.errors import LandingZoneError
from modules.specification.printing import printable


def adopt(name: str, from_aft: Path, environments: Path = ENVIRONMENTS) -> None:
    """Write the environment that would produce the requests of a repository, and say what is missing.

    Args:
        name: The new environment's name.
        from_aft: A checkout of AFT's repository of requests.
        environments: The folder for it.

    Raises:
        LandingZoneError: there is no such repository, no request in it, or such an environment already.
        OSError: the files cannot be written.

    """
    check_new_name(name)
    if not from_aft.is_dir():
        raise LandingZoneError(
            "there is no such folder",
            got=str(from_aft),
            why="--from-aft names a checkout of the repository aft-account-request",
            fix="clone it, and name the folder",
        )
    adopted = adoption(read_requests(from_aft))
    files = write_environment(adopted, environments / name)
    teams = adopted.sections.get("teams", {})
    accounts = adopted.sections.get("accounts", {})
    out.print(f"{environments.name}/{name}: {', '.join(files)}", markup=False, soft_wrap=True)
    out.print(f"{len(accounts)} accounts beside those of {len(teams)} teams", markup=False)
    for title, items in (("To fill in", adopted.to_fill_in), ("Not carried over", adopted.losses)):
        if items:
            out.print(f"\n{title}:", markup=False)
        for item in items:
            out.print(f"  {printable(str(item))}", markup=False, soft_wrap=True)
    out.print(f"\nThen: python main.py validate {name}", markup=False)
