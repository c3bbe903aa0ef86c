"""The workspaces of shares: for environments with so many units that shares fill a workspace."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from constructs import Construct

from modules.network.hub.resource_share import ResourceShare
from modules.network.plan.sizes import Unit, spread
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.workspace import Workspace
from modules.workspaces.foundation.organization import OrganizationOutputs
from modules.workspaces.foundation.vended_accounts import AccountsOutputs
from modules.workspaces.network.network_workspace import NetworkWorkspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Something that is shared with organizational units."""

    key: str
    """What is shared, in addresses."""
    name: str
    """The share's name in AWS."""
    resources: tuple[str, ...]
    """What is shared, by names that whoever shares it gives them."""
    units: tuple[Unit, ...]


class NetworkSharesWorkspace(NetworkWorkspace):
    """Define shares with some of the units that something is shared with.

    Args:
        deployment: The deployment.
        name: The workspace's name.
        accounts: What is known of the accounts.
        region: The region of what is shared.
        organization: What is known of the organization.
        shares: The shares.
        arn_of: Finds the ARN of what is shared.

    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        deployment: Deployment,
        name: str,
        *,
        accounts: AccountsOutputs,
        region: str,
        organization: OrganizationOutputs,
        shares: Sequence[Share],
        arn_of: Callable[[Workspace, str, str], str],
    ) -> None:
        super().__init__(deployment, name, accounts=accounts, region=region)
        scope = Construct(self, "share")
        for share in shares:
            ResourceShare(
                scope,
                share.key,
                name=share.name,
                resource_arns={key: arn_of(self, share.key, key) for key in share.resources},
                principal_arns=self.principals(share.units, organization),
            )


def parts(name: str, shares: Sequence[Share], workspaces: int) -> Mapping[str, list[Share]]:
    """Return which shares each workspace has with which units, by the workspace's name.

    Args:
        name: The name of the workspace of what is shared.
        shares: With all their units.
        workspaces: How many workspaces there are.

    """
    found: dict[str, list[Share]] = {}
    for share in shares:
        for end, units in spread({"/".join(unit): unit for unit in share.units}, workspaces).items():
            part = replace(share, name=f"{share.name}{end}", units=tuple(units.values()))
            found.setdefault(f"{name}-shares{end}", []).append(part)
    return dict(sorted(found.items()))
