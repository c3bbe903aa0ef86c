"""The deployment on a page: every workspace of an environment, top to bottom, and what each knows of others.

A workspace more is a file with its class, and a line here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from modules.identity.tenants import access_by_tenant
from modules.landing_zone.catalog import owners
from modules.landing_zone.contents import GuardrailNeeds
from modules.landing_zone.governance import managed_landing_zone
from modules.landing_zone.platform_access import platform_access
from modules.landing_zone.sandboxes import stopped_by_budget
from modules.landing_zone.security import (
    has_trail,
    is_trailed,
    regions_of_lake,
    regions_with_services,
    shares_within_organization,
)
from modules.organization.control_tower.bindings import bindings
from modules.workspaces.access.assignments import AssignmentsWorkspace
from modules.workspaces.access.identity import IdentityOutputs, IdentityWorkspace
from modules.workspaces.access.tenant_family import TenantWorkspaces
from modules.workspaces.account.account_family import AccountWorkspaces
from modules.workspaces.account.aft_values import add_aft_values
from modules.workspaces.account.after_accounts import empty_last
from modules.workspaces.account.attachments import add_attachments
from modules.workspaces.account.conformance import ConformanceWorkspace
from modules.workspaces.active_directory.addition import add_active_directory
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.workspace import Workspace
from modules.workspaces.catalog.portfolio import add_portfolios
from modules.workspaces.data.governance import add_governance
from modules.workspaces.data.products import add_products
from modules.workspaces.foundation.accounts import AccountsWorkspace
from modules.workspaces.foundation.bootstrap import add_bootstrap
from modules.workspaces.foundation.control_tower import ControlsWorkspace, ControlTowerWorkspace
from modules.workspaces.foundation.cost import CostWorkspace
from modules.workspaces.foundation.delegation import DelegationWorkspace
from modules.workspaces.foundation.delivery import DeliveryWorkspace
from modules.workspaces.foundation.guardrails import GuardrailsWorkspace, later_policies
from modules.workspaces.foundation.observability import ObservabilityOutputs, ObservabilityWorkspace
from modules.workspaces.foundation.opt_in_region import add_opt_in_regions
from modules.workspaces.foundation.organization import OrganizationOutputs, OrganizationWorkspace
from modules.workspaces.foundation.sandbox_budgets import SandboxBudgetsWorkspace
from modules.workspaces.foundation.vended_accounts import AccountsOutputs
from modules.workspaces.machine_learning.models_family import add_models
from modules.workspaces.network.hub import HubOutputs, NetworkHubWorkspace
from modules.workspaces.network.hub_endpoints import add_endpoints
from modules.workspaces.network.hub_routes import add_routes
from modules.workspaces.network.ipam import IpamOutputs, NetworkIpamWorkspace
from modules.workspaces.network.share_parts import add_shares
from modules.workspaces.network.shared_vpcs import add_shared_vpcs
from modules.workspaces.network.shares import NetworkSharesWorkspace
from modules.workspaces.security.administrator import SecurityAdministratorWorkspace
from modules.workspaces.security.audit import AuditWorkspace
from modules.workspaces.security.cost_alarm import CostAlarmWorkspace
from modules.workspaces.security.lake import SecurityLakeWorkspace
from modules.workspaces.security.lake_members import SecurityLakeMembersWorkspace
from modules.workspaces.security.log_archive import LogArchiveOutputs, LogArchiveWorkspace
from modules.workspaces.security.log_archive_replica import LogArchiveReplicaWorkspace
from modules.workspaces.security.members import SecurityMembersWorkspace
from modules.workspaces.security.region import SecurityRegionWorkspace
from modules.workspaces.security.trail import TrailWorkspace


def define_workspaces(deployment: Deployment) -> None:
    """Add every workspace that the environment has, each behind those that it knows of."""
    add_bootstrap(deployment)
    organization = deployment.add(OrganizationWorkspace(deployment)).outputs
    accounts = _add_accounts(deployment, organization)
    if spec := deployment.environment.zone.cost:
        deployment.add(CostWorkspace(deployment, spec=spec, accounts=accounts))
    if (delivery := deployment.environment.zone.delivery) and delivery.has_pipelines:
        deployment.add(DeliveryWorkspace(deployment, spec=delivery, organization=organization, accounts=accounts))
    if later_policies(deployment.environment.zone):
        deployment.add(GuardrailsWorkspace(deployment, organization=organization, accounts=accounts))
    if stopped_by_budget(deployment.environment.zone):
        deployment.add(SandboxBudgetsWorkspace(deployment, organization=organization, accounts=accounts))
    log_archive, trail = _add_log_archive(deployment, organization, accounts)
    delegation, security = _add_security(deployment, organization, accounts, log_archive)
    _add_security_lake(deployment, accounts, delegation, records=[*trail, *security.values()])
    members = _add_members(deployment, accounts, security)
    hubs, ipam, shares = _add_network(deployment, organization, accounts, delegation, log_archive=log_archive)
    shared_vpcs = add_shared_vpcs(deployment, organization, accounts, hubs, ipam, shares=shares)
    identity = _add_identity(deployment, accounts)
    family = AccountWorkspaces(
        deployment=deployment,
        organization=organization,
        accounts=accounts,
        hubs=hubs,
        ipam=ipam,
        shared_vpcs=shared_vpcs,
        needs=GuardrailNeeds.of(deployment.environment.zone),
        log_archive=log_archive,
        observability=_add_observability(deployment, organization, accounts),
        shares=shares,
        enrolling=members,
    )
    every_account = deployment.add_each(family, label=family.label)
    suspended = {account.key for account in deployment.environment.zone.suspended}
    account_workspaces = {key: each for key, each in every_account.items() if key not in suspended}
    emptied = [each.workspace for key, each in every_account.items() if key in suspended]
    for region, services in security.items():
        deployment.add(
            ConformanceWorkspace(
                deployment, region, accounts=accounts, services=services, account_workspaces=account_workspaces
            )
        )
    add_models(deployment, accounts=accounts, account_workspaces=account_workspaces, sharing=delegation)
    add_attachments(deployment, hubs, accounts=accounts, account_workspaces=account_workspaces)
    add_active_directory(deployment, hubs, accounts=accounts, account_workspaces=account_workspaces)
    add_governance(deployment, accounts=accounts, account_workspaces=account_workspaces)
    add_products(deployment, accounts=accounts, account_workspaces=account_workspaces)
    add_portfolios(
        deployment,
        organization=organization,
        accounts=accounts,
        delegation=delegation,
        account_workspaces=account_workspaces,
    )
    if identity:
        _add_access(deployment, accounts, identity)
    add_aft_values(deployment, accounts)
    empty_last(deployment, emptied)
    add_opt_in_regions(deployment, accounts)


def _add_accounts(deployment: Deployment, organization: OrganizationOutputs) -> AccountsOutputs:
    """Add what brings accounts into being: Control Tower's landing zone and controls, where it has them; accounts."""
    zone = deployment.environment.zone
    control_tower = controls = None
    if landing_zone := managed_landing_zone(zone.control_tower):
        control_tower = deployment.add(
            ControlTowerWorkspace(deployment, landing_zone=landing_zone, organization=organization)
        )
    if any(bindings(zone.control_tower)):
        controls = deployment.add(ControlsWorkspace(deployment, organization=organization, control_tower=control_tower))
    return deployment.add(
        AccountsWorkspace(
            deployment,
            organization=organization,
            control_tower=control_tower,
            after=[workspace for workspace in (control_tower, controls) if workspace],
        )
    ).outputs


