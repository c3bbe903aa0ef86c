"""The workspace in which the network account leads whoever asks for the domain to its domain controllers."""

from __future__ import annotations

from modules.landing_zone.active_directory import DirectoryPlace
from modules.network.dns.directory_domain import DirectoryDomain
from modules.workspaces.active_directory.directory import FIRST, SECOND, ActiveDirectoryOutputs
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.foundation.vended_accounts import AccountsOutputs
from modules.workspaces.network.hub import HubOutputs
from modules.workspaces.network.network_workspace import NetworkWorkspace


class DirectoryDomainWorkspace(NetworkWorkspace):
    """Define the rule of the domain, and put it into the hub's profile, which every spoke of the hub has.

    Args:
        deployment: The deployment.
        place: Where the directory stands.
        accounts: What is known of the accounts.
        hub: What is known of its hub.
        directory: What is known of the directory.

    """

    def __init__(
        self,
        deployment: Deployment,
        *,
        place: DirectoryPlace,
        accounts: AccountsOutputs,
        hub: HubOutputs,
        directory: ActiveDirectoryOutputs,
    ) -> None:
        region = place.network.region(place.hub)
        super().__init__(deployment, f"network-{place.hub}-directory", accounts=accounts, region=region)
        DirectoryDomain(
            self,
            "directory",
            domain=place.spec.domain,
            addresses=[directory.dns_addresses(self, key) for key in (FIRST, SECOND)],
            endpoint_id=hub.outbound_endpoint_id(self),
            profile_id=hub.profile_id(self),
        )
