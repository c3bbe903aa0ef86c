"""The shell and the project of somebody whose staging is in HCP Terraform."""

from __future__ import annotations

import os
from pathlib import Path

from tests.support.hcp.stand_in import HOSTNAME, HcpStandIn

_NOBODY_LISTENS = "http://127.0.0.1:9"
_BACKEND = f"type: cloud\n    organization: acme\n    hostname: {HOSTNAME}\n    project: Landing Zone"


def cloud_backend_in(project: Path) -> Path:
    """Have staging's states in HCP Terraform; return the project."""
    deployment = project / "environments" / "staging" / "deployment.yaml"
    deployment.write_text(deployment.read_text().replace("type: local", _BACKEND))
    return project


def environment_without_aws(hcp: HcpStandIn, home: Path) -> dict[str, str]:
    """Return a shell that has a token of HCP Terraform, and neither credentials nor a way to any AWS."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "AWS_ENDPOINT_URL": _NOBODY_LISTENS,
        "AWS_EC2_METADATA_DISABLED": "true",
        **hcp.environ(),
    }