def _add_identity(deployment: Deployment, accounts: AccountsOutputs) -> IdentityOutputs | None:
    """Add the permission sets, the people and the groups; nothing, where Identity Center is not managed here."""
    zone = deployment.environment.zone
    if not zone.identity.is_managed:
        return None
    share = platform_access(zone).own
    return deployment.add(IdentityWorkspace(deployment, accounts=accounts, share=share)).outputs


def _add_access(deployment: Deployment, accounts: AccountsOutputs, identity: IdentityOutputs) -> None:
    """Add who may do what where: the platform's groups where `identity` does not hold that, teams and sandboxes."""
    zone = deployment.environment.zone
    for name, assignments in platform_access(zone).parts.items():
        deployment.add(
            AssignmentsWorkspace(deployment, name, assignments=assignments, accounts=accounts, identity=identity)
        )
    access = access_by_tenant(zone.directory, zone.identity)
    tenants = {tenant: share for tenant, share in access.items() if tenant is not None}
    deployment.add_each(TenantWorkspaces(deployment=deployment, shares=tenants, accounts=accounts, identity=identity))


def _add_observability(
    deployment: Deployment, organization: OrganizationOutputs, accounts: AccountsOutputs
) -> ObservabilityOutputs | None:
    """Add the account that sees how the others are doing; nothing, where there is none."""
    spec = deployment.environment.zone.observability
    if spec is None:
        return None
    return deployment.add(
        ObservabilityWorkspace(deployment, spec=spec, organization=organization, accounts=accounts)
    ).outputs


