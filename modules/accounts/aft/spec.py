"""What a user may say about Account Factory for Terraform (AFT), which vends accounts. No cdktf here.

The inputs of AFT's module each stand in one of these sections; what follows from the organization (ids of the
management account, the log archive, the audit account; the home region) is not asked for again.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from modules.accounts.aft.module_inputs import (
    AftBackupSpec,
    AftCodeBuildSpec,
    AftFeaturesSpec,
    AftFrameworkSpec,
    AftLogsSpec,
    AftNetworkSpec,
)
from modules.accounts.aft.repositories import AftRepositoriesSpec
from modules.accounts.aft.runs import AftRunsSpec, OssRunsSpec
from modules.specification.errors import LandingZoneError
from modules.specification.model import AccountKey, OptionalSection, Spec
from modules.specification.regions import Region
from modules.specification.texts import UnitPath, matching

AFT_EXECUTION_ROLE = "AWSAFTExecution"
"""The role in every account that AFT's pipelines apply customizations as."""

AFT_ROLES = ("AWSAFTAdmin", AFT_EXECUTION_ROLE, "AWSAFTService")
"""The roles that AFT works as: the first in its management account, the others in every account that it vends."""


class AftVersion(StrEnum):
    """Versions of AFT whose contract is known here."""

    V1_20_1 = "1.20.1"
    V1_21_1 = "1.21.1"


TerraformVersion = Annotated[
    str,
    AfterValidator(
        matching(
            r"1\.(6\.[1-9][0-9]*|([7-9]|[1-9][0-9])\.(0|[1-9][0-9]*))",
            what="AFT's version of Terraform must be a number that it can fetch, 1.6.1 or newer",
            why="AFT makes an address of it, in which a `v` before it leads nowhere, and takes 1.6.1 to below 2.0",
            fix='write it like "1.6.1"',
        )
    ),
    Field(examples=["1.6.1"]),
]
"""`1.6.1`: a released version of Terraform."""

UNIT_ID_PATTERN = r"ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}"

UnitId = Annotated[
    str,
    AfterValidator(
        matching(
            UNIT_ID_PATTERN,
            what="an organizational unit must be given by its id",
            why="AFT finds a unit below another by `Name (ou-id)` (Organizations API Reference, OrganizationalUnit)",
            fix="write it like ou-ab12-34cd56ef",
        )
    ),
    Field(examples=["ou-ab12-34cd56ef"]),
]
"""`ou-ab12-34cd56ef`: an organizational unit by its id."""


ModuleName = Annotated[
    str,
    AfterValidator(
        matching(
            r"[A-Za-z_][A-Za-z0-9_-]*",
            what="a request must be called as Terraform takes it",
            why="it is the name of a module call: a letter or _ first, then letters, digits, _ and -",
            fix="write it like sandbox_one",
        )
    ),
    Field(max_length=128, examples=["fraud-dev"]),
]
"""`sandbox_one`: the name of a module call."""


