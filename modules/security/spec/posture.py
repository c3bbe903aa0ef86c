"""What a user may say about services that judge how accounts are set up. No cdktf here."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field

from modules.security.spec.service import ServiceSpec
from modules.specification.model import Name, Owner, Spec
from modules.specification.texts import Line, UnitPath, matching


class Standard(StrEnum):
    """Standards of Security Hub (AWS Security Hub User Guide, Standards reference)."""

    FOUNDATIONAL = "aws-foundational-security-best-practices"
    CIS = "cis-aws-foundations-benchmark"
    NIST = "nist-800-53"


ControlId = Annotated[
    str,
    AfterValidator(
        matching(
            r"[A-Z][A-Za-z0-9]*\.[1-9][0-9]*",
            what="a control of Security Hub must be named by its id",
            why="it is the service, as AWS writes it, and a number (AWS Security Hub User Guide, Security Hub controls "
            "reference)",
            fix="write it like EC2.8",
        )
    ),
    Field(examples=["EC2.8"]),
]
"""`EC2.8`: a control of Security Hub."""


class SuppressedControlSpec(Spec):
    """Why a control of Security Hub is off."""

    reason: Line = Field(min_length=1)
    """Why what it asks for is not wanted, or is done in another way."""

    owner: Owner
    """Who answers for it."""


class StandardsSpec(Spec):
    """What accounts are held to."""

    standards: tuple[Standard, ...] = Field(default=tuple(Standard), min_length=1)
    """Standards that they are held to."""

    suppressed_controls: dict[ControlId, SuppressedControlSpec] = Field(default_factory=dict)
    """Controls that are off for them, each with its reason."""


class SecurityHubSpec(ServiceSpec, StandardsSpec):
    """AWS Security Hub: findings of all services and accounts in one place, and standards that accounts are held to."""

    absent_from = frozenset({"ap-southeast-7", "mx-central-1"})

    units: dict[UnitPath, StandardsSpec] = Field(default_factory=dict)
    """What the accounts of an organizational unit are held to instead, those of units below it included, by the unit's
    path."""

    automation_rules: tuple[Name, ...] | None = None
    """Rules that change findings as they come in: names of files in `policies/security/automation_rules`. Left out:
    all of them."""


class AccessAnalyzerSpec(ServiceSpec):
    """IAM Access Analyzer: what strangers can reach, and access that nobody uses."""

    unused_access_days: int | None = Field(default=90, ge=1, le=365)
    """Days after which access that nobody used is found: 1 to 365. `null`: unused access is not looked for; it is
    charged by the number of roles and users."""


class ConfigSpec(ServiceSpec):
    """AWS Config: what every account's resources look like, and looked like before."""

    iam_is_not_recorded_in: ClassVar[frozenset[str]] = frozenset(
        {
            "ap-east-2",
            "ap-south-2",
            "ap-southeast-4",
            "ap-southeast-5",
            "ap-southeast-6",
            "ap-southeast-7",
            "ca-west-1",
            "eu-central-2",
            "eu-south-2",
            "il-central-1",
            "me-central-1",
            "mx-central-1",
        }
    )
    """Regions that AWS Config came to after February 2022: it records no users, roles and policies of IAM there (AWS
    Config Developer Guide, Recording AWS resources; read 2026-11-29)."""

    conformance_packs: tuple[Name, ...] | None = None
    """Sets of rules that every account is held to: names of files in `policies/security/conformance_packs`. Left out:
    all of them."""

    def region_that_records_iam(self, regions: Iterable[str]) -> str | None:
        """Return the first of several regions in which IAM can be recorded, which is global; none where none can."""
        runs_in = (region for region in regions if self.runs_in(region))
        return next((region for region in runs_in if region not in self.iam_is_not_recorded_in), None)
