"""AWS Resource Access Manager, in place of moto's: who shares what with whom, and what has been accepted.

Behaviour from the AWS RAM API Reference, the pages named after each operation, and from the AWS RAM User Guide,
"Enable resource sharing within AWS Organizations" and "Terms and concepts".
"""

from __future__ import annotations

import moto.iam.models
from moto.ram.responses import ResourceAccessManagerResponse

from modules.emulator.moto_additions import add_operations
from modules.emulator.services.ram.invitations import InvitationOperations
from modules.emulator.services.ram.listings import ListingOperations
from modules.emulator.services.ram.operations import ShareOperations

_REPLACED = frozenset(
    {
        "create_resource_share",
        "update_resource_share",
        "delete_resource_share",
        "enable_sharing_with_aws_organization",
    }
)
_LISTINGS_REPLACED = frozenset({"get_resource_shares", "get_resource_share_associations"})


def register() -> None:
    """Replace moto's shares; its lists of resource types and of permissions stay."""
    moto.iam.models.SERVICE_NAME_CONVERSION["ram"] = "ResourceAccessManager"
    add_operations(ResourceAccessManagerResponse, ShareOperations, replacing=_REPLACED)
    add_operations(ResourceAccessManagerResponse, ListingOperations, replacing=_LISTINGS_REPLACED)
    add_operations(ResourceAccessManagerResponse, InvitationOperations)
