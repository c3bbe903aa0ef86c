"""The role that plans read an account as, where pipelines deliver without keys."""

from __future__ import annotations

from dataclasses import dataclass

from constructs import Construct

from modules.accounts.roster import Account
from modules.accounts.spec import Function
from modules.delivery.classes import AccountClass, Phase, class_of, role_name
from modules.delivery.phase_role import PhaseRole
from modules.delivery.plan_rights import READ_ONLY, nothing_but_settings
from modules.landing_zone import LandingZone
from modules.landing_zone.catalog import owners
from modules.landing_zone.contents import GuardrailNeeds
from modules.naming import templates_bucket
from modules.storage.statements import trust_one_role
from modules.workspaces.account.contents.content import Content, Surroundings


@dataclass(frozen=True)
class PlanRoleBlueprint:
    """The role that plans of one class of accounts read as."""

    role_name: str
    management_account_id: str
    of: AccountClass
    objects: tuple[str, ...]
    """ARNs, with `*`, of the objects that Terraform keeps in states: templates of products."""

    @property
    def name(self) -> str:
        """The module's name."""
        return f"plan-role-{self.of}{'-with-templates' if self.objects else ''}"

    def define(self, scope: Construct) -> None:
        """Define the role."""
        planning = f"arn:aws:iam::{self.management_account_id}:role/{role_name(Phase.PLAN, self.of)}"
        PhaseRole(
            scope,
            "plan-role",
            name=self.role_name,
            description="What plans read the account as",
            trust=[trust_one_role("TrustWhoPlans", self.management_account_id, planning)],
            statements=nothing_but_settings(objects=self.objects),
            managed_policy=READ_ONLY,
        )


@dataclass(frozen=True, slots=True)
class PlanRole(Content):
    """The plan role. The management account has none: there the role that plans reads itself."""

    of_class: AccountClass
    has_templates: bool

    @classmethod
    def of(cls, zone: LandingZone, needs: GuardrailNeeds, account: Account) -> PlanRole | None:  # noqa: ARG003
        """Choose it where pipelines deliver without keys."""
        if zone.delivery is None or zone.delivery.hcp or Function.MANAGEMENT in account.functions:
            return None
        return cls(class_of(account.functions), account.key in {owner.key for owner in owners(zone)})

    def call(self, surroundings: Surroundings) -> None:
        """Call its blueprint."""
        zone = surroundings.zone
        if zone.delivery is None:
            return
        templates = f"arn:aws:s3:::{templates_bucket(zone.organization.name, '*')}/*"
        blueprint = PlanRoleBlueprint(
            role_name=zone.delivery.plan_role,
            management_account_id=zone.organization.management_account.id,
            of=self.of_class,
            objects=(templates,) if self.has_templates else (),
        )
        surroundings.call("plan-role", blueprint)
