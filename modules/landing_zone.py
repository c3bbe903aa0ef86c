"""The whole specification of one environment: the rooms' specifications composed into one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from pydantic import Field

from modules.accounts import roster
from modules.accounts.blueprints.spec import BaselineSpec
from modules.accounts.roster import Account
from modules.accounts.spec import (
    ORGANIZATIONS_ROLE,
    AccountSpec,
    Function,
    Stage,
    StageSpec,
    TeamSpec,
    VendingEngine,
    VendingSpec,
)
from modules.deployment.spec import DeploymentSpec
from modules.identity.defaults import BREAK_GLASS_APPROVERS, CONTROL_TOWER_GROUPS
from modules.identity.directory import Directory, directory
from modules.identity.inline_policies import break_glass_parameters
from modules.identity.library import names as permission_set_names
from modules.identity.library import permission_set
from modules.identity.spec import IdentitySpec
from modules.network.spec.network import NetworkSpec
from modules.organization.control_tower.attached_policies import attached_by_control_tower
from modules.organization.control_tower.spec import EXECUTION_ROLE, ControlTowerLandingZoneSpec, ControlTowerSpec
from modules.organization.guardrails.bindings import bindings
from modules.organization.guardrails.library import guardrail
from modules.organization.guardrails.library import names as guardrail_names
from modules.organization.guardrails.parameters import parameters
from modules.organization.guardrails.placeholders import Value
from modules.organization.guardrails.policies import Packing, packings
from modules.organization.guardrails.spec import GuardrailsSpec, PolicyQuota
from modules.organization.spec import OrganizationSpec, PolicyType
from modules.specification.model import Name, Spec


class LandingZone(Spec):
    """One environment: one AWS organization and everything that its YAML says of it."""

    organization: OrganizationSpec
    """The organization: its name, regions, management account and organizational units."""

    deployment: DeploymentSpec
    """Where Terraform keeps state, and whom it works as."""

    vending: VendingSpec
    """How accounts come into being."""

    baseline: BaselineSpec
    """What every account gets before anybody works in it."""

    guardrails: GuardrailsSpec = Field(default_factory=GuardrailsSpec)
    """What guardrails exempt and admit. Which apply where is said at the organization and its units."""

    identity: IdentitySpec = Field(default_factory=IdentitySpec)
    """Who gets in: groups, people, and what they may do in which account."""

    control_tower: ControlTowerSpec | None = None
    """AWS Control Tower: its landing zone and controls. Without it nothing of Control Tower is managed here."""

    accounts: dict[Name, AccountSpec]
    """Every account beside the management account and the teams' accounts, by name."""

    stages: dict[Stage, StageSpec] = Field(default_factory=dict)
    """What all teams' accounts of one stage have in common, by stage."""

    teams: dict[Name, TeamSpec] = Field(default_factory=dict)
    """ML teams, by name. A team becomes one account for each of its stages."""

    network: NetworkSpec | None = None
    """The corporate network and the VPCs of accounts. Without this section there is none."""

    @cached_property
    def roster(self) -> tuple[Account, ...]:
        """Every account of the environment, the management account first, in the order written."""
        return (
            roster.management(self.organization),
            *roster.written(self.organization, self.accounts),
            *roster.of_teams(self.organization, self.teams, self.stages),
        )

    @property
    def managed_landing_zone(self) -> ControlTowerLandingZoneSpec | None:
        """Control Tower's landing zone, where this environment sets it up."""
        return self.control_tower.landing_zone if self.control_tower else None

    @property
    def is_governed(self) -> bool:
        """Whether Control Tower governs the organization, whoever set it up."""
        return self.control_tower is not None or self.vending.engine is VendingEngine.CONTROL_TOWER

    def guardrail_parameters(self) -> dict[str, Value]:
        """Return what the placeholders of guardrails stand for."""
        return parameters(
            self.guardrails,
            self.organization,
            # Accounts that are made before Control Tower enrolls them have the role of Organizations.
            roles=(self.vending.role_name(), ORGANIZATIONS_ROLE, *((EXECUTION_ROLE,) if self.is_governed else ())),
            break_glass_permission_sets=self._break_glass_permission_sets(),
            cost_centers=[account.cost_center for account in self.roster],
            teams=self.teams,
            stages=[stage.value for stage in self.stages],
            metadata_hop_limit=self.baseline.metadata_hop_limit,
        )

    def guardrail_packings(self) -> Iterator[Packing]:
        """Pack the guardrails of every target.

        Raises:
            ContradictionError: two guardrails of one target set one thing differently.
            InvalidEnvironmentError: a guardrail of the library is not right.

        """
        return packings(
            bindings(self.organization),
            guardrail,
            self.guardrail_parameters(),
            characters=lambda kind: self.policy_quota(kind).characters,
        )

    @cached_property
    def directory(self) -> Directory:
        """Every group, and who has which permission set in which account."""
        return directory(self.identity, self.teams, self.roster, existing=self._groups_of_control_tower())

    def _groups_of_control_tower(self) -> frozenset[str]:
        landing_zone = self.managed_landing_zone
        sets_up_access = self.is_governed and (landing_zone is None or landing_zone.access_management)
        return CONTROL_TOWER_GROUPS if sets_up_access else frozenset()

    def _break_glass_permission_sets(self) -> list[str]:
        held = {one.permission_set for one in self.directory.assignments} & set(permission_set_names())
        return sorted(name for name in held if permission_set(name).description.break_glass)

    def permission_set_parameters(self) -> dict[str, Value]:
        """Return what the placeholders of permission sets stand for: those of guardrails, and some of their own."""
        approvers = [key for key, user in self.identity.users.items() if BREAK_GLASS_APPROVERS in user.groups]
        own: dict[str, Value] = {"organization": self.organization.name, **break_glass_parameters(approvers)}
        return {**self.guardrail_parameters(), **own}

    def bound_placeholders(self) -> frozenset[str]:
        """Every placeholder in the guardrails that are bound somewhere."""
        known = self.organization.bound_guardrails() & set(guardrail_names())
        return frozenset(placeholder for name in known for placeholder in guardrail(name).placeholders)

    @cached_property
    def declared_for_all_accounts(self) -> frozenset[str]:
        """EC2 attributes that declarative policies at the root set for every account."""
        bound = (guardrail(name) for name in self.organization.guardrails)
        declarative = (one.document for one in bound if one.kind is PolicyType.DECLARATIVE_POLICY_EC2)
        return frozenset(attribute for document in declarative for attribute in document["ec2_attributes"])

    def policy_quota(self, kind: PolicyType, target: tuple[str, ...] = ()) -> PolicyQuota:
        """Return what Organizations takes of one kind of policy, at one unit (by its path of names) or at the root."""
        others = attached_by_control_tower(self.control_tower, kind, target) if self.is_governed else 0
        return self.guardrails.quota(kind, attached_by_others=others)

    def account_for(self, function: Function) -> Account:
        """Return the one account with a foundational function."""
        (account,) = (one for one in self.roster if function in one.functions)
        return account
