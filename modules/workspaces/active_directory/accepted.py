"""The workspaces of accounts that the directory is shared with: each accepts it."""

from __future__ import annotations

from dataclasses import dataclass

from modules.accounts.roster import Account
from modules.active_directory.names import WORKSPACE
from modules.active_directory.sharing import AcceptedDirectory
from modules.landing_zone.active_directory import sharing_accounts
from modules.workspaces.account.account import ACCOUNT_ID, tag_marker
from modules.workspaces.active_directory.directory import ActiveDirectoryOutputs
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.providers import add_provider
from modules.workspaces.base.template import marker
from modules.workspaces.base.workspace import Workspace
from modules.workspaces.foundation.vended_accounts import AccountsOutputs


@dataclass(frozen=True, slots=True)
class AcceptingShape:
    """What the constructs depend on of an account that accepts the directory."""

    role_name: str | None
    """The role that the workspace assumes."""
    is_known: bool
    """Whether the account's id is known before anything is applied."""
    tag_keys: tuple[str, ...]


class AcceptedDirectoryWorkspace(Workspace):
    """Define that accounts of one shape accept the directory.

    Args:
        deployment: The deployment.
        key: Stands for the accounts' keys.
        shape: What the accounts have in common.
        accounts: What is known of the accounts.
        directory: What is known of the directory.

    """

    def __init__(
        self,
        deployment: Deployment,
        key: str,
        *,
        shape: AcceptingShape,
        accounts: AccountsOutputs,
        directory: ActiveDirectoryOutputs,
    ) -> None:
        super().__init__(deployment, f"{WORKSPACE}-{key}")
        add_provider(
            self.default_scope,
            account_id=marker(ACCOUNT_ID) if shape.is_known else accounts.account_ids(self, key),
            role_name=shape.role_name,
            region=deployment.environment.zone.organization.home_region,
            tags={tag: marker(tag_marker(tag)) for tag in shape.tag_keys},
        )
        AcceptedDirectory(self, "directory", shared_directory_id=directory.shared_directory_ids(self, key))


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptingAccounts:
    """The family of all accounts that the directory is shared with."""

    deployment: Deployment
    accounts: AccountsOutputs
    directory: ActiveDirectoryOutputs

    @property
    def members(self) -> tuple[Account, ...]:
        """Return the accounts, in the order written."""
        return sharing_accounts(self.deployment.environment.zone)

    def key(self, member: Account) -> str:
        """Return the account's key."""
        return member.key

    def shape(self, member: Account) -> AcceptingShape:
        """Return all that the account's workspace depends on, but for the values."""
        environment = self.deployment.environment
        return AcceptingShape(
            role_name=environment.role_name(member),
            is_known=member.known_id is not None,
            tag_keys=tuple(environment.tags(member)),
        )

    def define(self, key: str, shape: AcceptingShape) -> AcceptedDirectoryWorkspace:
        """Define the workspace of a shape."""
        return AcceptedDirectoryWorkspace(
            self.deployment, key, shape=shape, accounts=self.accounts, directory=self.directory
        )

    def values(self, member: Account) -> dict[str, str]:
        """Return the account's id, and the values of its tags."""
        tags = self.deployment.environment.tags(member)
        return {ACCOUNT_ID: member.known_id or "", **{tag_marker(key): value for key, value in tags.items()}}
