"""What a run has of AWS in each phase: a token that says which phase it is, and the role that the phase has.

Source: HCP Terraform documentation, "Use dynamic credentials with the AWS provider" and "Workload Identity Tokens". How
both are handed to the provider is documented only where a workspace has several configurations: a file with shared
configuration. Here `AWS_CONFIG_FILE` names it, unverified. The token is not signed: the emulator compares none.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from pathlib import Path

DEFAULT_AUDIENCE = "aws.workload.identity"
_SWITCH, _AUDIENCE = "TFC_AWS_PROVIDER_AUTH", "TFC_AWS_WORKLOAD_IDENTITY_AUDIENCE"
_ROLES = {"plan": "TFC_AWS_PLAN_ROLE_ARN", "apply": "TFC_AWS_APPLY_ROLE_ARN"}
_ROLE_OF_BOTH = "TFC_AWS_RUN_ROLE_ARN"


def dynamic_credentials(folder: Path, subject: str, phase: str, variables: Mapping[str, str]) -> dict[str, str]:
    """Write the token of a phase and what works with it; return what the phase has in its environment.

    Args:
        folder: Of the run.
        subject: Organization, project and workspace, as tokens begin.
        phase: `plan` or `apply`.
        variables: Of the workspace, for the environment.

    """
    if variables.get(_SWITCH) != "true":
        return {}
    claims = {"sub": f"{subject}:run_phase:{phase}", "aud": variables.get(_AUDIENCE, DEFAULT_AUDIENCE)}
    token, configuration = folder / f"{phase}.token", folder / f"{phase}.aws"
    token.write_text(".".join((_encoded({"alg": "none"}), _encoded(claims), "")))
    role = variables.get(_ROLES[phase]) or variables[_ROLE_OF_BOTH]
    configuration.write_text(
        f"[default]\nrole_arn = {role}\nweb_identity_token_file = {token}\nrole_session_name = terraform-run-{phase}\n"
    )
    return {"AWS_CONFIG_FILE": str(configuration)}


def claims_of(token: Path) -> dict[str, str]:
    """Read the claims of a token."""
    body = token.read_text().split(".")[1]
    claims: dict[str, str] = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    return claims


def _encoded(part: Mapping[str, str]) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")
