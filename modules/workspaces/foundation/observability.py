"""The workspace of the account that watches the others: its sinks, and what it shows of them."""

from __future__ import annotations

from modules.observability.dashboard import PlatformHealthDashboard
from modules.observability.sink import ObservabilitySink
from modules.observability.spec import ObservabilitySpec
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.outputs import Output, Outputs
from modules.workspaces.base.providers import add_regional_providers
from modules.workspaces.foundation.member_workspace import MemberWorkspace
from modules.workspaces.foundation.organization import OrganizationOutputs
from modules.workspaces.foundation.vended_accounts import AccountsOutputs


class ObservabilityOutputs(Outputs):
    """All that another workspace may know of it."""

    sink_arns = Output()
    """The sink that accounts link to, by region."""


class ObservabilityWorkspace(MemberWorkspace):
    """Define a sink in each region, and the dashboard.

    Args:
        deployment: The deployment.
        spec: What the environment says of it.
        organization: What is known of the organization.
        accounts: What is known of the accounts.

    """

    def __init__(
        self,
        deployment: Deployment,
        *,
        spec: ObservabilitySpec,
        organization: OrganizationOutputs,
        accounts: AccountsOutputs,
    ) -> None:
        environment = deployment.environment
        home, regions = environment.zone.organization.home_region, environment.zone.organization.regions
        super().__init__(deployment, "observability", function=spec.monitored_by, accounts=accounts, region=home)
        providers = add_regional_providers(
            self.default_scope,
            self.provider,
            regions,
            leaving=environment.zone.removed.regions,
            account_id=accounts.account_id(self, self._account),
            role_name=environment.role_name(self._account),
            tags=environment.tags(self._account),
        )
        sinks = {
            region: ObservabilitySink(
                self,
                region,
                organization_id=organization.organization_id,
                resource_types=spec.resource_types,
                provider=provider,
            )
            for region, provider in providers.items()
        }
        if spec.dashboard:
            PlatformHealthDashboard(self, "platform-health", region=home)
        self.outputs = ObservabilityOutputs.publish(
            self, sink_arns={region: sink.sink_arn for region, sink in sinks.items()}
        )
