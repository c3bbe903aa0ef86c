"""The places of states in a backend."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from modules.deployment.spec import BackendSpec, CloudBackendSpec, LocalBackendSpec, S3BackendSpec
from modules.deployment.state_names import STATE_FOLDER, local_state, s3_key
from modules.state.cloud_place import CloudPlace
from modules.state.hcp_api import HcpApi, token_of
from modules.state.local_place import LocalPlace
from modules.state.place import StatePlace
from modules.state.s3_place import S3Place


def places(backend: BackendSpec, environment: str, *, state: Path) -> Callable[[str], StatePlace]:
    """Return what gives the place of a workspace's state, by the workspace's id.

    Args:
        backend: Where states are.
        environment: The environment's name.
        state: The folder of local states.

    Raises:
        LandingZoneError: there is no token for HCP Terraform.

    """
    match backend:
        case LocalBackendSpec():
            return partial(_in_files, environment, state)
        case S3BackendSpec():
            return _in_s3(backend, environment)
        case CloudBackendSpec():
            api = HcpApi(f"https://{backend.hostname}", token_of(backend.hostname))
            return lambda workspace: CloudPlace(backend, workspace, api)


def _in_files(environment: str, state: Path, workspace: str) -> LocalPlace:
    path = local_state(environment, workspace)
    return LocalPlace(state / path, f"{STATE_FOLDER}/{path}")


def _in_s3(backend: S3BackendSpec, environment: str) -> Callable[[str], StatePlace]:
    import boto3  # noqa: PLC0415 - takes its time

    session = boto3.Session(region_name=backend.region)
    dynamodb = session.client("dynamodb") if backend.dynamodb_table else None
    place = partial(S3Place, backend, s3=session.client("s3"), dynamodb=dynamodb)
    return lambda workspace: place(s3_key(backend, environment, workspace))
