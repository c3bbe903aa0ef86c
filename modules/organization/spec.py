"""What a user may say about the organization. No cdktf here."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field

from modules.aws_limits import OU_DEPTH, OU_NAME_LENGTH
from modules.specification.model import (
    AccountEmail,
    AccountId,
    AccountKey,
    CostCenter,
    Name,
    Owner,
    Spec,
    TagKey,
    TagValue,
)
from modules.specification.pattern import pattern_of
from modules.specification.regions import NewerRegionCode, Region
from modules.specification.tag_keys import LibraryTag
from modules.specification.texts import UNIT_CHARACTERS, AccountName, UnitPath, matching, not_of_every_object

NEEDED_SERVICES = (
    "access-analyzer.amazonaws.com",
    "account.amazonaws.com",
    "ram.amazonaws.com",
    "sso.amazonaws.com",
    "tagpolicies.tag.amazonaws.com",
)
"""Service principals that this library's workspaces work with."""

ROOT = "Root"
"""The organization's root, where a unit is named."""

EmailPattern = Annotated[
    str,
    AfterValidator(
        matching(
            r"[!-~ ]+",
            what="an e-mail pattern must have characters of ASCII only",
            why="Organizations and Account Factory accept no other address",
            fix='write a pattern such as "aws+{account}@example.com"',
        )
    ),
    AfterValidator(pattern_of("account")),
    Field(examples=["aws+{account}@example.com"]),
]
"""`aws+{account}@example.com`: an address with a place for an account's name."""

UnitName = Annotated[
    str,
    AfterValidator(
        matching(
            rf"(?!Root\Z)(?! )[{UNIT_CHARACTERS}]{{1,{OU_NAME_LENGTH.value}}}(?<! )",
            what="an organizational unit's name must be one that Organizations and Terraform accept",
            why=f"at most {OU_NAME_LENGTH}; letters, digits, spaces and _ . , : ; & ( ) ' + = @ # ! * - only, since a "
            "path here joins names with /; not Root, which is the root itself",
            fix="write a plain name, for example NonProduction",
        )
    ),
    AfterValidator(not_of_every_object),
]
"""`NonProduction`: letters, digits, spaces and most signs, but no /."""


ServicePrincipal = Annotated[
    str,
    AfterValidator(
        matching(
            r"[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com",
            what="a service must be named by its service principal",
            why="Organizations turns trusted access on for a principal, not for a service's title",
            fix="write it like ram.amazonaws.com",
        )
    ),
    Field(examples=["ram.amazonaws.com"]),
]
"""`ram.amazonaws.com`: the name that an AWS service goes by in policies."""


class PolicyType(StrEnum):
    """The kinds of organization policy (AWS Organizations API Reference, EnablePolicyType; read 2026-11-29)."""

    SERVICE_CONTROL_POLICY = "SERVICE_CONTROL_POLICY"
    RESOURCE_CONTROL_POLICY = "RESOURCE_CONTROL_POLICY"
    DECLARATIVE_POLICY_EC2 = "DECLARATIVE_POLICY_EC2"
    TAG_POLICY = "TAG_POLICY"
    BACKUP_POLICY = "BACKUP_POLICY"
    AISERVICES_OPT_OUT_POLICY = "AISERVICES_OPT_OUT_POLICY"
    CHATBOT_POLICY = "CHATBOT_POLICY"
    SECURITYHUB_POLICY = "SECURITYHUB_POLICY"
    INSPECTOR_POLICY = "INSPECTOR_POLICY"
    UPGRADE_ROLLOUT_POLICY = "UPGRADE_ROLLOUT_POLICY"
    BEDROCK_POLICY = "BEDROCK_POLICY"
    S3_POLICY = "S3_POLICY"
    NETWORK_SECURITY_DIRECTOR_POLICY = "NETWORK_SECURITY_DIRECTOR_POLICY"
    GUARDDUTY_POLICY = "GUARDDUTY_POLICY"

    @property
    def plural(self) -> str:
        """The kind as a reader knows it: `service control policies`."""
        return _KINDS[self]