class AftSpec(Spec):
    """Account Factory for Terraform: where it runs, and how."""

    version: AftVersion = AftVersion.V1_20_1
    """AFT's version, in quotes: it decides on what is exported."""

    management_account: AccountKey
    """The account that AFT runs in, by its key in `accounts`. It has an `id` there, and AFT does not vend it."""

    secondary_region: Region | None = None
    """The region that AFT copies its own states to; none where it keeps them in one."""

    terraform_version: TerraformVersion = "1.6.1"
    """The version of Terraform that AFT's pipelines run. Nothing that is exported needs a newer one."""

    runs: Annotated[AftRunsSpec, Field(discriminator="distribution")] = OssRunsSpec(distribution="oss")
    """Where Terraform runs: in AFT's own pipelines (`oss`), or in HCP Terraform (`tfc`) or Terraform Enterprise
    (`tfe`)."""

    repositories: AftRepositoriesSpec = AftRepositoriesSpec()
    """Where AFT finds its four repositories."""

    concurrent_customizations: int = Field(default=5, ge=1, le=20)
    """How many accounts are customized at a time. Beyond 20, CodePipeline refuses to start more."""

    concurrent_account_actions: int = Field(default=5, ge=1, le=5)
    """How many accounts Control Tower works on at a time; it takes at most 5."""

    features: AftFeaturesSpec = AftFeaturesSpec()
    """What AFT does on its own for each account. Each is off."""

    code_build: AftCodeBuildSpec = AftCodeBuildSpec()
    """What its builds run on."""

    network: AftNetworkSpec = AftNetworkSpec()
    """The VPC that its builds run in."""

    logs: AftLogsSpec = AftLogsSpec()
    """How long it keeps its own logs, and what encrypts them."""

    backup: AftBackupSpec = AftBackupSpec()
    """How its tables are backed up."""

    framework: OptionalSection[AftFrameworkSpec] = None
    """Where AFT's builds get AFT's own source, where it is not the public repository."""

    reapplied_on_move: bool = False
    """Whether AFT customizes an account again once it is in another unit. Needs 1.21.1."""

    not_reapplied: tuple[AccountKey, ...] = ()
    """Accounts that are not customized again then, by key."""

    metrics_reporting: bool = False
    """Whether AFT sends anonymous figures of its use to AWS."""

    unit_ids: dict[UnitPath, UnitId] = Field(default_factory=dict)
    """Ids of organizational units below others, by path: `{Workloads/Production: ou-ab12-34cd56ef}`. Requests name
    the unit by it; without it `export aft` refuses accounts in such a unit."""

    request_names: dict[AccountKey, ModuleName] = Field(default_factory=dict)
    """Names of requests that were there before, where they are not the account's key: `{portal: aft_portal}`. Terraform
    knows a request by its name, and would take it away and make it again under another one."""

    @model_validator(mode="after")
    def _newer_inputs_need_a_newer_version(self) -> Self:
        if self.reapplied_on_move and self.version is AftVersion.V1_20_1:
            raise LandingZoneError(
                "AFT must be new enough to notice that an account moved",
                got=f"reapplied_on_move with version {self.version}",
                why="its input `aft_customization_triggers` came with 1.21 (AWS Control Tower User Guide, Configuring "
                "customization triggers)",
                fix=f'write `version: "{AftVersion.V1_21_1}"`, or leave it out',
                path=("reapplied_on_move",),
            )
        own = [name for name in ("request_workspace", "provisioning_workspace") if getattr(self.runs, name, None)]
        if own and self.version is AftVersion.V1_20_1:
            raise LandingZoneError(
                "AFT must be new enough to call its workspaces otherwise",
                got=f"{' and '.join(own)} with version {self.version}",
                why="the module's inputs for them came with 1.21 (AFT's variables.tf)",
                fix=f'write `version: "{AftVersion.V1_21_1}"`, or leave them out',
                path=("runs", own[0]),
            )
        if self.not_reapplied and not self.reapplied_on_move:
            raise LandingZoneError(
                "exceptions from a customization after a move must have a rule that they are from",
                got=f"not_reapplied without reapplied_on_move: {', '.join(self.not_reapplied)}",
                why="AFT customizes no account again when it moves, unless it is told to",
                fix="add `reapplied_on_move: true`, or leave them out",
                path=("not_reapplied",),
            )
        return self

    @model_validator(mode="after")
    def _ids_are_distinct(self) -> Self:
        ids = list(self.unit_ids.values())
        for path, id_ in self.unit_ids.items():
            if ids.count(id_) > 1:
                raise LandingZoneError(
                    "two organizational units have the same id",
                    got=f"{', '.join(other for other, same in self.unit_ids.items() if same == id_)}: {id_}",
                    why="an id is one unit, and AFT would move accounts to the other",
                    fix="give each its own, as Organizations shows it",
                    path=("unit_ids", path),
                )
        return self
