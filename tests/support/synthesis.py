"""One construct in a stack of its own, synthesized as production does it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from cdktf import TerraformStack
from cdktf_cdktf_provider_aws.provider import AwsProvider

from modules.workspaces.writing.documents import new_app, synthesize_app


def synthesize_one(tmp_path: Path, build: Callable[[TerraformStack], object]) -> dict[str, Any]:
    """Build into one stack and return what Terraform will read, checked for silent loss."""
    app = new_app(tmp_path)
    stack = TerraformStack(app, "subject")
    AwsProvider(stack, "aws", region="eu-west-1")
    build(stack)
    return synthesize_app(app, tmp_path)["subject"].document


def only(document: dict[str, Any], kind: str) -> dict[str, Any]:
    """Return the one resource of a kind."""
    (resource,) = document["resource"][kind].values()
    found: dict[str, Any] = resource
    return found
