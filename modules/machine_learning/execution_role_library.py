"""Roles that services work as for a team: data below `policies/execution_roles`, a folder for each. No cdktf here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import Field

from modules.identity.inline_document import inline_document
from modules.organization.guardrails.placeholders import Value, filled_in
from modules.specification.data_file import read_data_file
from modules.specification.model import Spec
from modules.specification.reserved_text import literal
from modules.specification.tag_keys import TagKeys, with_tag_keys

FOLDER = Path(__file__).parents[2] / "policies" / "execution_roles"


class Holder(StrEnum):
    """An account that has roles for a team."""

    TEAM = "team"
    """Every account of the team."""
    DEPLOYMENT = "deployment"
    """An account in which versions of the team's models are deployed: the team's, or the central team's."""
    CENTRAL_TEAM = "central-team"
    """The account of the central team that deploys for others."""


class ExecutionRoleDescription(Spec):
    """What `role.yaml` says of a role."""

    description: str = Field(min_length=1, max_length=1000)
    """What works as it, and for whom."""

    services: tuple[str, ...] = Field(min_length=1)
    """Service principals that may work as it: `sagemaker.amazonaws.com`."""

    held_in: tuple[Holder, ...] = (Holder.TEAM,)
    """Accounts that have it."""

    reads_data_products: bool
    """Whether it is granted the data products that its team asks for."""


@dataclass(frozen=True, slots=True)
class ExecutionRole:
    """A role that services work as for a team."""

    name: str
    description: ExecutionRoleDescription
    document: Mapping[str, Any]
    """Its policy, with placeholders such as `{{team}}`."""

    def statements(self, values: Mapping[str, Value], tag_keys: TagKeys) -> list[dict[str, Any]]:
        """Return the statements of its policy, with values for placeholders and the organization's keys for tags."""
        # IAM's own `${}` stay as they are; what Terraform fills in comes with the values.
        document = json.loads(literal(json.dumps(with_tag_keys(self.document, tag_keys))))
        statements: list[dict[str, Any]] = filled_in(document, values)["Statement"]
        return statements


def execution_roles(*holders: Holder) -> tuple[ExecutionRole, ...]:
    """Return the roles that accounts of these kinds have, in the order of their names.

    Raises:
        InvalidEnvironmentError: a file is not right.

    """
    return tuple(role for role in _every_role() if {*holders} & {*role.description.held_in})


@cache
def _every_role() -> tuple[ExecutionRole, ...]:
    return tuple(_read(folder) for folder in sorted(FOLDER.iterdir()) if folder.is_dir())


@cache
def aws_image_registries() -> Mapping[str, tuple[str, ...]]:
    """Return the accounts that AWS publishes images of SageMaker from, by region."""
    accounts = json.loads((FOLDER / "aws_image_registries.json").read_text(encoding="utf-8"))["accounts"]
    return {region: tuple(found) for region, found in accounts.items()}


def _read(folder: Path) -> ExecutionRole:
    shown = f"policies/{FOLDER.name}/{folder.name}"
    description, _ = read_data_file(
        folder / "role.yaml", ExecutionRoleDescription, shown=f"{shown}/role.yaml", folder=shown
    )
    document = inline_document(folder / "policy.json", f"{shown}/policy.json")
    if document is None:
        raise FileNotFoundError(folder / "policy.json")
    return ExecutionRole(folder.name, description, document)
