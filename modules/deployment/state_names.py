"""What the state of a workspace is called in each kind of backend. No cdktf here."""

from __future__ import annotations

from modules.deployment.spec import S3BackendSpec

STATE_FOLDER = "state"
"""The folder of local states, beside the folder that workspaces are synthesized to."""

_ENDING = ".tfstate"


def local_state(environment: str, workspace: str) -> str:
    """Return the path of a workspace's state below the folder of local states."""
    return f"{environment}/{workspace}{_ENDING}"


def s3_key(backend: S3BackendSpec, environment: str, workspace: str) -> str:
    """Return the key of a workspace's state in the bucket."""
    return f"{backend.key_prefix}/{environment}/{workspace}{_ENDING}"
