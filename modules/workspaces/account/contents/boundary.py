"""The most that roles of an account may do: the permissions boundary."""

from __future__ import annotations

from dataclasses import dataclass

from cdktf import TerraformOutput
from constructs import Construct

from modules.accounts.blueprints.boundary import PermissionsBoundary
from modules.accounts.roster import Account
from modules.landing_zone import LandingZone
from modules.landing_zone.contents import GuardrailNeeds, has_boundary
from modules.organization.guardrails.spec import LIBRARY_BOUNDARY
from modules.specification.tag_keys import TagKeys
from modules.workspaces.account.contents.content import Content, Surroundings

BOUNDARY_ARN = "boundary_arn"
"""The output of the boundary's module, and the variable of modules with roles."""

MEANING = "The permissions boundary of roles"

_CALL = "permissions-boundary"


@dataclass(frozen=True)
class BoundaryBlueprint:
    """The most that roles of the account may do."""

    tag_keys: TagKeys
    name: str = "permissions-boundary"

    def define(self, scope: Construct) -> None:
        """Define the boundary."""
        boundary = PermissionsBoundary(scope, "permissions-boundary", tag_keys=self.tag_keys)
        TerraformOutput(scope, BOUNDARY_ARN, value=boundary.policy_arn, static_id=True)


@dataclass(frozen=True, slots=True)
class Boundary(Content):
    """The library's permissions boundary."""

    @classmethod
    def of(cls, zone: LandingZone, needs: GuardrailNeeds, account: Account) -> Boundary | None:  # noqa: ARG003
        """Choose it for accounts that guardrails reach."""
        return cls() if has_boundary(zone, account) else None

    def call(self, surroundings: Surroundings) -> None:
        """Call its blueprint."""
        surroundings.call(_CALL, BoundaryBlueprint(surroundings.zone.organization.tag_keys))


def boundary_arn(surroundings: Surroundings) -> str:
    """Return the ARN of the boundary that the account's roles have: the library's, or the first of the user's own."""
    if module := surroundings.modules.get(_CALL):
        return module.get_string(BOUNDARY_ARN)
    return _own_boundary(surroundings.zone, surroundings.account_id)


def boundary_of(zone: LandingZone, account: Account, account_id: str) -> str:
    """Return the ARN of the boundary of roles of an account, in another workspace than the account's own.

    Args:
        zone: The environment.
        account: The account.
        account_id: Its id, which may be a token.

    """
    if has_boundary(zone, account):
        return f"arn:aws:iam::{account_id}:policy/{LIBRARY_BOUNDARY}"
    return _own_boundary(zone, account_id)


def _own_boundary(zone: LandingZone, account_id: str) -> str:
    return f"arn:aws:iam::{account_id}:policy/{zone.guardrails.permissions_boundaries[0]}"
