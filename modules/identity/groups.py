"""Groups: created in Identity Center's own directory, or looked up where something else makes them."""

from __future__ import annotations

from collections.abc import Iterable

from cdktf_cdktf_provider_aws.data_aws_identitystore_group import (
    DataAwsIdentitystoreGroup,
    DataAwsIdentitystoreGroupAlternateIdentifier,
    DataAwsIdentitystoreGroupAlternateIdentifierUniqueAttribute,
)
from cdktf_cdktf_provider_aws.identitystore_group import IdentitystoreGroup
from constructs import Construct

from modules.identity.directory import Group


class Groups(Construct):
    """Define or look up groups.

    Args:
        scope: The stack, or the construct, that owns them.
        id_: The start of the addresses.
        identity_store_id: The directory.
        groups: The groups. Those that exist are looked up by name.

    """

    def __init__(self, scope: Construct, id_: str, *, identity_store_id: str, groups: Iterable[Group]) -> None:
        super().__init__(scope, id_)
        self._group_ids = {
            group.key: (_look_up if group.exists else _create)(self, group, identity_store_id) for group in groups
        }

    @property
    def group_ids(self) -> dict[str, str]:
        """Tokens: each group's id, by its key."""
        return dict(self._group_ids)


def _create(scope: Construct, group: Group, identity_store_id: str) -> str:
    resource = IdentitystoreGroup(
        scope,
        group.key,
        identity_store_id=identity_store_id,
        display_name=group.name,
        description=group.description,
    )
    return resource.group_id


def _look_up(scope: Construct, group: Group, identity_store_id: str) -> str:
    data = DataAwsIdentitystoreGroup(
        scope,
        group.key,
        identity_store_id=identity_store_id,
        alternate_identifier=DataAwsIdentitystoreGroupAlternateIdentifier(
            unique_attribute=DataAwsIdentitystoreGroupAlternateIdentifierUniqueAttribute(
                attribute_path="DisplayName", attribute_value=group.name
            )
        ),
    )
    return data.group_id