def _add_log_archive(
    deployment: Deployment, organization: OrganizationOutputs, accounts: AccountsOutputs
) -> tuple[LogArchiveOutputs | None, Sequence[TrailWorkspace]]:
    """Add where logs are kept, what auditors ask with, and the trail; nothing, where there are no security services."""
    zone = deployment.environment.zone
    if zone.security is None:
        return None, ()
    replica = None
    if region := zone.security.log_archive.replica_region:
        replica = deployment.add(LogArchiveReplicaWorkspace(deployment, region, accounts=accounts)).outputs
    log_archive = deployment.add(
        LogArchiveWorkspace(deployment, organization=organization, accounts=accounts, replica=replica)
    ).outputs
    if is_trailed(zone):
        deployment.add(
            AuditWorkspace(deployment, organization=organization, accounts=accounts, log_archive=log_archive)
        )
    if not has_trail(zone):
        return log_archive, ()
    return log_archive, [deployment.add(TrailWorkspace(deployment, organization=organization, log_archive=log_archive))]


def _add_security(
    deployment: Deployment,
    organization: OrganizationOutputs,
    accounts: AccountsOutputs,
    log_archive: LogArchiveOutputs | None,
) -> tuple[DelegationWorkspace | None, Mapping[str, SecurityRegionWorkspace]]:
    """Add security services, and what the management account lets others do; nothing, where nobody needs that."""
    zone = deployment.environment.zone
    if log_archive is None:
        delegates = shares_within_organization(zone) or owners(zone) or zone.organization.delegated_administrators
        return deployment.add(DelegationWorkspace(deployment, accounts=accounts)) if delegates else None, {}
    administrator = deployment.add(SecurityAdministratorWorkspace(deployment, accounts=accounts))
    delegation = deployment.add(DelegationWorkspace(deployment, accounts=accounts, after=[administrator]))
    if zone.security and zone.security.cost_alarm:
        deployment.add(CostAlarmWorkspace(deployment, spec=zone.security.cost_alarm, delegation=delegation))
    services: dict[str, SecurityRegionWorkspace] = {}
    for region in regions_with_services(zone):
        services[region] = deployment.add(
            SecurityRegionWorkspace(
                deployment,
                region,
                organization=organization,
                accounts=accounts,
                administrator=administrator.outputs,
                delegation=delegation,
                log_archive=log_archive,
                home=services.get(zone.organization.home_region),
            )
        )
    return delegation, services


def _add_security_lake(
    deployment: Deployment,
    accounts: AccountsOutputs,
    delegation: DelegationWorkspace | None,
    *,
    records: Sequence[Workspace],
) -> None:
    """Add the lakes, and what they take in of the records that others make; nothing, where Security Lake is off."""
    if delegation is None or not regions_of_lake(deployment.environment.zone):
        return
    lake = deployment.add(SecurityLakeWorkspace(deployment, accounts=accounts, delegation=delegation))
    deployment.add(SecurityLakeMembersWorkspace(deployment, accounts=accounts, after=[lake, *records]))


def _add_members(
    deployment: Deployment, accounts: AccountsOutputs, security: Mapping[str, SecurityRegionWorkspace]
) -> list[SecurityMembersWorkspace]:
    """Add who is enrolled in the security services of each region."""
    return [
        deployment.add(SecurityMembersWorkspace(deployment, region, accounts=accounts, services=services))
        for region, services in security.items()
    ]


def _add_network(
    deployment: Deployment,
    organization: OrganizationOutputs,
    accounts: AccountsOutputs,
    delegation: DelegationWorkspace | None,
    *,
    log_archive: LogArchiveOutputs | None,
) -> tuple[Mapping[str, HubOutputs], IpamOutputs | None, Sequence[NetworkSharesWorkspace]]:
    """Add what the network has before any spoke is there; nothing, where there is no network."""
    network = deployment.environment.zone.network
    if network is None or delegation is None:
        return {}, None, ()
    ipam = deployment.add(
        NetworkIpamWorkspace(deployment, organization=organization, accounts=accounts, delegation=delegation)
    ).outputs
    hubs: dict[str, HubOutputs] = {}
    for hub in network.hubs:
        hubs[hub] = deployment.add(
            NetworkHubWorkspace(
                deployment,
                hub=hub,
                organization=organization,
                accounts=accounts,
                delegation=delegation,
                direct_connect=next(
                    (outputs for name, outputs in hubs.items() if network.has_direct_connect(name)), None
                ),
                log_archive=log_archive,
            )
        ).outputs
    add_endpoints(deployment, hubs, accounts=accounts)
    add_routes(deployment, hubs, accounts=accounts)
    shares = add_shares(deployment, organization, hubs, ipam, accounts=accounts)
    return hubs, ipam, shares
