"""Grants of Lake Formation by LF-Tags: each is one resource, of one principal on one thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cdktf import ITerraformDependable
from cdktf_cdktf_provider_aws.lakeformation_permissions import (
    LakeformationPermissions,
    LakeformationPermissionsLfTagPolicy,
    LakeformationPermissionsLfTagPolicyExpression,
)
from constructs import Construct

from modules.data.zones import Expression


@dataclass(frozen=True, slots=True)
class Granted:
    """What is granted: permissions on databases, or on tables."""

    resource_type: str
    """`DATABASE` or `TABLE`."""
    permissions: tuple[str, ...]


SEE_DATABASES = Granted("DATABASE", ("DESCRIBE",))
SEE_TABLES = Granted("TABLE", ("DESCRIBE",))
READ_TABLES = Granted("TABLE", ("DESCRIBE", "SELECT"))


class GrantByTags(Construct):
    """Grant something on whatever carries certain LF-Tags, now and later.

    Lake Formation keeps one grant for each principal and expression: two of them are one, which either takes away.

    Args:
        scope: The construct that owns the grant.
        id_: What it is called in addresses.
        principal: An account's id, or the ARN of a role, of any account.
        granted: What is granted.
        expression: What databases or tables carry.
        may_grant: Whether the principal may grant the same to others of its account.
        after: What the grant waits for.

    """

    def __init__(  # noqa: PLR0913 - each is a property of its own
        self,
        scope: Construct,
        id_: str,
        *,
        principal: str,
        granted: Granted,
        expression: Expression,
        may_grant: bool = False,
        after: Sequence[ITerraformDependable] = (),
    ) -> None:
        super().__init__(scope, id_)
        carried = [
            LakeformationPermissionsLfTagPolicyExpression(key=key, values=[*values])
            for key, values in expression.items()
        ]
        LakeformationPermissions(
            self,
            "Default",
            principal=principal,
            permissions=[*granted.permissions],
            permissions_with_grant_option=[*granted.permissions] if may_grant else None,
            lf_tag_policy=LakeformationPermissionsLfTagPolicy(resource_type=granted.resource_type, expression=carried),
            depends_on=[*after] or None,
        )
