"""Permission sets of one environment."""

from __future__ import annotations

from collections.abc import Mapping

from cdktf import ITerraformDependable
from constructs import Construct

from modules.identity.library import PermissionSet as LibraryPermissionSet
from modules.identity.permission_set import PermissionSet
from modules.identity.spec import PermissionSetSpec
from modules.specification.reserved_text import literal, marked, put_in

_NOBODY = "nobody"
"""In the place of the id of a group that this environment does not have."""


class PermissionSets(Construct):
    """Define permission sets of the library, with the environment's values in them.

    Args:
        scope: The stack, or the construct, that owns them.
        id_: The start of the addresses.
        instance_arn: The instance of Identity Center.
        sets: What to define.
        overrides: Overrides of the library's permission sets in this environment, by the name of the folder.
        inline_policies: Each one's inline policy, with the environment's values in it.
        ids: What takes the place of ids that are known only at apply, by what stands for them in inline policies.

    """

    def __init__(  # noqa: PLR0913 - keyword-only
        self,
        scope: Construct,
        id_: str,
        *,
        instance_arn: str,
        sets: Mapping[str, LibraryPermissionSet],
        overrides: Mapping[str, PermissionSetSpec],
        inline_policies: Mapping[str, str | None],
        ids: Mapping[str, str],
    ) -> None:
        super().__init__(scope, id_)
        self._sets = {
            name: PermissionSet(
                self,
                name,
                instance_arn=instance_arn,
                description=permission_set.description,
                session_hours=overrides[permission_set.folder].session_hours
                if permission_set.folder in overrides
                else permission_set.description.session_hours,
                inline_policy=_for_terraform(inline_policies[name], ids),
            )
            for name, permission_set in sets.items()
        }

    @property
    def permission_set_arns(self) -> dict[str, str]:
        """Tokens: each permission set's ARN, by its name."""
        return {name: permission_set.permission_set_arn for name, permission_set in self._sets.items()}

    @property
    def complete(self) -> dict[str, list[ITerraformDependable]]:
        """What to depend on where a permission set must have all its policies, by its name."""
        return {name: permission_set.complete for name, permission_set in self._sets.items()}


def _for_terraform(policy: str | None, ids: Mapping[str, str]) -> str | None:
    """Keep Terraform from reading IAM's own variables, and put in ids that only Terraform knows."""
    if policy is None:
        return None
    return put_in(literal(policy), lambda name: ids.get(marked(name), _NOBODY))
