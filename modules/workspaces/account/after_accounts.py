"""Workspaces that wait for those of some accounts, and those of accounts that wait for all others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from modules.workspaces.account.account import AccountWorkspace
from modules.workspaces.base.deployment import Deployment, Representative
from modules.workspaces.base.workspace import Workspace


def wait_for(
    workspace: Workspace,
    account_keys: Iterable[str],
    account_workspaces: Mapping[str, Representative[AccountWorkspace]],
) -> None:
    """Let a workspace be applied behind those of accounts.

    Args:
        workspace: The workspace that waits.
        account_keys: The accounts' keys.
        account_workspaces: The workspace that stands for each account's, by the account's key.

    """
    by_marker: dict[str, list[str]] = {}
    for key in account_keys:
        representative = account_workspaces[key]
        if representative.key not in by_marker:
            workspace.add_dependency(representative.workspace)
        by_marker.setdefault(representative.key, []).append(key)
    for marker, keys in by_marker.items():
        workspace.repeat([{marker: key} for key in keys], by=[marker])


def empty_last(deployment: Deployment, emptied: Sequence[Workspace]) -> None:
    """Let accounts that are emptied wait for all that lets go of them: attachments, grants, enrolments, access.

    What is left of an account in others would be looked for by nobody once it is gone.
    """
    alone = [addition.constructed for addition in deployment.additions if addition.members == ({},)]
    for workspace in dict.fromkeys(emptied):
        for other in alone:
            workspace.add_dependency(other)
