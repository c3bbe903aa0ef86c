"""The naive way to synthesize an environment: every account, tenant and attachment is constructed, nothing is shared.

What comes before the accounts is constructed as the project does it, since there is one of each.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from cdktf import App
from cdktf_cdktf_provider_aws.ec2_transit_gateway_route_table_association import Ec2TransitGatewayRouteTableAssociation
from cdktf_cdktf_provider_aws.ec2_transit_gateway_route_table_propagation import Ec2TransitGatewayRouteTablePropagation
from constructs import Construct

from modules.accounts.blueprints.account_baseline import AccountBaseline
from modules.accounts.blueprints.backup import BackedUpRegion, BackupRole
from modules.accounts.blueprints.boundary import PermissionsBoundary
from modules.accounts.blueprints.clean_up_role import CleanUpRole
from modules.accounts.blueprints.region_baseline import RegionBaseline
from modules.accounts.organizations_engine import OrganizationsEngine
from modules.accounts.roster import Account
from modules.accounts.spec import Connectivity
from modules.cost.account_budget import AccountBudget
from modules.environment import Environment
from modules.identity.tenants import access_by_tenant
from modules.landing_zone.contents import GuardrailNeeds, backup_regions, has_boundary
from modules.landing_zone.guardrails import declared_for_all_accounts
from modules.machine_learning.team import Team
from modules.machine_learning.team_account import TeamAccount
from modules.network.plan.attachments import attachments
from modules.network.plan.placements import Spoke, spokes
from modules.network.spokes.corporate_spoke import CorporateSpoke
from modules.network.spokes.corporate_vpc import HubConnection, SpokeSite
from modules.network.spokes.internet_spoke import InternetSpoke
from modules.organization.guardrails.parameters import roles_of_permission_sets
from modules.workspaces.access.identity import IdentityWorkspace
from modules.workspaces.access.tenant import TenantWorkspace
from modules.workspaces.access.tenant_shape import TenantShape
from modules.workspaces.account.account import AccountOutputs
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.providers import add_provider
from modules.workspaces.base.workspace import ManagementWorkspace, Workspace
from modules.workspaces.foundation.delegation import DelegationWorkspace
from modules.workspaces.foundation.organization import OrganizationOutputs, OrganizationWorkspace
from modules.workspaces.foundation.vended_accounts import AccountsOutputs, requests
from modules.workspaces.network.hub import HubOutputs, NetworkHubWorkspace
from modules.workspaces.network.ipam import IpamOutputs, NetworkIpamWorkspace
from modules.workspaces.network.network_workspace import NetworkWorkspace, network_of
from modules.workspaces.network.spoke_blueprints import spoke_variables
from modules.workspaces.writing.documents import DOCUMENT, synthesize_app
from modules.workspaces.writing.normalise import normalise
from modules.workspaces.writing.output_folder import replace_output


@dataclass(frozen=True)
class Foundation:
    """What comes before the accounts' own workspaces."""

    organization: OrganizationOutputs
    accounts: AccountsOutputs
    hubs: Mapping[str, HubOutputs]
    ipam: IpamOutputs
    needs: GuardrailNeeds


def synthesize_naively(environment: Environment, output: Path) -> None:
    """Write an environment; what CDKTF wrote is checked for silent loss and normalised, as the project does it."""
    with TemporaryDirectory() as folder:
        deployment = Deployment(environment, App(outdir=folder, stack_traces=False))
        foundation = _foundation(deployment)
        stacks = {account.key: AccountStack(deployment, account, foundation) for account in environment.zone.roster}
        for hub in network_of(environment.zone).hubs:
            AttachmentsStack(deployment, hub, foundation, stacks)
        _identity(deployment, foundation.accounts)
        documents = synthesize_app(deployment.app, Path(folder))
    texts = {
        name: json.dumps(normalise(stack.document).document, indent=2, ensure_ascii=False)
        for name, stack in documents.items()
    }
    replace_output(output, {f"stacks/{name}/{DOCUMENT}": f"{text}\n" for name, text in texts.items()})


class AccountsStack(ManagementWorkspace):
    """Define every account, one by one."""

    def __init__(self, deployment: Deployment, organization: OrganizationOutputs) -> None:
        super().__init__(deployment, "accounts")
        environment = deployment.environment
        engine = OrganizationsEngine(
            self,
            "accounts",
            spec=environment.zone.vending,
            requests=requests(environment, organization, environment.zone.roster),
        )
        self.outputs = AccountsOutputs.publish(self, account_ids=engine.account_ids)


def _foundation(deployment: Deployment) -> Foundation:
    organization = OrganizationWorkspace(deployment).outputs
    accounts = AccountsStack(deployment, organization).outputs
    delegation = DelegationWorkspace(deployment, accounts=accounts)
    ipam = NetworkIpamWorkspace(deployment, organization=organization, accounts=accounts, delegation=delegation)
    hubs = {
        hub: NetworkHubWorkspace(
            deployment,
            hub=hub,
            organization=organization,
            accounts=accounts,
            delegation=delegation,
            direct_connect=None,
            log_archive=None,
        ).outputs
        for hub in network_of(deployment.environment.zone).hubs
    }
    return Foundation(organization, accounts, hubs, ipam.outputs, GuardrailNeeds.of(deployment.environment.zone))


def _identity(deployment: Deployment, accounts: AccountsOutputs) -> None:
    zone = deployment.environment.zone
    divided = access_by_tenant(zone.directory, zone.identity)
    identity = IdentityWorkspace(deployment, accounts=accounts, share=divided.pop(None)).outputs
    for number, share in enumerate(divided.values()):
        TenantWorkspace(
            deployment, f"number-{number}", shape=TenantShape.of(share), accounts=accounts, identity=identity
        )


