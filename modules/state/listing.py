"""Which states there are in a backend."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from modules.deployment.spec import BackendSpec, CloudBackendSpec, LocalBackendSpec, S3BackendSpec
from modules.deployment.state_names import ENDING, local_state, s3_key


def listed(backend: BackendSpec, environment: str, *, state: Path) -> list[str]:
    """Return the ids of an environment's workspaces that have a state, or had one.

    Of HCP Terraform none is returned: its workspaces are made, and destroyed, by what `export hcp` writes.

    Args:
        backend: Where states are.
        environment: The environment's name.
        state: The folder of local states.

    """
    match backend:
        case LocalBackendSpec():
            folder = (state / local_state(environment, "")).parent
            names: list[str] = [path.name for path in folder.glob(f"*{ENDING}")]
        case S3BackendSpec():
            prefix = s3_key(backend, environment, "").removesuffix(ENDING)
            names = [key.removeprefix(prefix) for key in _keys(backend, prefix)]
        case CloudBackendSpec():
            names = []
    ids = (name.removesuffix(ENDING) for name in names if name.endswith(ENDING) and "/" not in name)
    return sorted(id_ for id_ in ids if id_.startswith(f"{environment}-"))


def _keys(backend: S3BackendSpec, prefix: str) -> Iterator[str]:
    import boto3  # noqa: PLC0415 - takes its time

    pages = boto3.client("s3", region_name=backend.region).get_paginator("list_objects_v2")
    for page in pages.paginate(Bucket=backend.bucket, Prefix=prefix):
        yield from (item["Key"] for item in page.get("Contents", ()))
