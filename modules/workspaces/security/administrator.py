"""The workspace of what the security tooling account has on before it administers it for others."""

from __future__ import annotations

from collections.abc import Iterator

from cdktf_cdktf_provider_aws.provider import AwsProvider

from modules.accounts.roster import account_for
from modules.accounts.spec import Function
from modules.landing_zone.security import regions_with_services
from modules.security.detection.administrator_services import AdministratorServices
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.outputs import Output, Outputs
from modules.workspaces.base.providers import add_provider
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
        self._deployment, self._accounts = deployment, accounts
        spec = security_of(zone)
        detector_ids: dict[str, str] = {}
        graph_arns: dict[str, str] = {}
        for region, provider in self._providers():
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

    def _providers(self) -> Iterator[tuple[str, AwsProvider]]:
        """Give every region with services, and the account's provider for it."""
        environment = self._deployment.environment
        account = account_for(Function.SECURITY_TOOLING, environment.zone.roster)
        for region in regions_with_services(environment.zone):
            if region == environment.zone.organization.home_region:
                yield region, self.provider
                continue
            yield (
                region,
                add_provider(
                    self.default_scope,
                    account_id=self._accounts.account_id(self, account),
                    role_name=environment.role_name(account),
                    region=region,
                    tags=environment.tags(account),
                    alias=region,
                ),
            )
