"""What the state of a workspace is called in each kind of backend. No cdktf here."""

from __future__ import annotations

from modules.deployment.spec import S3BackendSpec

STATE_FOLDER = "state"
"""The folder of local states, beside the folder that workspaces are synthesized to."""

WORKSPACES_PREFIX = "env:/"
"""What Terraform looks below in the bucket, before it reads any state, for workspaces that the CLI made (Terraform
Language Documentation, Backend Type: s3). It makes none here, and fails where it may not look."""

ENDING = ".tfstate"


def local_state(environment: str, workspace: str) -> str:
    """Return the path of a workspace's state below the folder of local states."""
    return f"{environment}/{workspace}{ENDING}"


def s3_key(backend: S3BackendSpec, environment: str, workspace: str) -> str:
    """Return the key of a workspace's state in the bucket."""
    return f"{backend.key_prefix}/{environment}/{workspace}{ENDING}"
