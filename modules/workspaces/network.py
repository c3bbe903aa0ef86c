"""All workspaces of the network, in their order: delegation, IPAM, hubs; and behind the accounts, their attachments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cdktf import App

from modules.accounts.roster import Account
from modules.naming import workspace_id
from modules.network.attachments import Attachment, attachments, workspace_number
from modules.workspaces.delegation import DelegationWorkspace
from modules.workspaces.network_attachments import NetworkAttachmentsWorkspace, multiplied
from modules.workspaces.network_hub import HubOutputs, NetworkHubWorkspace
from modules.workspaces.network_ipam import IpamOutputs, NetworkIpamWorkspace
from modules.workspaces.network_workspace import network_of
from modules.workspaces.organization import OrganizationOutputs
from modules.workspaces.template import Template
from modules.workspaces.vended_accounts import AccountsOutputs
from modules.workspaces.workspace import Environment, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Hubs:
    """The workspaces that come before those of accounts."""

    workspaces: tuple[str, ...]
    """Their ids, in order."""
    outputs: Mapping[str, HubOutputs]
    """What is known of each hub, by name."""
    ipam: IpamOutputs
    """What is known of IPAM."""


def define_hubs(
    app: App, environment: Environment, organization: OrganizationOutputs, accounts: AccountsOutputs
) -> Hubs | None:
    """Construct what the network has before any spoke is there; nothing, where there is no network."""
    if environment.zone.network is None:
        return None
    delegation = DelegationWorkspace(app, environment=environment, accounts=accounts)
    ipam = NetworkIpamWorkspace(
        app, environment=environment, organization=organization, accounts=accounts, delegation=delegation
    )
    hubs: dict[str, NetworkHubWorkspace] = {}
    for hub in environment.zone.network.hubs:
        hubs[hub] = NetworkHubWorkspace(
            app,
            environment=environment,
            hub=hub,
            organization=organization,
            accounts=accounts,
            delegation=delegation,
            direct_connect=next(
                (one.outputs for name, one in hubs.items() if environment.zone.network.has_direct_connect(name)), None
            ),
        )
    return Hubs(
        workspaces=tuple(one.node.id for one in (delegation, ipam, *hubs.values())),
        outputs={hub: workspace.outputs for hub, workspace in hubs.items()},
        ipam=ipam.outputs,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachedAccounts:
    """One workspace of attachments: whose they are."""

    workspace: str
    accounts: Mapping[str, Sequence[Account]]
    """Accounts, by the name of the place of their key in what CDKTF wrote."""

    def document(self, written: Mapping[str, Any]) -> dict[str, Any]:
        """Return the workspace's document with the attachments of all its accounts."""
        kinds = {
            part: {kind: multiplied(blocks, self.accounts) for kind, blocks in written[part].items()}
            for part in ("data", "resource")
        }
        return {**written, **kinds}

    def stack(self, told: Mapping[str, Any]) -> dict[str, Any]:
        """Return the workspace's entry of the manifest, which waits for all its accounts."""
        needed: list[str] = []
        for one in told["dependencies"]:
            template = Template.of(one)
            (*_, key) = template.places or [""]
            needed += [template.filled_in({key: account.key}) for account in self.accounts[key]] if key else [one]
        return {**told, "dependencies": needed}


def define_attachments(
    app: App,
    environment: Environment,
    hubs: Hubs | None,
    accounts: AccountsOutputs,
    representatives: Mapping[str, Workspace],
) -> list[AttachedAccounts]:
    """Construct one workspace for each part of a hub's attachments.

    Args:
        app: The app.
        environment: The environment.
        hubs: What is known of the hubs; None where there is no network.
        accounts: What is known of the accounts.
        representatives: The workspace that stands for an account's, by the account's key.

    """
    return [
        _part(app, environment, name, hub, accounts, outputs, here, representatives)
        for hub, outputs in (hubs.outputs.items() if hubs else ())
        for name, here in _parts(environment, hub).items()
    ]


def _parts(environment: Environment, hub: str) -> dict[str, list[Attachment]]:
    """Spread the attachments of a hub over its workspaces; one without any is not made."""
    network, count = network_of(environment.zone), network_of(environment.zone).attachment_workspaces
    parts: dict[str, list[Attachment]] = {}
    for one in attachments(network, environment.zone.roster, hub):
        number = f"-{workspace_number(one.account, count)}" if count > 1 else ""
        parts.setdefault(f"network-{hub}-attachments{number}", []).append(one)
    return dict(sorted(parts.items()))


def _part(  # noqa: PLR0913, PLR0917 - handed on from above
    app: App,
    environment: Environment,
    name: str,
    hub: str,
    accounts: AccountsOutputs,
    outputs: HubOutputs,
    here: Sequence[Attachment],
    representatives: Mapping[str, Workspace],
) -> AttachedAccounts:
    by_segment: dict[str, list[Attachment]] = {}
    for one in here:
        by_segment.setdefault(one.segment, []).append(one)
    standing = {segment: representatives[of_segment[0].account.key] for segment, of_segment in by_segment.items()}
    keys = {segment: Template.of(workspace.node.id).places[0] for segment, workspace in standing.items()}
    NetworkAttachmentsWorkspace(
        app,
        name,
        environment=environment,
        hub=hub,
        accounts=accounts,
        outputs=outputs,
        attachments={segment: of_segment[0] for segment, of_segment in by_segment.items()},
        representatives=standing,
        keys=keys,
    )
    return AttachedAccounts(
        workspace=workspace_id(environment.name, name),
        accounts={keys[segment]: [one.account for one in of_segment] for segment, of_segment in by_segment.items()},
    )
