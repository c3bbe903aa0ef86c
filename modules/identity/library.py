"""The library of permission sets: one folder of `policies/permission_sets` for each."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Self

from pydantic import Field, model_validator

from modules.aws_limits import (
    PERMISSION_SET_DESCRIPTION_LENGTH,
    POLICIES_OF_A_PERMISSION_SET,
    RELAY_STATE_LENGTH,
)
from modules.identity.spec import SessionHours
from modules.specification.errors import LandingZoneError
from modules.specification.model import Spec
from modules.specification.problems import InvalidEnvironmentError, Problem
from modules.specification.validation import Validation
from modules.specification.yaml_files import read

LIBRARY = Path(__file__).parents[2] / "policies" / "permission_sets"

DESCRIPTION, INLINE_POLICY, SCENARIOS = "permission_set.yaml", "inline.json", "scenarios.yaml"
"""The files of a permission set's folder."""

ADMINISTRATOR = "AdministratorAccess"
"""AWS's managed policy that allows everything."""

Document = dict[str, Any]


class CustomerManagedPolicy(Spec):
    """A policy that every account with the permission set has, under the same name and path."""

    name: str = Field(min_length=1)
    """Its name."""

    path: str = Field(default="/", min_length=1)
    """Its path."""


class PermissionsBoundary(Spec):
    """The most that a permission set can allow, whatever its policies say: one of AWS's policies, or one of ours."""

    managed_policy: str | None = None
    """A policy of AWS, by its name and path."""

    customer_managed_policy: CustomerManagedPolicy | None = None
    """A policy that the accounts have."""

    @model_validator(mode="after")
    def _is_one_policy(self) -> Self:
        if (self.managed_policy is None) == (self.customer_managed_policy is None):
            raise LandingZoneError(
                "a permissions boundary must be one policy",
                got="two" if self.managed_policy else "none",
                why="Identity Center takes a policy of AWS or one of the accounts' own",
                fix="write `managed_policy` or `customer_managed_policy`",
            )
        return self


class PermissionSetDescription(Spec):
    """What `permission_set.yaml` says."""

    description: str = Field(min_length=1, max_length=PERMISSION_SET_DESCRIPTION_LENGTH.value)
    """What it is for, as people read it where they choose it."""

    for_whom: str = Field(min_length=1)
    """Who should have it."""

    summary: str = Field(min_length=1)
    """What it allows and what not, in words."""

    session_hours: SessionHours
    """Hours until somebody signs in again."""

    relay_state: str | None = Field(default=None, min_length=1, max_length=RELAY_STATE_LENGTH.value)
    """The address in the console that it opens at."""

    managed_policies: tuple[str, ...] = ()
    """Policies of AWS, by name, with the path where they have one: `job-function/Billing`."""

    customer_managed_policies: tuple[CustomerManagedPolicy, ...] = ()
    """Policies that the accounts have before it is assigned there."""

    permissions_boundary: PermissionsBoundary | None = None
    """The most that it can allow."""

    break_glass: bool = False
    """Whether it is for emergencies only, so that nobody has it for good."""

    sources: tuple[str, ...] = Field(min_length=1)
    """Titles of the AWS pages that it is from."""

    @model_validator(mode="after")
    def _policies_fit_a_role(self) -> Self:
        count = len(self.managed_policies) + len(self.customer_managed_policies)
        if count > POLICIES_OF_A_PERMISSION_SET.value:
            raise LandingZoneError(
                "a permission set has too many policies",
                got=f"{count} policies",
                why=f"each account gets a role of it, and there are at most {POLICIES_OF_A_PERMISSION_SET}",
                fix="leave some out, or say it in the inline policy",
            )
        return self


@dataclass(frozen=True, slots=True)
class PermissionSet:
    """One permission set of the library."""

    name: str
    description: PermissionSetDescription
    inline_policy: Document | None
    """As written, with placeholders."""

    @property
    def is_administrator(self) -> bool:
        """Whether it allows everything."""
        return ADMINISTRATOR in self.description.managed_policies or any(
            statement["Effect"] == "Allow" and (statement.get("Action"), statement.get("Resource")) == ("*", "*")
            for statement in (self.inline_policy or {}).get("Statement", ())
        )

    @property
    def resources(self) -> int:
        """How many resources of Terraform it takes."""
        description = self.description
        attached = (self.inline_policy, description.permissions_boundary)
        policies = len(description.managed_policies) + len(description.customer_managed_policies)
        return 1 + policies + sum(part is not None for part in attached)


def names(library: Path = LIBRARY) -> list[str]:
    """Names of all permission sets, in alphabetical order."""
    return sorted(path.parent.name for path in library.glob(f"*/{DESCRIPTION}"))


@cache
def permission_set(name: str, library: Path = LIBRARY) -> PermissionSet:
    """Read one permission set.

    Raises:
        InvalidEnvironmentError: its files are not right; every problem with its line.

    """
    folder, shown = library / name, f"policies/permission_sets/{name}"
    validation = Validation(read([(f"{shown}/{DESCRIPTION}", folder / DESCRIPTION)]), PermissionSetDescription)
    description = validation.whole()
    if description is None or validation.problems:
        raise InvalidEnvironmentError(shown, validation.problems, cross_checked=True)
    return PermissionSet(name, description, _document(folder / INLINE_POLICY, f"{shown}/{INLINE_POLICY}"))


def _document(path: Path, shown: str) -> Document | None:
    if not path.is_file():
        return None
    try:
        document: Document = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError as error:
        what, why = "an inline policy must be JSON", "Identity Center takes nothing else"
        problem = Problem(shown, error.lineno, "", what, error.msg, why, "mend it")
        raise InvalidEnvironmentError(shown, [problem], cross_checked=True) from None
    return document
