"""The workspace of who plans and who applies without keys, in the management account."""

from __future__ import annotations

from collections.abc import Iterator

from cdktf import ITerraformDependable, TerraformLocal
from constructs import Construct

from modules.accounts.roster import Account
from modules.delivery.classes import AccountClass, Phase, class_of, role_name
from modules.delivery.codepipeline.builds import place_of
from modules.delivery.identity_provider import IdentityProvider
from modules.delivery.phase_role import PhaseRole
from modules.delivery.plan_rights import ADMINISTRATOR, READ_ONLY, nothing_but_settings
from modules.delivery.spec import GITHUB_HOST, DeliverySpec
from modules.delivery.state_admission import policy_name
from modules.delivery.state_rights import StateRights
from modules.delivery.trusts import GITHUB_AUDIENCE, trust_builds, trust_github, trust_gitlab
from modules.deployment.state_roles import StateRole
from modules.landing_zone.delivery import state_of
from modules.storage.statements import Statement, allow
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.workspace import ManagementWorkspace
from modules.workspaces.foundation.organization import OrganizationOutputs
from modules.workspaces.foundation.vended_accounts import AccountsOutputs


class DeliveryWorkspace(ManagementWorkspace):
    """Define whose tokens are taken, and for each class of accounts a role that plans and one that applies.

    In the management account, where Terraform works with what it is given, both do it themselves. For any other class
    they get to the states, and work as a role of each account: that which plans as the plan role alone.

    Args:
        deployment: The deployment.
        spec: What the environment says of delivery.
        organization: What is known of the organization.
        accounts: What is known of the accounts.

    """

    def __init__(
        self,
        deployment: Deployment,
        *,
        spec: DeliverySpec,
        organization: OrganizationOutputs,
        accounts: AccountsOutputs,
    ) -> None:
        super().__init__(deployment, "delivery")
        self._spec, self._accounts, self._organization_id = spec, accounts, organization.organization_id
        self._environment, self._zone = deployment.environment, deployment.environment.zone
        self._account_id = self._zone.organization.management_account.id
        self._ids = self._ids_by_class()
        providers = [*self._identity_providers()]
        roles = Construct(self, "role")
        for of in (each for each in AccountClass if self._ids[each] or each is AccountClass.WORKLOADS):
            of_class = Construct(roles, of)
            for phase in Phase:
                self._define_role(of_class, phase, of, providers)

    def _ids_by_class(self) -> dict[AccountClass, list[str]]:
        """Return ids of the accounts of each class that are named one by one; of workloads there are too many."""
        ids: dict[AccountClass, list[str]] = {each: [] for each in AccountClass}
        scope = Construct(self.default_scope, "id")
        for account in self._zone.roster:
            of = class_of(account.functions)
            if of is not AccountClass.WORKLOADS:
                ids[of].append(self._account_id if of is AccountClass.MANAGEMENT else self._id(scope, account))
        return ids

    def _id(self, scope: Construct, account: Account) -> str:
        # A policy is text in quotes, in which an expression with quotes of its own would end it.
        return TerraformLocal(scope, account.key, self._accounts.account_id(self, account)).as_string

    def _identity_providers(self) -> Iterator[ITerraformDependable]:
        scope = Construct(self, "identity-provider")
        if self._spec.github:
            yield IdentityProvider(scope, "github", host=GITHUB_HOST, audience=GITHUB_AUDIENCE).resource
        if gitlab := self._spec.gitlab:
            yield IdentityProvider(scope, "gitlab", host=gitlab.host, audience=gitlab.audience).resource

    def _define_role(
        self, scope: Construct, phase: Phase, of: AccountClass, providers: list[ITerraformDependable]
    ) -> None:
        is_management = of is AccountClass.MANAGEMENT
        managed = {Phase.PLAN: READ_ONLY, Phase.APPLY: ADMINISTRATOR}
        PhaseRole(
            scope,
            phase,
            name=role_name(phase, of),
            description=f"What pipelines work as to {phase}, for accounts of the class {of}",
            trust=self._trusts(phase),
            statements=self._statements(phase, of),
            managed_policy=managed[phase] if is_management else None,
            states_policy=self._states_policy(phase, of),
            after=providers,
        )

    def _states_policy(self, phase: Phase, of: AccountClass) -> str | None:
        """Return the policy that `bootstrap` makes where access to states is limited; who administers needs none."""
        if self._zone.deployment.state_access is None or (phase, of) == (Phase.APPLY, AccountClass.MANAGEMENT):
            return None
        return f"arn:aws:iam::{self._account_id}:policy/{policy_name(phase, of)}"

    def _trusts(self, phase: Phase) -> Iterator[Statement]:
        spec, home = self._spec, self._zone.organization.home_region
        if spec.github:
            yield trust_github(spec.github, phase, self._account_id)
        if spec.gitlab:
            yield trust_gitlab(spec.gitlab, phase, self._account_id)
        if spec.codepipeline:
            place = place_of(spec.codepipeline, management_id=self._account_id, region=home)
            yield trust_builds(spec.codepipeline, phase, place, self._environment.name)

    def _statements(self, phase: Phase, of: AccountClass) -> Iterator[Statement]:
        if (phase, of) == (Phase.APPLY, AccountClass.MANAGEMENT):
            return  # it administers the account
        is_limited = self._zone.deployment.state_access is not None
        state = None if is_limited else StateRights(state_of(self._zone), self._environment.name)
        yield from state.statements(phase) if state else ()
        roles: list[str] = []
        if of is not AccountClass.MANAGEMENT:
            name = self._spec.plan_role if phase is Phase.PLAN else self._zone.vending.role_name()
            roles = [f"arn:aws:iam::{account_id}:role/{name}" for account_id in self._ids[of] or ["*"]]
            yield allow("WorkInAccounts", ["sts:AssumeRole"], roles, self._within(of))
        if phase is Phase.PLAN:
            of_states = [StateRole.READER.arn(self._account_id)] if is_limited else []
            yield from nothing_but_settings(
                objects=[state.objects] if state else [], keys=state.keys if state else [], roles=[*roles, *of_states]
            )

    def _within(self, of: AccountClass) -> dict[str, dict[str, object]] | None:
        """Return what keeps roles for workloads, which accounts are not named one by one for, to those."""
        if of is not AccountClass.WORKLOADS:
            return None
        others = [account_id for ids in self._ids.values() for account_id in ids]
        return {
            "StringEquals": {"aws:ResourceOrgID": self._organization_id},
            "StringNotEquals": {"aws:ResourceAccount": others},
        }
