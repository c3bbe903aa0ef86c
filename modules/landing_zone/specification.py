"""The whole specification of one environment: the rooms' specifications composed into one."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Self

from pydantic import Field, PrivateAttr

from modules.accounts import roster
from modules.accounts.blueprints.spec import BaselineSpec
from modules.accounts.roster import Account
from modules.accounts.spec import AccountSpec, Suspension
from modules.accounts.stages import StageName, StageSpec
from modules.accounts.team_spec import TeamSpec
from modules.accounts.vending_spec import VendingSpec
from modules.active_directory.spec import ActiveDirectorySpec
from modules.catalog.spec import CatalogSpec
from modules.cost.spec import CostSpec
from modules.data.spec import DataSpec
from modules.delivery.spec import DeliverySpec
from modules.deployment.moves_spec import MovedSpec, RemovedSpec
from modules.deployment.spec import DeploymentSpec
from modules.identity.defaults import CONTROL_TOWER_GROUPS
from modules.identity.directory import Directory, directory
from modules.identity.library import PermissionSetLibrary
from modules.identity.spec import IdentitySection, IdentitySpec
from modules.landing_zone.governance import sets_up_access
from modules.machine_learning.spec import MachineLearningSpec
from modules.network.spec.network import NetworkSpec
from modules.observability.spec import ObservabilitySpec
from modules.organization.control_tower.spec import ControlTowerSpec
from modules.organization.guardrails.spec import GuardrailsSpec
from modules.organization.spec import OrganizationSpec
from modules.pipelines.spec import PipelinesSpec
from modules.security.spec.security import SecuritySpec
from modules.specification.model import AccountKey, Name, OptionalSection, Spec
from modules.specification.source_files import FOLDERS


class LandingZone(Spec):
    """One environment: one AWS organization and everything that its YAML says of it."""

    organization: OrganizationSpec
    """The organization: its name, regions, management account and organizational units."""

    deployment: DeploymentSpec
    """Where Terraform keeps state, and whom it works as."""

    delivery: OptionalSection[DeliverySpec] = None
    """Who plans and who applies without keys: pipelines outside of AWS, or builds in it. Without this section whoever
    runs Terraform brings credentials of their own, and plans work as the roles that apply."""

    vending: VendingSpec
    """How accounts come into being."""

    baseline: BaselineSpec
    """What every account gets before anybody works in it."""

    guardrails: GuardrailsSpec = Field(default_factory=GuardrailsSpec)
    """What guardrails exempt and admit. The organization and its units list which apply where. Without it the
    defaults of its keys hold, and no account outside of the organization is trusted."""

    identity: IdentitySection = Field(default_factory=IdentitySpec)
    """Who gets in: groups, people, and what they may do in which account. `none`: Identity Center is not managed
    here, and nobody's access is made, kept or proved. Without the section there are all groups of the library."""

    control_tower: OptionalSection[ControlTowerSpec] = None
    """AWS Control Tower: its landing zone and controls. Without it nothing of Control Tower is managed here,
    and what its controls forbid or notice is left to guardrails."""

    accounts: dict[AccountKey, AccountSpec]
    """Every account beside the management account and the teams' accounts, by name."""

    stages: dict[StageName, StageSpec] = Field(default_factory=dict)
    """The steps of the way to production, by name, in their order. Without any there are no accounts of teams, and
    every workload counts as production."""

    teams: dict[Name, TeamSpec] = Field(default_factory=dict)
    """ML teams, by name. A team becomes one account for each of its stages. Without any there are no accounts, groups
    and permission sets that keep people inside their team; workloads are in `accounts`."""

    network: OptionalSection[NetworkSpec] = None
    """The corporate network and the VPCs of accounts. Without this section there is none: accounts
    reach neither each other nor on-premises networks, and nothing central looks at what goes to the internet."""

    security: OptionalSection[SecuritySpec] = None
    """Security services for every account, and the archive of logs. `{}` gives the recommended whole; without this
    section nobody looks for threats, and logs are kept where they arise."""

    machine_learning: OptionalSection[MachineLearningSpec] = None
    """What accounts for machine learning start with: roles, keys, buckets. `{}` gives the recommended whole.
    Without this section accounts are governed and connected, and permission sets name roles and buckets that nobody
    makes."""

    cost: OptionalSection[CostSpec] = None
    """Costs of the whole organization: who is told of them, by what they are told apart, and the bill as files. `{}`
    gives the recommended whole. Without this section single accounts have their budgets, and nobody sees what a team
    costs."""

    observability: OptionalSection[ObservabilitySpec] = None
    """One account that sees how the others are doing. `{}` gives the recommended whole; without this section metrics
    are seen only in the account that they arise in."""

    data: OptionalSection[DataSpec] = None
    """What data lakes and data governance start with, and the data products that teams read. `{}` gives the recommended
    whole. Without this section accounts with these functions have the baseline alone."""

    pipelines: OptionalSection[PipelinesSpec] = None
    """Pipelines of ETL and other applications. `{}` gives the recommended whole. Without this section the account with
    the function `devops` has the baseline alone, and nobody deploys to data lakes but who works in them."""

    catalog: OptionalSection[CatalogSpec] = None
    """Portfolios of approved products, which people launch in the accounts of their teams. `{}` gives the recommended
    whole. Without this section nobody finds a product of the organization's in their portal."""

    active_directory: OptionalSection[ActiveDirectorySpec] = None
    """AWS Managed Microsoft AD in two zones of the VPC of shared services. Without this section there is no
    directory."""

    moved: MovedSpec = Field(default_factory=MovedSpec)
    """What had another key when it was applied last: the first of two steps (docs/how-to/change-in-two-steps.md).
    Without it, a key is that of something new."""

    removed: RemovedSpec = Field(default_factory=RemovedSpec)
    """What leaves the YAML, by name (docs/how-to/change-in-two-steps.md). Without it, a deploy lets nothing go."""

    _folder: Path | None = PrivateAttr(default=None)

    def found_in(self, folder: Path) -> Self:
        """Return the same, which knows the folder of an environment that has policies of its own."""
        if not any((folder / name).is_dir() for name in FOLDERS):
            return self
        found = self.model_copy()
        found._folder = folder  # noqa: SLF001 - a copy of its own
        return found

    @property
    def folder(self) -> Path | None:
        """The folder below which it has policies of its own; `None` where it has none."""
        return self._folder

    @cached_property
    def permission_sets(self) -> PermissionSetLibrary:
        """The permission sets that the environment may name: the library's, and its own."""
        return PermissionSetLibrary.with_own(self._folder)

    @cached_property
    def roster(self) -> tuple[Account, ...]:
        """Every account that is in use, the management account first, in the order written."""
        return tuple(account for account in self.every_account if account.suspension is None)

    @cached_property
    def suspended(self) -> tuple[Account, ...]:
        """Every account that nobody needs any more, in the order written."""
        return tuple(account for account in self.every_account if account.suspension is not None)

    @property
    def emptied(self) -> tuple[Account, ...]:
        """Those of them that are still where they were, and lose what costs."""
        return tuple(account for account in self.suspended if account.suspension is Suspension.EMPTIED)

    @cached_property
    def every_account(self) -> tuple[Account, ...]:
        """Every account of the environment, suspended ones among them, the management account first."""
        return (
            roster.management(self.organization),
            *roster.written(self.organization, self.accounts, self.stages),
            *roster.of_teams(self.organization, self.teams, self.stages),
        )

    @cached_property
    def directory(self) -> Directory:
        """Every group, and who has which permission set in which account."""
        existing = CONTROL_TOWER_GROUPS if sets_up_access(self.control_tower, self.vending) else frozenset[str]()
        return directory(
            self.identity, self.teams, self.roster, self.stages, sets=self.permission_sets, existing=existing
        )