_KINDS = {
    PolicyType.SERVICE_CONTROL_POLICY: "service control policies",
    PolicyType.RESOURCE_CONTROL_POLICY: "resource control policies",
    PolicyType.DECLARATIVE_POLICY_EC2: "declarative policies for EC2",
    PolicyType.TAG_POLICY: "tag policies",
    PolicyType.BACKUP_POLICY: "backup policies",
    PolicyType.AISERVICES_OPT_OUT_POLICY: "AI services opt-out policies",
    PolicyType.CHATBOT_POLICY: "chat applications policies",
    PolicyType.SECURITYHUB_POLICY: "Security Hub policies",
    PolicyType.INSPECTOR_POLICY: "Amazon Inspector policies",
    PolicyType.UPGRADE_ROLLOUT_POLICY: "upgrade rollout policies",
    PolicyType.BEDROCK_POLICY: "Amazon Bedrock policies",
    PolicyType.S3_POLICY: "Amazon S3 policies",
    PolicyType.NETWORK_SECURITY_DIRECTOR_POLICY: "AWS Shield network security director policies",
    PolicyType.GUARDDUTY_POLICY: "Amazon GuardDuty policies",
}

PROVIDER_POLICY_TYPES = frozenset(
    {
        PolicyType.SERVICE_CONTROL_POLICY,
        PolicyType.RESOURCE_CONTROL_POLICY,
        PolicyType.DECLARATIVE_POLICY_EC2,
        PolicyType.TAG_POLICY,
        PolicyType.BACKUP_POLICY,
        PolicyType.AISERVICES_OPT_OUT_POLICY,
        PolicyType.CHATBOT_POLICY,
    }
)
"""Kinds that AWS provider 5.100 takes; it refuses every other (tests/organization/test_provider_policy_types.py)."""


class FoundationalUnit(StrEnum):
    """Units that the library knows what they are for, by the paths that it recommends."""

    SECURITY = "Security"
    INFRASTRUCTURE = "Infrastructure"
    WORKLOADS = "Workloads"
    PRODUCTION = "Workloads/Production"
    NON_PRODUCTION = "Workloads/NonProduction"
    DATA_LAKE = "Workloads/DataLake"
    DEPLOYMENTS = "Deployments"
    SANDBOX = "Sandbox"
    SUSPENDED = "Suspended"


class OrganizationalUnitSpec(Spec):
    """One organizational unit. An empty `{}` is a unit without units below it."""

    units: dict[UnitName, OrganizationalUnitSpec] = Field(default_factory=dict)
    """Units below this one, by name; the tree may be five levels deep below the root."""

    guardrails: tuple[Name, ...] = ()
    """Guardrails for every account in this unit and in those below it: folders of `policies/guardrails`. Add new ones
    at the end of the list: then none of the others moves to another policy."""


class ManagementAccountSpec(Spec):
    """The account that the organization belongs to. It exists before anything here is applied."""

    id: AccountId
    """The account's 12-digit id, in quotes."""

    email: AccountEmail
    """The address of the account's root user."""

    owner: Owner
    """Who answers for the account: a team of people or its address, used in the `Owner` tag."""

    name: AccountName = "management"
    """The account's name in Organizations."""

    unit: UnitPath = "Root"
    """The organizational unit that it lives in, as a path. Nothing moves it: where it is not in the root, say so, since
    policies other than those for services and resources hold there."""

    guardrails: tuple[Name, ...] = ()
    """Guardrails for this account alone, beside those of the root. Service and resource control policies have no effect
    in it, and are refused."""


