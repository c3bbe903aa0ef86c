"""The naive way to synthesize an environment: every account, tenant and attachment is constructed, nothing is shared.

What comes before the accounts is constructed as the project does it, since there is one of each.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from cdktf import App, TerraformOutput
from constructs import Construct

from modules.accounts.blueprints.account_baseline import AccountBaseline
from modules.accounts.blueprints.region_baseline import RegionBaseline
from modules.accounts.roster import Account
from modules.accounts.spec import Connectivity
from modules.aws_bindings import Ec2TransitGatewayRouteTableAssociation, Ec2TransitGatewayRouteTablePropagation
from modules.identity.tenants import shares
from modules.network.attachments import attachments
from modules.network.placements import Spoke, spokes
from modules.network.spokes.corporate_spoke import CorporateSpoke, HubConnection, SpokeSite
from modules.network.spokes.internet_spoke import InternetSpoke
from modules.workspaces.accounts import AccountsWorkspace
from modules.workspaces.identity import IdentityWorkspace
from modules.workspaces.identity_tenant import IdentityTenantWorkspace
from modules.workspaces.network import Hubs, define_hubs
from modules.workspaces.network_workspace import NetworkWorkspace, network_of
from modules.workspaces.normalise import normalise
from modules.workspaces.organization import OrganizationWorkspace
from modules.workspaces.output_folder import replace_output
from modules.workspaces.providers import work_in
from modules.workspaces.spoke_blueprints import spoke_variables
from modules.workspaces.synthesis import DOCUMENT, synthesized
from modules.workspaces.tenant_kinds import TenantKind
from modules.workspaces.workspace import Environment, Workspace

ATTACHMENT_IDS = "attachment_ids"


@dataclass(frozen=True)
class Foundation:
    """What comes before the accounts' own workspaces."""

    accounts: AccountsWorkspace
    hubs: Hubs


def synthesize_naively(environment: Environment, output: Path) -> None:
    """Write an environment; what CDKTF wrote is checked for silent loss and normalised, as the project does it."""
    with TemporaryDirectory() as folder:
        app = App(outdir=folder, stack_traces=False)
        foundation = _foundation(app, environment)
        stacks = {
            account.key: AccountStack(app, environment, account, foundation) for account in environment.zone.roster
        }
        for hub in network_of(environment.zone).hubs:
            AttachmentsStack(app, environment, hub, foundation, stacks)
        _identity(app, environment, foundation.accounts)
        documents = synthesized(app, Path(folder))
    texts = {
        name: json.dumps(normalise(document).document, indent=2, ensure_ascii=False)
        for name, document in documents.items()
    }
    replace_output(output, {f"stacks/{name}/{DOCUMENT}": f"{text}\n" for name, text in texts.items()})


def _foundation(app: App, environment: Environment) -> Foundation:
    organization = OrganizationWorkspace(app, environment=environment)
    accounts = AccountsWorkspace(app, environment=environment, organization=organization.outputs)
    hubs = define_hubs(app, environment, organization.outputs, accounts.outputs)
    assert hubs
    return Foundation(accounts, hubs)


def _identity(app: App, environment: Environment, accounts: AccountsWorkspace) -> None:
    divided = shares(environment.zone.directory, environment.zone.identity)
    identity = IdentityWorkspace(app, environment=environment, accounts=accounts, share=divided.pop(None))
    for number, share in enumerate(divided.values()):
        IdentityTenantWorkspace(
            app,
            environment=environment,
            number=number,
            kind=TenantKind.of(share),
            accounts=accounts,
            identity=identity,
        )


class AccountStack(Workspace):
    """Define all that one account holds, without modules.

    Kinder than the real thing: resources of a further region are not bound to its provider.
    """

    def __init__(self, app: App, environment: Environment, account: Account, foundation: Foundation) -> None:
        super().__init__(app, f"account-{account.key}", environment=environment)
        zone, ids = environment.zone, foundation.accounts.outputs
        account_id = account.known_id or ids.account_id(self, account.key)
        AccountBaseline(self, "account", spec=zone.baseline)
        analyzed = any(function in zone.baseline.access_analyzer_for for function in account.functions)
        for region in zone.organization.regions:
            alias = None if region == zone.organization.home_region else region
            tags, role = environment.tags(account), zone.vending.role_name()
            work_in(self, account_id=account_id, role_name=role, region=region, tags=tags, alias=alias)
            RegionBaseline(
                self,
                f"region-{region}",
                spec=zone.baseline,
                has_analyzer=analyzed,
                declared=zone.declared_for_all_accounts,
            )
        attachment_ids = {
            spoke.hub: attachment_id
            for spoke in spokes(network_of(zone), account)
            if (attachment_id := self._connect(environment, spoke, foundation.hubs))
        }
        if attachment_ids:
            TerraformOutput(self, ATTACHMENT_IDS, value=attachment_ids, static_id=True)

    def _connect(self, environment: Environment, spoke: Spoke, hubs: Hubs) -> str | None:
        """Define a VPC; return the id of its attachment to the hub, if it has one."""
        network, id_ = network_of(environment.zone), f"spoke-{spoke.hub}"
        site = SpokeSite(
            region=network.region(spoke.hub),
            zone_ids=network.hubs[spoke.hub].zone_ids,
            trusted_accounts=network.endpoints.trusted_accounts,
        )
        values = spoke_variables(self, network, spoke, hubs.outputs[spoke.hub], hubs.ipam)
        if spoke.to is Connectivity.CORPORATE:
            hub = HubConnection(profile_id=values.pop("profile_id", None), **values)
            return CorporateSpoke(self, id_, site=site, vpc_prefix=spoke.vpc_prefix, hub=hub).attachment_id
        InternetSpoke(
            self,
            id_,
            site=site,
            network=network.internet_spokes.range,
            nat_gateway_in_each_zone=network.internet_spokes.nat_gateway_in_each_zone,
            **values,
        )
        return None


class AttachmentsStack(NetworkWorkspace):
    """Define all attachments of one hub, one by one."""

    def __init__(
        self,
        app: App,
        environment: Environment,
        hub: str,
        foundation: Foundation,
        stacks: Mapping[str, Workspace],
    ) -> None:
        network, outputs = network_of(environment.zone), foundation.hubs.outputs[hub]
        super().__init__(
            app,
            f"network-{hub}-attachments",
            environment=environment,
            accounts=foundation.accounts.outputs,
            region=network.region(hub),
        )
        for one in attachments(network, environment.zone.roster, hub):
            branch = Construct(Construct(self, one.account.key), "attachment")
            attachment_id = f'${{{self.read(stacks[one.account.key], ATTACHMENT_IDS)}["{hub}"]}}'
            Ec2TransitGatewayRouteTableAssociation(
                branch,
                "association",
                transit_gateway_attachment_id=attachment_id,
                transit_gateway_route_table_id=outputs.route_table_id(self, one.segment),
            )
            for table in one.announced_to:
                Ec2TransitGatewayRouteTablePropagation(
                    branch,
                    table,
                    transit_gateway_attachment_id=attachment_id,
                    transit_gateway_route_table_id=outputs.route_table_id(self, table),
                )
