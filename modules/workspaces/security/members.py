"""The workspace that enrols accounts which exist already in the services of one region.

Services enrol accounts that join the organization after they were set up. Here accounts come before the services, so
each is enrolled by name: one more account is one more of each resource, and nothing else changes.
"""

from __future__ import annotations

from collections.abc import Iterable

from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.detective_member import DetectiveMember
from cdktf_cdktf_provider_aws.inspector2_enabler import Inspector2Enabler
from cdktf_cdktf_provider_aws.inspector2_member_association import Inspector2MemberAssociation
from cdktf_cdktf_provider_aws.macie2_member import Macie2Member
from constructs import Construct

from modules.accounts.roster import Account
from modules.accounts.spec import Function
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.template import marker
from modules.workspaces.foundation.vended_accounts import AccountsOutputs
from modules.workspaces.security.region import SecurityRegionWorkspace
from modules.workspaces.security.security_workspace import SecurityWorkspace, security_of

EXISTING, VENDED = "existing account", "vended account"
"""Names of the markers for the accounts' keys."""


class SecurityMembersWorkspace(SecurityWorkspace):
    """Enrol every account but the administrator's in Macie, Inspector and Detective of one region.

    GuardDuty and Security Hub enrol accounts that exist by themselves.

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
        roster = deployment.environment.zone.roster
        members = [account for account in roster if Function.SECURITY_TOOLING not in account.functions]
        existing = [member for member in members if not member.vended]
        self._enrol(existing, key=EXISTING, account_id=marker(f"id of {EXISTING}"))
        if vended := [member for member in members if member.vended]:
            self._enrol(vended, key=VENDED, account_id=accounts.account_ids(self, marker(VENDED)))

    def _enrol(self, members: Iterable[Account], *, key: str, account_id: str) -> None:
        """Define it once, and write it for each of the accounts."""
        values = [
            {key: member.key, f"id of {key}": member.known_id or "", f"email of {key}": member.email}
            for member in members
        ]
        if not values:
            return
        email = marker(f"email of {key}")
        if self._spec.macie.runs_in(self._region):
            Macie2Member(
                self._scope("macie"),
                marker(key),
                account_id=account_id,
                email=email,
                status="ENABLED",
                # Macie gives it back for accounts of no organization only, and a change would enrol it anew.
                lifecycle=TerraformResourceLifecycle(ignore_changes=["email"]),
            )
        if self._spec.inspector.runs_in(self._region):
            association = Inspector2MemberAssociation(self._scope("inspector"), marker(key), account_id=account_id)
            Inspector2Enabler(
                self._scope("inspector-scan"),
                marker(key),
                account_ids=[account_id],
                resource_types=sorted(resource.value for resource in self._spec.inspector.resources),
                depends_on=[association],
            )
        if self._spec.detective.runs_in(self._region):
            DetectiveMember(
                self._scope("detective"),
                marker(key),
                account_id=account_id,
                email_address=email,
                graph_arn=self._services.administrator.behavior_graph_arns(self, self._region),
                disable_email_notification=True,
            )
        self.repeat(values, by=[key], by_name=True)

    def _scope(self, service: str) -> Construct:
        found = self.node.try_find_child(service)
        return found if isinstance(found, Construct) else Construct(self, service)
