"""The directory in other accounts: what its owner offers, and what they accept."""

from __future__ import annotations

from cdktf_cdktf_provider_aws.directory_service_shared_directory import (
    DirectoryServiceSharedDirectory,
    DirectoryServiceSharedDirectoryTarget,
)
from cdktf_cdktf_provider_aws.directory_service_shared_directory_accepter import (
    DirectoryServiceSharedDirectoryAccepter,
)
from constructs import Construct


class OfferedDirectory(Construct):
    """Offer the directory to an account.

    By a handshake: sharing with the organization needs a directory in the management account (AWS Directory Service
    Administration Guide, Share your AWS Managed Microsoft AD).

    Args:
        scope: The construct that owns the offers.
        id_: The account's key.
        directory_id: The directory.
        account_id: The account.

    """

    def __init__(self, scope: Construct, id_: str, *, directory_id: str, account_id: str) -> None:
        super().__init__(scope, id_)
        self._offer = DirectoryServiceSharedDirectory(
            self,
            "Default",
            directory_id=directory_id,
            method="HANDSHAKE",
            target=DirectoryServiceSharedDirectoryTarget(id=account_id),
        )

    @property
    def shared_directory_id(self) -> str:
        """Token: the id that the directory has in the account."""
        return self._offer.shared_directory_id


class AcceptedDirectory(Construct):
    """Accept a directory that another account offers.

    Args:
        scope: The stack.
        id_: What it is called in addresses.
        shared_directory_id: The id that it has here.

    """

    def __init__(self, scope: Construct, id_: str, *, shared_directory_id: str) -> None:
        super().__init__(scope, id_)
        DirectoryServiceSharedDirectoryAccepter(self, "Default", shared_directory_id=shared_directory_id)
