"""Workspaces that wait for those of some accounts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from modules.accounts.roster import Account
from modules.workspaces.account.account import AccountWorkspace
from modules.workspaces.base.deployment import Representative
from modules.workspaces.base.workspace import Workspace


def wait_for(
    workspace: Workspace,
    accounts: Iterable[Account],
    account_workspaces: Mapping[str, Representative[AccountWorkspace]],
) -> None:
    """Let a workspace be applied behind those of accounts.

    Args:
        workspace: The workspace that waits.
        accounts: The accounts.
        account_workspaces: The workspace that stands for each account's, by the account's key.

    """
    by_marker: dict[str, list[str]] = {}
    for account in accounts:
        representative = account_workspaces[account.key]
        if representative.key not in by_marker:
            workspace.add_dependency(representative.workspace)
        by_marker.setdefault(representative.key, []).append(account.key)
    for marker, keys in by_marker.items():
        workspace.repeat([{marker: key} for key in keys], by=[marker])