class OrganizationSpec(Spec):
    """One AWS organization: its name, regions, management account and tree of organizational units."""

    name: Name
    """A short name of the organization; it starts the names of things that must be unique in all of AWS."""

    home_region: Region
    """Where the foundation's own workspaces work, and where Control Tower lives. An opt-in region is enabled in the
    management account by hand, before anything is applied."""

    regions: tuple[Region, ...] = Field(min_length=1)
    """Every region that accounts may use; each gets the security baseline. The home region is one of them. An opt-in
    region is enabled in every account, by Control Tower where that governs it."""

    newer_regions: tuple[NewerRegionCode, ...] = ()
    """Regions that AWS opened after this library's list was read: those named here may be used like any other. Accounts
    opt in to them, and nothing tells whether a service is there."""

    management_account: ManagementAccountSpec
    """The account that the organization belongs to."""

    email_pattern: EmailPattern
    """The address of an account that states none: `{account}` becomes the account's name."""

    cost_center: CostCenter
    """The `CostCenter` tag of an account that states none."""

    units: dict[UnitName, OrganizationalUnitSpec]
    """Organizational units directly below the root, by name."""

    foundational_units: dict[FoundationalUnit, UnitPath] = Field(default_factory=dict)
    """Which unit is meant where the library speaks of Security, Infrastructure, Workloads, Deployments, Sandbox or
    Suspended, or of Production, NonProduction or DataLake in Workloads: `Security: Core/Security`. By default it is the
    unit that is called so. Without a unit, what the library says of it concerns no account here."""

    guardrails: tuple[Name, ...] = ()
    """Guardrails for every account but the management account: folders of `policies/guardrails`, bound to the root.
    Add new ones at the end of the list: then none of the others moves to another policy. Without any, and without the
    starter set, whoever administers an account may do everything in it."""

    starter_guardrails: bool = False
    """Whether a small set of guardrails is bound to the root besides, ahead of those in the list: nobody leaves the
    organization, works as a root user or in regions that it does not use, or stops its records
    (`policies/starter_guardrails.yaml`). Without any guardrail an account's administrator may do all of that."""

    trusted_services: tuple[ServicePrincipal, ...] = NEEDED_SERVICES
    """Service principals with trusted access to the organization. The default is what this library's workspaces use;
    a list must have these too. What others have turned on stays on, listed or not."""

    delegated_administrators: dict[ServicePrincipal, Annotated[tuple[AccountKey, ...], Field(min_length=1)]] = Field(
        default_factory=dict
    )
    """Accounts that administer a service of AWS in the place of the management account, by service principal:
    `backup.amazonaws.com: [backups]`. The service gets trusted access, too; most take one account. Those of security
    services, IPAM and Identity Center come from their own sections. Who is registered and not listed stays so."""

    policy_types: tuple[PolicyType, ...] = (
        PolicyType.SERVICE_CONTROL_POLICY,
        PolicyType.RESOURCE_CONTROL_POLICY,
        PolicyType.DECLARATIVE_POLICY_EC2,
        PolicyType.TAG_POLICY,
        PolicyType.BACKUP_POLICY,
        PolicyType.AISERVICES_OPT_OUT_POLICY,
    )
    """Kinds of policy that the organization's root enables. What is enabled stays so, listed or not."""

    tags: dict[TagKey, TagValue] = Field(default_factory=dict)
    """Tags for every account and resource, beside those that the library sets itself."""

    tag_keys: dict[LibraryTag, TagKey] = Field(default_factory=dict)
    """The organization's own keys for the library's tags, such as `{Owner: owner, CostCenter: cost-centre}`: for
    `Account`, `CostCenter`, `DataClassification`, `Environment`, `ManagedBy`, `Owner`, `Stage` and `Team`. All that the
    library writes and asks for has them then. A tag that is left out has the library's key."""

    def unit_paths(self) -> Iterator[tuple[str, ...]]:
        """Every unit as the names from the top down, parents before children, in the order written."""
        yield from _paths(self.units, ())

    def foundational_unit(self, unit: FoundationalUnit) -> tuple[str, ...] | None:
        """Return the path of the unit that does what one of the library's does; None where there is none."""
        path = unit_path(self.foundational_units.get(unit, unit.value))
        return path if path in set(self.unit_paths()) else None


def _paths(units: dict[str, OrganizationalUnitSpec], parent: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for name, unit in units.items():
        path = (*parent, name)
        yield path
        yield from _paths(unit.units, path)


def unit_path(text: str) -> tuple[str, ...]:
    """Split `Workloads/Production` into its names; the root has none."""
    return () if text == ROOT else tuple(text.split("/"))


def too_deep(path: tuple[str, ...]) -> bool:
    """Whether Organizations refuses a unit at this path."""
    return len(path) > OU_DEPTH.value
