"""What a user may say about guardrails: whom they exempt, what they admit, which quotas apply. No cdktf here."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from modules.aws_limits import IAM_POLICY_NAME_LENGTH, IAM_ROLE_NAME_LENGTH, POLICIES_PER_TARGET, POLICY_CHARACTERS
from modules.organization.spec import PolicyType
from modules.specification.errors import LandingZoneError
from modules.specification.model import AccountId, RoleName, Spec, TagValue
from modules.specification.regions import Region
from modules.specification.texts import matching

_FULL_ACCESS = {PolicyType.SERVICE_CONTROL_POLICY: 1, PolicyType.RESOURCE_CONTROL_POLICY: 1}
"""FullAWSAccess and RCPFullAWSAccess, which Organizations attaches to everything."""

_PATTERN = r"[\w.*?:+=,@/-]+"

Pattern = Annotated[
    str,
    AfterValidator(
        matching(
            _PATTERN,
            what="a pattern must be one word, in which * and ? stand for any text",
            why="it becomes a value in a policy's condition or resource",
            fix="write it like ml.m5.* or anthropic.claude-*",
        )
    ),
    Field(examples=["ml.m5.*"]),
]
"""One word in which `*` stands for any text and `?` for one character."""


def _names_somebody(pattern: str) -> str:
    if not pattern.strip("*?"):
        raise LandingZoneError(
            "a pattern of roles must have a part of their names",
            got=pattern,
            why="it would exempt every role of every account from every guardrail",
            fix="write it like stacksets-exec-*",
        )
    return pattern


BoundaryName = Annotated[
    str,
    AfterValidator(
        matching(
            rf"([\w+=,.@-]+/)*[\w+=,.@-]{{1,{IAM_POLICY_NAME_LENGTH.value}}}",
            what="a permissions boundary must be given by the policy's name",
            why=f"at most {IAM_POLICY_NAME_LENGTH}, letters, digits and _ + = , . @ -, and before it the path, where "
            "it has one",
            fix="write it as in its ARN behind policy/, for example platform/TeamBoundary",
        )
    ),
    Field(examples=["landing-zone-boundary", "platform/TeamBoundary"]),
]
"""`platform/TeamBoundary`: a managed policy, as its ARN has it behind `policy/`."""

RolePattern = Annotated[
    str,
    AfterValidator(
        matching(
            rf"[\w+=,.@*?-]{{1,{IAM_ROLE_NAME_LENGTH.value}}}",
            what="a role must be given by its name, in which * and ? stand for any text",
            why=f"an IAM role's name has at most {IAM_ROLE_NAME_LENGTH}, letters, digits and _ + = , . @ -",
            fix="write the name without path or ARN, for example stacksets-exec-*",
        )
    ),
    AfterValidator(_names_somebody),
    Field(examples=["stacksets-exec-*"]),
]
"""The name of IAM roles, without path or ARN, in which `*` stands for any text and `?` for one character."""

PermissionSetName = Annotated[
    str,
    AfterValidator(
        matching(
            r"[\w+=,.@-]{1,32}",
            what="a permission set must be given by its name",
            why="1 to 32 letters, digits and + = , . @ - _ (IAM Identity Center API Reference, CreatePermissionSet)",
            fix="write it like DataScientist",
        )
    ),
    Field(examples=["DataScientist"]),
]

BackupName = Annotated[
    str,
    AfterValidator(
        matching(
            r"[a-zA-Z0-9_-]{2,50}",
            what="a backup vault's name must be one that AWS Backup accepts",
            why="2 to 50 letters, digits, hyphens and underscores (AWS Backup API Reference, CreateBackupVault)",
            fix="write it like landing-zone",
        )
    ),
    Field(examples=["landing-zone"]),
]


LIBRARY_BOUNDARY = "landing-zone-boundary"
"""The permissions boundary that the library makes."""


class PolicyQuotaSpec(Spec):
    """What Organizations takes of one kind of policy, where it is not the default of the AWS page."""

    per_target: int | None = Field(default=None, ge=1)
    """Policies of this kind attached to one root or unit."""

    characters: int | None = Field(default=None, ge=1)
    """Characters of one policy, without white space between its elements."""

    attached_by_others: int | None = Field(default=None, ge=0)
    """Policies of this kind that something else attaches to each root or unit, and that count. The default counts
    FullAWSAccess and RCPFullAWSAccess, and what Control Tower attaches where it governs."""


class GuardrailsSpec(Spec):
    """What the environment's guardrails exempt and admit. The units list which guardrails apply where."""

    platform_roles: tuple[RolePattern, ...] = ()
    """Roles that the platform works with, beside those that workspaces assume: guardrails exempt them, and let nobody
    else make or change a role of these names. Those of Account Factory for Terraform are among them where it vends.
    Names take `*` and `?`: `stacksets-exec-*`. A name that begins with `AWSReservedSSO_` means the roles that Identity
    Center makes, which nobody else can: `AWSReservedSSO_Admin_*` those of the permission set `Admin`, and not those of
    `Admin_x`."""

    break_glass_roles: tuple[RolePattern, ...] = ()
    """Roles for emergencies beside the permission set `BreakGlass`, which needs none. They are no platform roles: only
    guardrails that name them, and say why, exempt them; a role is a second door that somebody must watch."""

    clean_up_role: RoleName = "SuspendedAccountCleanUp"
    """The only role that works in a suspended account; it is a platform role too. Where a unit has the guardrail that
    denies everything to others, every account has this role from its first day, and it may do nothing before the
    account is in that unit."""

    clean_up_permission_sets: tuple[PermissionSetName, ...] = Field(default=("AWSControlTowerAdmins",), min_length=1)
    """Permission sets whose holders, in the management account, may work as the clean-up role."""

    data_scientist_permission_sets: tuple[PermissionSetName, ...] = Field(default=("DataScientist",), min_length=1)
    """Permission sets of Identity Center whose holders are data scientists: they do not approve models."""

    data_scientist_roles: tuple[RolePattern, ...] = ()
    """Execution roles that data scientists work as in SageMaker Studio, beside those of teams below the path `/teams/`:
    calls from a notebook carry such a role."""

    permissions_boundaries: tuple[BoundaryName, ...] = Field(default=(LIBRARY_BOUNDARY,), min_length=1)
    """Managed policies that a role made outside the platform may have as its permissions boundary, by name, with the
    path where they have one. Roles that the library makes for teams have `landing-zone-boundary`, which every account
    has where it is listed; else the first, which is yours to make in every account."""

    trusted_accounts: tuple[AccountId, ...] = ()
    """Accounts outside the organization whose principals may reach its resources where a resource's policy says so."""

    protected_bucket_patterns: tuple[Pattern, ...] = Field(
        default=("aws-controltower-*", "*-log-archive-*", "*-landing-zone-*"), min_length=1
    )
    """Names of buckets with logs or state, which only the platform may change."""

    protected_key_aliases: tuple[Pattern, ...] = Field(
        default=("alias/landing-zone/*", "alias/aws-controltower*"), min_length=1
    )
    """Aliases of keys that encrypt logs, state or baselines, which only the platform may change."""

    approved_bedrock_models: tuple[Pattern, ...] = (
        "amazon.nova-*",
        "amazon.titan-embed-*",
        "anthropic.claude-*",
    )
    """Ids of the Bedrock foundation models that may be used."""

    bedrock_inference_profiles: tuple[Pattern, ...] = ()
    """Ids of the system-defined inference profiles that may be used, although they lead to other regions."""

    bedrock_inference_regions: tuple[Region, ...] = ()
    """Regions beside the environment's own that these profiles lead to."""

    development_instance_types: tuple[Pattern, ...] = ("ml.t3.*", "ml.m5.*", "ml.c5.*", "ml.g4dn.*", "ml.g5.*")
    """Types of ML instances for accounts that are not production."""

    production_instance_types: tuple[Pattern, ...] = (
        "ml.m5.*",
        "ml.m6i.*",
        "ml.c5.*",
        "ml.c6i.*",
        "ml.r5.*",
        "ml.g5.*",
        "ml.inf2.*",
        "ml.p4d.*",
    )
    """Types of ML instances for production accounts."""

    sandbox_instance_types: tuple[Pattern, ...] = ("ml.t3.*", "ml.m5.large", "ml.m5.xlarge", "ml.g4dn.xlarge")
    """Types of ML instances for sandboxes."""

    sandbox_ec2_instance_types: tuple[Pattern, ...] = ("t3.*", "t3a.*", "m5.large", "g4dn.xlarge")
    """Types of EC2 instances for sandboxes."""

    image_providers: tuple[Pattern, ...] = ()
    """Whose machine images may be used, beside Amazon's and the organization's: account ids, or `aws_marketplace`."""

    backup_vault: BackupName = "landing-zone"
    """The backup vault, in every account that is backed up, which backups go to."""

    backup_role: RoleName = "LandingZoneBackup"
    """The role, in every account that is backed up, that AWS Backup works as."""

    backup_classifications: tuple[TagValue, ...] = Field(default=("confidential", "restricted"), min_length=1)
    """Values of the tag `DataClassification` whose data is backed up."""

    data_classifications: tuple[TagValue, ...] = ("public", "internal", "confidential", "restricted")
    """Values that the tag `DataClassification` may have."""

    environments: tuple[TagValue, ...] = ("production", "staging")
    """Values that the tag `Environment` may have: names of folders of `environments`, and what others write there."""

    quotas: dict[PolicyType, PolicyQuotaSpec] = Field(default_factory=dict)
    """Quotas of this organization, by kind of policy, where AWS raised or has not yet raised them."""

    def quota(self, kind: PolicyType, *, attached_by_others: int = 0) -> PolicyQuota:
        """Return what counts for one kind; `attached_by_others` adds to Organizations' own where no quota is set."""
        spec = self.quotas.get(kind, PolicyQuotaSpec())
        others = spec.attached_by_others
        return PolicyQuota(
            per_target=spec.per_target or POLICIES_PER_TARGET[kind].value,
            characters=spec.characters or POLICY_CHARACTERS[kind].value,
            attached_by_others=_FULL_ACCESS.get(kind, 0) + attached_by_others if others is None else others,
        )


class PolicyQuota(Spec):
    """What Organizations takes of one kind of policy."""

    per_target: int
    characters: int
    attached_by_others: int

    @property
    def free(self) -> int:
        """Policies of this kind that may still be attached to one root or unit."""
        return max(self.per_target - self.attached_by_others, 0)
