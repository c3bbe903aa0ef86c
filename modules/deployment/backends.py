"""Where a workspace keeps its state."""

from __future__ import annotations

from cdktf import CloudBackend, LocalBackend, NamedCloudWorkspace, S3Backend, TerraformBackend, TerraformStack
from constructs import Construct

from modules.aws_limits import is_opt_in
from modules.deployment.spec import BackendSpec, CloudBackendSpec, LocalBackendSpec, S3BackendSpec
from modules.deployment.state_names import STATE_FOLDER, local_state, s3_key


def configure_backend(
    stack: TerraformStack, backend: BackendSpec, *, scope: Construct, environment: str
) -> TerraformBackend:
    """Set the backend of a workspace. Without it CDKTF would write this machine's own path.

    Args:
        stack: The workspace.
        backend: What the environment says.
        scope: The construct, in the workspace, that owns the backend.
        environment: The environment's name.

    """
    workspace = stack.node.id
    match backend:
        case LocalBackendSpec():
            # From `<output>/stacks/<workspace>`, where Terraform runs.
            return LocalBackend(scope, path=f"../../../{STATE_FOLDER}/{local_state(environment, workspace)}")
        case S3BackendSpec():
            s3 = S3Backend(
                scope,
                bucket=backend.bucket,
                key=s3_key(backend, environment, workspace),
                region=backend.region,
                skip_region_validation=is_opt_in(backend.region) or None,  # Terraform knows no region opened after it
                encrypt=True,
                kms_key_id=backend.kms_key_id,
                dynamodb_table=backend.dynamodb_table,
            )
            if backend.use_lockfile:
                stack.add_override("terraform.backend.s3.use_lockfile", True)  # noqa: FBT003 - jsii takes positions only
            return s3
        case CloudBackendSpec():
            return CloudBackend(
                scope,
                organization=backend.organization,
                hostname=backend.hostname,
                workspaces=NamedCloudWorkspace(workspace, backend.project),
            )
