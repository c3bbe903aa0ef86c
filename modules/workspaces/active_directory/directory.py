"""The workspace of AWS Managed Microsoft AD, in the account for shared services."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network

from constructs import Construct

from modules.accounts.roster import Account
from modules.accounts.spec import Function
from modules.active_directory.administrator import AdministratorSecret, DirectoryKey
from modules.active_directory.logs import DirectoryLogs
from modules.active_directory.managed_directory import ManagedDirectory
from modules.active_directory.names import WORKSPACE
from modules.active_directory.reach import DirectoryReach
from modules.active_directory.sharing import OfferedDirectory
from modules.landing_zone.active_directory import DirectoryPlace, sharing_accounts
from modules.network.addresses.plan import address_key, hub_vpc
from modules.network.plan.routing import ENDPOINTS
from modules.workspaces.account.account import SITE_SUBNETS, AccountWorkspace
from modules.workspaces.base.deployment import Deployment, Representative
from modules.workspaces.base.outputs import Output, Outputs
from modules.workspaces.foundation.member_workspace import MemberWorkspace
from modules.workspaces.foundation.vended_accounts import AccountsOutputs
from modules.workspaces.network.spoke_blueprints import VPC_ID

FIRST, SECOND = "first", "second"
"""The keys of the addresses of domain controllers."""


class ActiveDirectoryOutputs(Outputs):
    """All that another workspace may know of the directory."""

    dns_addresses = Output()
    """Addresses of two domain controllers, which answer for the domain."""
    shared_directory_ids = Output()
    """The id that the directory has in each account that it is shared with, by the account's key."""


class ActiveDirectoryWorkspace(MemberWorkspace):
    """Define the directory, who reaches it, where its logs and its administrator's password are, and who is offered it.

    Args:
        deployment: The deployment.
        place: Where the directory stands.
        accounts: What is known of the accounts.
        account: The workspace of its account, which tells of the VPC.

    """

    def __init__(
        self, deployment: Deployment, *, place: DirectoryPlace, accounts: AccountsOutputs, account: AccountWorkspace
    ) -> None:
        zone = deployment.environment.zone
        region = zone.organization.home_region
        super().__init__(deployment, WORKSPACE, function=Function.SHARED_SERVICES, accounts=accounts, region=region)
        first, second = (account.outputs.directory_site(self, key) for key in SITE_SUBNETS)
        directory = ManagedDirectory(
            self,
            "directory",
            spec=place.spec,
            vpc_id=account.outputs.directory_site(self, VPC_ID),
            subnet_ids=(first, second),
        )
        DirectoryReach(
            self,
            "reach",
            security_group_id=directory.security_group_id,
            clients=_by_key(place.client_ranges),
            resolvers=_by_key((hub_vpc(place.network.hubs[place.hub].own_part, ENDPOINTS),)),
        )
        key = DirectoryKey(
            self, "key", account_id=self._account_id, region=region, deletion_days=zone.baseline.key_deletion_days
        )
        AdministratorSecret(self, "administrator", key_arn=key.key_arn)
        DirectoryLogs(
            self,
            "logs",
            directory_id=directory.directory_id,
            domain=place.spec.domain,
            key_arn=key.key_arn,
            retention_days=place.spec.log_retention_days,
        )
        offers = Construct(self, "offer")
        shared = {
            consumer.key: OfferedDirectory(
                offers,
                consumer.key,
                directory_id=directory.directory_id,
                account_id=accounts.account_id(self, consumer),
            ).shared_directory_id
            for consumer in sharing_accounts(zone)
        }
        addresses = dict(zip((FIRST, SECOND), directory.dns_addresses, strict=True))
        self.outputs = ActiveDirectoryOutputs.publish(self, dns_addresses=addresses, shared_directory_ids=shared)


def _by_key(ranges: tuple[IPv4Network, ...]) -> dict[str, str]:
    return {address_key(range_): str(range_) for range_ in ranges}


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryAccount:
    """The family of the one directory: what it reads of its account's workspace has a marker for the account's key."""

    deployment: Deployment
    place: DirectoryPlace
    accounts: AccountsOutputs
    account_workspaces: Mapping[str, Representative[AccountWorkspace]]

    @property
    def members(self) -> tuple[Account, ...]:
        """Return the account that it is in."""
        return (self.place.account,)

    def key(self, member: Account) -> str:
        """Return the account's key."""
        return member.key

    def shape(self, member: Account) -> str:  # noqa: ARG002 - there is one
        """Return the only one."""
        return WORKSPACE

    def define(self, key: str, shape: str) -> ActiveDirectoryWorkspace:  # noqa: ARG002 - there is one
        """Define the workspace."""
        return ActiveDirectoryWorkspace(
            self.deployment,
            place=self.place,
            accounts=self.accounts,
            account=self.account_workspaces[self.place.account.key].workspace,
        )

    def values(self, member: Account) -> dict[str, str]:
        """Return the account's key, as its own workspace's marker calls it."""
        return {self.account_workspaces[member.key].key: member.key}
