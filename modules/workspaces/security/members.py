"""The workspace that enrols accounts which exist already in the services of one region.

Services enrol accounts that join the organization after they were set up. Here accounts come before the services, so
each is enrolled by name: one more account is one more of each resource, and nothing else changes.
"""

from __future__ import annotations

from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.detective_member import DetectiveMember
from cdktf_cdktf_provider_aws.inspector2_enabler import Inspector2Enabler
from cdktf_cdktf_provider_aws.inspector2_member_association import Inspector2MemberAssociation
from cdktf_cdktf_provider_aws.macie2_member import Macie2Member
from constructs import Construct

from modules.accounts.spec import Function
from modules.security.detection.macie_discovery import MacieDiscovery
from modules.security.plan.data import custom_data_identifiers
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.foundation.vended_accounts import AccountGroup, AccountsOutputs, account_groups
from modules.workspaces.security.region import SecurityRegionWorkspace
from modules.workspaces.security.security_workspace import SecurityWorkspace, security_of


class SecurityMembersWorkspace(SecurityWorkspace):
    """Enrol every account but the administrator's in Macie, Inspector and Detective of one region.

    GuardDuty and Security Hub enrol accounts that exist by themselves. Macie looks for sensitive data in data lakes.

    Args:
        deployment: The deployment.
        region: The region.
        accounts: What is known of the accounts.
        services: The services of the region.

    """

    def __init__(
        self,
        deployment: Deployment,
        region: str,
        *,
        accounts: AccountsOutputs,
        services: SecurityRegionWorkspace,
    ) -> None:
        super().__init__(deployment, f"security-{region}-members", accounts=accounts, region=region)
        self.add_dependency(services)
        self._spec, self._region, self._services = security_of(deployment.environment.zone), region, services
        self._scopes = {
            service: Construct(self, service)
            for service in ("macie", "macie-discovery", "inspector", "inspector-scan", "detective")
        }
        roster = deployment.environment.zone.roster
        members = [account for account in roster if Function.SECURITY_TOOLING not in account.functions]
        lakes = [account for account in members if Function.DATA_LAKE in account.functions]
        for group in account_groups(self, accounts, [account for account in members if account not in lakes]):
            self._enrol(group, is_lake=False)
        for group in account_groups(self, accounts, lakes, noun="data lake"):
            self._enrol(group, is_lake=True)

    def _enrol(self, group: AccountGroup, *, is_lake: bool) -> None:
        if self._spec.macie.runs_in(self._region):
            member = Macie2Member(
                self._scopes["macie"],
                group.key,
                account_id=group.account_id,
                email=group.email,
                status="ENABLED",
                # Macie gives it back for accounts of no organization only, and a change would enrol it anew.
                lifecycle=TerraformResourceLifecycle(ignore_changes=["email"]),
            )
            if is_lake and self._spec.macie.discovery.enabled:
                MacieDiscovery(
                    self._scopes["macie-discovery"],
                    group.key,
                    spec=self._spec.macie.discovery,
                    account=group.key,
                    account_id=group.account_id,
                    identifier_ids=[
                        self._services.outputs.custom_data_identifier_ids(self, name)
                        for name in custom_data_identifiers()
                    ],
                    after=member,
                )
        if self._spec.inspector.runs_in(self._region):
            association = Inspector2MemberAssociation(self._scopes["inspector"], group.key, account_id=group.account_id)
            Inspector2Enabler(
                self._scopes["inspector-scan"],
                group.key,
                account_ids=[group.account_id],
                resource_types=sorted(resource.value for resource in self._spec.inspector.scanned_in(self._region)),
                depends_on=[association],
            )
        if self._spec.detective.runs_in(self._region):
            DetectiveMember(
                self._scopes["detective"],
                group.key,
                account_id=group.account_id,
                email_address=group.email,
                graph_arn=self._services.administrator.behavior_graph_arns(self, self._region),
                disable_email_notification=True,
            )
        self.repeat(group.values, by=[group.key_name], by_name=True)
