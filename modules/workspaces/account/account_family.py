"""The workspaces of accounts, one for each: which shape an account has, and what differs between two of one shape."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from modules.accounts.aft.spec import AFT_EXECUTION_ROLE
from modules.accounts.roster import Account
from modules.accounts.vpc_spec import AccountVpcSpec
from modules.landing_zone.active_directory import directory_place
from modules.landing_zone.aft import is_vended_by_aft
from modules.landing_zone.contents import GuardrailNeeds
from modules.landing_zone.security import has_recorder
from modules.network.plan.placements import spokes
from modules.network.plan.shared_vpcs import found_by_parameters
from modules.workspaces.account.account import ACCOUNT_ID, ATTACHMENT, AccountShape, AccountWorkspace, tag_marker
from modules.workspaces.account.contents.boundary import Boundary
from modules.workspaces.account.contents.clean_up import CleanUp
from modules.workspaces.account.contents.kinds import contents_of, values_of_contents
from modules.workspaces.account.contents.plan_role import PlanRole
from modules.workspaces.base.deployment import Deployment
from modules.workspaces.base.workspace import Workspace
from modules.workspaces.foundation.observability import ObservabilityOutputs
from modules.workspaces.foundation.organization import OrganizationOutputs
from modules.workspaces.foundation.vended_accounts import AccountsOutputs
from modules.workspaces.network.hub import HubOutputs
from modules.workspaces.network.ipam import IpamOutputs
from modules.workspaces.network.shared_vpc import SharedVpcOutputs
from modules.workspaces.network.spoke_blueprints import subnet_key
from modules.workspaces.security.log_archive import LogArchiveOutputs


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountWorkspaces:
    """The family of all accounts' workspaces."""

    deployment: Deployment
    organization: OrganizationOutputs
    accounts: AccountsOutputs
    hubs: Mapping[str, HubOutputs]
    ipam: IpamOutputs | None
    shared_vpcs: Mapping[str, SharedVpcOutputs]
    needs: GuardrailNeeds
    log_archive: LogArchiveOutputs | None = None
    observability: ObservabilityOutputs | None = None
    shares: Sequence[Workspace] = ()
    """Workspaces that share hubs and pools: nothing can be attached before."""
    enrolling: Sequence[Workspace] = ()
    """Workspaces that enrol accounts in Macie: before that, an account says nothing of it."""

    @property
    def members(self) -> tuple[Account, ...]:
        """Every account that is in use, and those that are emptied before they are suspended."""
        zone = self.deployment.environment.zone
        return (*zone.roster, *zone.emptied)

    def key(self, member: Account) -> str:
        """Return the account's key."""
        return member.key

    def shape(self, member: Account) -> AccountShape:
        """Return all that the account's workspace depends on, but for the values."""
        environment = self.deployment.environment
        zone = environment.zone
        if member.suspension is not None:
            return self._emptied(member)
        place = directory_place(zone)
        return AccountShape(
            has_analyzer=any(function in zone.baseline.access_analyzer_for for function in member.functions),
            has_recorder=has_recorder(zone, member),
            spokes=spokes(zone.network, member) if zone.network else (),
            shared_vpcs=found_by_parameters(zone.network, member) if zone.network else (),
            role_name=self._role_name(member),
            is_known=member.known_id is not None,
            tag_keys=tuple(environment.tags(member)),
            contents=contents_of(zone, self.needs, member),
            directory_hub=place.hub if place and place.account.key == member.key else None,
            by_aft=is_vended_by_aft(zone, member),
        )

    def _emptied(self, member: Account) -> AccountShape:
        """Return what is left in an account that is emptied: its boundary, and roles that nobody makes later."""
        environment = self.deployment.environment
        left = (kind.of(environment.zone, self.needs, member) for kind in (Boundary, CleanUp, PlanRole))
        return AccountShape(
            has_analyzer=False,
            has_recorder=False,
            spokes=(),
            shared_vpcs=(),
            role_name=self._role_name(member),
            is_known=member.known_id is not None,
            tag_keys=tuple(environment.tags(member)),
            contents=tuple(content for content in left if content),
            is_emptied=True,
            by_aft=is_vended_by_aft(environment.zone, member),
        )

    def label(self, shape: AccountShape, first: Account) -> str | None:
        """Return what accounts of a shape are called together where Account Factory for Terraform applies them."""
        if not shape.by_aft:
            return None
        if shape.is_emptied:
            return "emptied"
        return f"{first.functions[0]}-{first.stage}" if first.stage else str(first.functions[0])

    def _role_name(self, member: Account) -> str | None:
        environment = self.deployment.environment
        return AFT_EXECUTION_ROLE if is_vended_by_aft(environment.zone, member) else environment.role_name(member)

    def define(self, key: str, shape: AccountShape) -> AccountWorkspace:
        """Define the workspace of a shape."""
        workspace = AccountWorkspace(
            self.deployment,
            key,
            shape=shape,
            organization=self.organization,
            accounts=self.accounts,
            hubs=self.hubs,
            ipam=self.ipam,
            shared_vpcs=self.shared_vpcs,
            log_archive=self.log_archive,
            observability=self.observability,
        )
        for share in self.shares if any(spoke.segment for spoke in shape.spokes) else ():
            workspace.add_dependency(share)
        for enrolling in self.enrolling:
            workspace.add_dependency(enrolling)
        return workspace

    def values(self, member: Account) -> dict[str, str]:
        """Return the account's id, the values of its tags, and what it says itself of its VPC."""
        environment = self.deployment.environment
        tags = {tag_marker(key): value for key, value in environment.tags(member).items()}
        contents = values_of_contents(environment.zone, member)
        return {**tags, ACCOUNT_ID: member.known_id or "", **contents, **_of_vpc(member.vpc)}


def _of_vpc(vpc: AccountVpcSpec | None) -> dict[str, str]:
    """Return what an account says of its VPC, by the names of the markers."""
    if vpc is None:
        return {}
    subnets = {subnet_key(zone_id): subnet_id for zone_id, subnet_id in vpc.attachment_subnet_ids.items()}
    return {"vpc_range": str(vpc.range), "vpc_id": vpc.id or "", ATTACHMENT: vpc.attachment_id or "", **subnets}
