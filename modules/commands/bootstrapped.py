"""Whether the bucket of states, which bootstrap makes, is there and has the state of its own workspace."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from typing import Any

from modules.commands.folders import Folders
from modules.deployment.bootstrap_spec import BOOTSTRAP
from modules.deployment.spec import BackendSpec, S3BackendSpec
from modules.landing_zone import LandingZone
from modules.naming import workspace_id
from modules.specification.errors import LandingZoneError
from modules.state.places import places
from modules.state.snapshot import State, snapshot

_ASSUMED = re.compile(r"arn:[\w-]+:sts::\d{12}:assumed-role/([^/]+)/.+")
"""Who works as a role (IAM User Guide, IAM identifiers: sts assumed-role)."""


def refuse_without_bootstrap(folders: Folders, name: str, zone: LandingZone) -> None:
    """Refuse to plan or deploy an environment whose states have no bucket yet, which bootstrap would make.

    Raises:
        LandingZoneError: bootstrap has not run, or not to its end.

    """
    if zone.deployment.bootstrap and not has_state_in(folders, name, zone.deployment.backend):
        raise LandingZoneError(
            "the bucket of states must be made before anything is deployed",
            got=f"{name}, whose workspace {BOOTSTRAP} has no state in the bucket",
            why="every other workspace keeps its state there",
            fix=f"run `python main.py bootstrap {name}`",
        )


def has_state_in(folders: Folders, name: str, backend: BackendSpec) -> bool:
    """Whether a backend has the state of the workspace `bootstrap`; the bucket may not be there.

    Raises:
        LandingZoneError: AWS refuses to tell.

    """
    from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - takes its time

    place = places(backend, name, state=folders.state)(workspace_id(name, BOOTSTRAP))
    try:
        return isinstance(snapshot(place.read(), place.name), State)
    except (BotoCoreError, ClientError) as error:
        if _code(error) == "NoSuchBucket":
            return False
        raise LandingZoneError(
            "the bucket of states could not be looked into",
            got=f"{place.name}: {error}",
            why="whether its workspace was applied stands in it; a name that is taken belongs to another account",
            fix="sign in as a principal of the management account that may read it, or name another bucket",
        ) from error


def refuse_no_administrator(zone: LandingZone) -> None:
    """Refuse to bootstrap as somebody who would not get to the states afterwards, where access to them is limited.

    Raises:
        LandingZoneError: the caller's role is none of the administrators.

    """
    access, backend = zone.deployment.state_access, zone.deployment.backend
    if access is None or not isinstance(backend, S3BackendSpec):
        return
    import boto3  # noqa: PLC0415 - takes its time

    found = _ASSUMED.fullmatch(boto3.Session().client("sts", region_name=backend.region).get_caller_identity()["Arn"])
    name = found[1] if found else ""
    if not any(fnmatchcase(name, pattern) for pattern in access.administrators):
        raise LandingZoneError(
            "whoever bootstraps must get to the states afterwards",
            got=f"the role {name}" if name else "somebody who works as no role",
            why=f"only these do: {', '.join(access.administrators)}; its own state could not be moved there",
            fix="sign in as one of them, or add the role to deployment.bootstrap.access.administrators",
        )


def _code(error: Any) -> str:
    return str(getattr(error, "response", {}).get("Error", {}).get("Code", ""))
