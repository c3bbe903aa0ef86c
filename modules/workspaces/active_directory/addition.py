"""Adds the workspaces of AWS Managed Microsoft AD."""

from __future__ import annotations

from collections.abc import Mapping

from modules.landing_zone.active_directory import directory_place
from modules.workspaces.account.account import AccountWorkspace
from modules.workspaces.active_directory.accepted import AcceptingAccounts
from modules.workspaces.active_directory.directory import DirectoryAccount
from modules.workspaces.active_directory.domain import DirectoryDomainWorkspace
from modules.workspaces.base.deployment import Deployment, Representative
from modules.workspaces.foundation.vended_accounts import AccountsOutputs
from modules.workspaces.network.hub import HubOutputs


def add_active_directory(
    deployment: Deployment,
    hubs: Mapping[str, HubOutputs],
    *,
    accounts: AccountsOutputs,
    account_workspaces: Mapping[str, Representative[AccountWorkspace]],
) -> None:
    """Add the directory, its domain, and the accounts that accept it; nothing, where there is no directory."""
    place = directory_place(deployment.environment.zone)
    if place is None or place.hub not in hubs:
        return
    (directory,) = deployment.add_each(
        DirectoryAccount(deployment=deployment, place=place, accounts=accounts, account_workspaces=account_workspaces)
    ).values()
    outputs = directory.workspace.outputs
    deployment.add(
        DirectoryDomainWorkspace(deployment, place=place, accounts=accounts, hub=hubs[place.hub], directory=outputs)
    )
    deployment.add_each(AcceptingAccounts(deployment=deployment, accounts=accounts, directory=outputs))
