"""What the management account switches on for others, once their accounts are there."""

from __future__ import annotations

from collections.abc import Iterable

from cdktf import TerraformLocal
from cdktf_cdktf_provider_aws.ram_sharing_with_organization import RamSharingWithOrganization
from cdktf_cdktf_provider_aws.servicecatalog_organizations_access import ServicecatalogOrganizationsAccess
from cdktf_cdktf_provider_aws.vpc_ipam_organization_admin_account import VpcIpamOrganizationAdminAccount
from constructs import Construct

from modules.accounts import roster
from modules.accounts.roster import Account, account_for
from modules.accounts.spec import Function
from modules.landing_zone import LandingZone
from modules.landing_zone.catalog import owners
from modules.landing_zone.delegation import SERVICE_CATALOG
from modules.landing_zone.security import regions_with_services, shares_within_organization
from modules.security.delegation.chain import Chain
from modules.security.delegation.firewall_administrator import REGION_OF_ADMINISTRATOR, FirewallAdministrator
from modules.security.delegation.management_services import ManagementServices
from modules.security.delegation.organization_administrators import OrganizationAdministrators
from modules.security.delegation.regional_administrators import RegionalAdministrators
from modules.security.delegation.service_roles import ServiceRoles
from modules.security.delegation.written_administrators import WrittenAdministrators
from modules.security.plan.services import administrators
from modules.security.spec.security import SecuritySpec
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.providers import add_regional_providers
from modules.workspaces.base.workspace import ManagementWorkspace, Workspace
from modules.workspaces.foundation.vended_accounts import AccountsOutputs


class DelegationWorkspace(ManagementWorkspace):
    """Let accounts share within the organization, and let others administer services for it.

    The network account runs IPAM, the security tooling account security services, those that own portfolios Service
    Catalog, others what the user writes down.
    Registrations come one after the other, since Organizations refuses two at a time.

    Args:
        deployment: The deployment.
        accounts: What is known of the accounts.
        after: Workspaces that are applied before this one, although nothing of them is referred to.

    """

    def __init__(self, deployment: Deployment, *, accounts: AccountsOutputs, after: Iterable[Workspace] = ()) -> None:
        super().__init__(deployment, "delegation")
        for workspace in after:
            self.add_dependency(workspace)
        self._deployment, self._accounts = deployment, accounts
        zone = deployment.environment.zone
        chain = Chain()
        if shares_within_organization(zone):
            RamSharingWithOrganization(self, "resource-shares")
        if zone.network:
            network = account_for(Function.NETWORK, zone.roster)
            chain.add(
                lambda _: VpcIpamOrganizationAdminAccount(
                    self, "ipam", delegated_admin_account_id=accounts.account_id(self, network)
                )
            )
        if zone.security:
            self._delegate_security(zone, zone.security, chain)
        if publishing := owners(zone):
            self._delegate_catalog(publishing, chain)
        if zone.organization.delegated_administrators:
            by_key = {account.key: account for account in zone.roster}
            WrittenAdministrators(
                self,
                "administrators",
                account_ids={
                    principal: {key: accounts.account_id(self, by_key[key]) for key in keys}
                    for principal, keys in zone.organization.delegated_administrators.items()
                },
                chain=chain,
            )

    def _delegate_catalog(self, publishing: Iterable[Account], chain: Chain) -> None:
        """Let the accounts that own portfolios share them with organizational units."""
        # Sharing is turned off only when nobody is registered any more: registrations depend on it.
        access = chain.add(
            lambda after: ServicecatalogOrganizationsAccess(self, "catalog", enabled=True, depends_on=after)
        )
        WrittenAdministrators(
            access,
            "administrators",
            account_ids={SERVICE_CATALOG: {each.key: self._accounts.account_id(self, each) for each in publishing}},
            chain=chain,
        )

    def _delegate_security(self, zone: LandingZone, spec: SecuritySpec, chain: Chain) -> None:
        account_ids = {
            function: TerraformLocal(
                self.default_scope,
                function.value,
                self._accounts.account_id(self, account_for(function, zone.roster)),
            ).as_string
            for function in (Function.SECURITY_TOOLING, Function.LOG_ARCHIVE)
        }
        tooling = account_ids[Function.SECURITY_TOOLING]
        OrganizationAdministrators(
            self,
            "services",
            administrators={
                principal: account_ids[Function.LOG_ARCHIVE] if is_of_archive else tooling
                for principal, is_of_archive in administrators(spec)
            },
            trail_administrator_id=tooling,
            has_central_root=spec.central_root.enabled,
            chain=chain,
        )
        management = Construct(self, "management")
        ServiceRoles(management, "service-role", spec=spec)
        environment, account = self._deployment.environment, roster.management(zone.organization)
        regions = regions_with_services(zone)
        elsewhere = [REGION_OF_ADMINISTRATOR] if spec.firewall_manager.enabled else []
        providers = add_regional_providers(
            self.default_scope,
            self.provider,
            dict.fromkeys([*regions, *elsewhere]),
            leaving=zone.removed.regions,
            account_id=zone.organization.management_account.id,
            role_name=environment.role_name(account),
            tags=environment.tags(account),
        )
        if spec.firewall_manager.enabled:
            provider = providers[REGION_OF_ADMINISTRATOR]
            FirewallAdministrator(self, "firewall-manager", administrator_id=tooling, provider=provider, chain=chain)
        for region in regions:
            provider = providers[region]
            is_home = region == zone.organization.home_region
            own = ManagementServices(management, region, spec=spec, region=region, is_home=is_home, provider=provider)
            RegionalAdministrators(
                self,
                region,
                spec=spec,
                region=region,
                is_home=is_home,
                provider=provider,
                administrator_id=tooling,
                chain=chain,
                turned_on=own.turned_on,
            )
