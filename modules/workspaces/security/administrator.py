"""The workspace of what the security tooling account has on before it administers it for others."""

from __future__ import annotations

from modules.landing_zone.security import regions_with_services
from modules.security.detection.administrator_services import AdministratorServices
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.outputs import Output, Outputs
from modules.workspaces.base.providers import add_regional_providers
from modules.workspaces.foundation.vended_accounts import AccountsOutputs
from modules.workspaces.security.security_workspace import SecurityWorkspace, security_of


class SecurityAdministratorOutputs(Outputs):
    """All that another workspace may know of the administrator's services."""

    detector_ids = Output()
    """The id of GuardDuty's detector, by region; of those where GuardDuty runs."""
    behavior_graph_arns = Output()
    """The ARN of Detective's behavior graph, by region; of those where Detective runs."""


class SecurityAdministratorWorkspace(SecurityWorkspace):
    """Turn services on in the security tooling account, in every region, before it is registered as administrator."""

    def __init__(self, deployment: Deployment, *, accounts: AccountsOutputs) -> None:
        zone = deployment.environment.zone
        home = zone.organization.home_region
        super().__init__(deployment, "security-administrator", accounts=accounts, region=home)
        spec = security_of(zone)
        detector_ids: dict[str, str] = {}
        graph_arns: dict[str, str] = {}
        environment = deployment.environment
        providers = add_regional_providers(
            self.default_scope,
            self.provider,
            regions_with_services(zone),
            leaving=zone.removed.regions,
            account_id=accounts.account_id(self, self._account),
            role_name=environment.role_name(self._account),
            tags=environment.tags(self._account),
        )
        for region, provider in providers.items():
            services = AdministratorServices(
                self, region, spec=spec, region=region, is_home=region == home, provider=provider
            )
            if services.detector_id:
                detector_ids[region] = services.detector_id
            if services.behavior_graph_arn:
                graph_arns[region] = services.behavior_graph_arn
        self.outputs = SecurityAdministratorOutputs.publish(
            self, detector_ids=detector_ids, behavior_graph_arns=graph_arns
        )