class AccountStack(Workspace):
    """Define all that one account holds, without modules.

    Kinder than the real thing: resources of a further region are not bound to its provider.
    """

    def __init__(self, deployment: Deployment, account: Account, foundation: Foundation) -> None:
        super().__init__(deployment, f"account-{account.key}")
        environment = deployment.environment
        zone = environment.zone
        account_id = foundation.accounts.account_id(self, account)
        AccountBaseline(self, "account", spec=zone.baseline)
        analyzed = any(function in zone.baseline.access_analyzer_for for function in account.functions)
        for region in zone.organization.regions:
            alias = None if region == zone.organization.home_region else region
            tags, role = environment.tags(account), environment.role_name(account)
            add_provider(
                self.default_scope, account_id=account_id, role_name=role, region=region, tags=tags, alias=alias
            )
            RegionBaseline(
                self,
                f"region-{region}",
                spec=zone.baseline,
                has_analyzer=analyzed,
                declared=declared_for_all_accounts(zone),
            )
        self._define_contents(environment, account, account_id, foundation)
        attachment_ids = {
            spoke.hub: attachment_id
            for spoke in spokes(network_of(zone), account)
            if (attachment_id := self._connect(environment, spoke, foundation))
        }
        self.outputs = AccountOutputs.publish(self, **({"attachment_ids": attachment_ids} if attachment_ids else {}))

    def _define_contents(
        self, environment: Environment, account: Account, account_id: str, foundation: Foundation
    ) -> None:
        """Define what the account starts with, as constructs of its own."""
        zone = environment.zone
        home, days = zone.organization.home_region, zone.baseline.key_deletion_days
        if has_boundary(zone, account):
            boundary_arn = PermissionsBoundary(
                self, "permissions-boundary", tag_keys=zone.organization.tag_keys
            ).policy_arn
        if foundation.needs.is_emptied_when_suspended(account):
            CleanUpRole(
                self,
                "clean-up-role",
                name=zone.guardrails.clean_up_role,
                trusted_account_id=zone.organization.management_account.id,
                trusted_role_patterns=roles_of_permission_sets(
                    zone.guardrails.clean_up_permission_sets, zone.organization.home_region
                ),
                unit_paths=[foundation.organization.place_of(unit) for unit in foundation.needs.units_to_clean_up],
            )
        if foundation.needs.is_backed_up(account):
            BackupRole(self, "backup-role", name=zone.guardrails.backup_role, account_id=account_id)
            for region in backup_regions(zone):
                vault = zone.guardrails.backup_vault
                BackedUpRegion(self, f"backup-{region}", vault=vault, account_id=account_id, deletion_days=days)
        if account.monthly_budget_usd:
            emails = [zone.baseline.contacts.billing.email, *([account.lead_email] if account.lead_email else [])]
            AccountBudget(self, "account-budget", monthly_usd=str(account.monthly_budget_usd), emails=emails)
        if zone.machine_learning and account.team and account.stage:
            team = Team(
                organization=zone.organization.name,
                name=account.team,
                stage=account.stage,
                cost_center=account.cost_center,
                account_id=account_id,
                region=home,
                tag_keys=zone.organization.tag_keys,
            )
            spec = zone.machine_learning.team_accounts
            TeamAccount(self, "team", spec=spec, team=team, boundary_arn=boundary_arn, deletion_days=days)

    def _connect(self, environment: Environment, spoke: Spoke, foundation: Foundation) -> str | None:
        """Define a VPC; return the id of its attachment to the hub, if it has one."""
        network, id_ = network_of(environment.zone), f"spoke-{spoke.hub}"
        site = SpokeSite(
            region=network.region(spoke.hub),
            zone_ids=network.hubs[spoke.hub].zone_ids,
            trusted_accounts=network.endpoints.trusted_accounts,
        )
        values = spoke_variables(self, network, spoke, hub=foundation.hubs[spoke.hub], ipam=foundation.ipam, own={})
        if spoke.to is Connectivity.CORPORATE:
            segment, profile_id = values.pop("segment"), values.pop("profile_id", None)
            hub = HubConnection(profile_id=profile_id, **values)
            return CorporateSpoke(
                self, id_, segment=segment, site=site, vpc_prefix=spoke.vpc_prefix, hub=hub
            ).attachment_id
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
        self, deployment: Deployment, hub: str, foundation: Foundation, stacks: Mapping[str, AccountStack]
    ) -> None:
        zone = deployment.environment.zone
        network, outputs = network_of(zone), foundation.hubs[hub]
        super().__init__(
            deployment, f"network-{hub}-attachments", accounts=foundation.accounts, region=network.region(hub)
        )
        for one in attachments(network, zone.roster, hub):
            branch = Construct(Construct(self, one.account.key), "attachment")
            attachment_id = stacks[one.account.key].outputs.attachment_ids(self, hub)
            Ec2TransitGatewayRouteTableAssociation(
                branch,
                "association",
                transit_gateway_attachment_id=attachment_id,
                transit_gateway_route_table_id=outputs.route_table_ids(self, one.segment),
            )
            for table in one.announced_to:
                Ec2TransitGatewayRouteTablePropagation(
                    branch,
                    table,
                    transit_gateway_attachment_id=attachment_id,
                    transit_gateway_route_table_id=outputs.route_table_ids(self, table),
                )
