"""What a user may say about services that look for threats and weaknesses. No cdktf here."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar, Self

from pydantic import Field, model_validator

from modules.security.spec.service import ServiceSpec
from modules.specification.errors import LandingZoneError
from modules.specification.model import Spec


class GuardDutyFeature(StrEnum):
    """Protection plans of GuardDuty, beside its foundation (Amazon GuardDuty API Reference, UpdateDetector)."""

    S3_DATA_EVENTS = "S3_DATA_EVENTS"
    EKS_AUDIT_LOGS = "EKS_AUDIT_LOGS"
    EBS_MALWARE_PROTECTION = "EBS_MALWARE_PROTECTION"
    RDS_LOGIN_EVENTS = "RDS_LOGIN_EVENTS"
    LAMBDA_NETWORK_LOGS = "LAMBDA_NETWORK_LOGS"
    RUNTIME_MONITORING = "RUNTIME_MONITORING"


class Frequency(StrEnum):
    """How often what was found again is told (Amazon GuardDuty API Reference, UpdateDetector)."""

    FIFTEEN_MINUTES = "FIFTEEN_MINUTES"
    ONE_HOUR = "ONE_HOUR"
    SIX_HOURS = "SIX_HOURS"


class GuardDutySpec(ServiceSpec):
    """Amazon GuardDuty: threats, found in records of every account."""

    absent_from = frozenset({"ap-southeast-5", "ap-southeast-7", "mx-central-1"})

    features: tuple[GuardDutyFeature, ...] = tuple(GuardDutyFeature)
    """Protection plans that are on for every account; each is charged by what it reads. Those that are left out are off
    for every account, too."""

    frequency: Frequency = Frequency.FIFTEEN_MINUTES
    """How often what was found again is told and exported. New findings are told at once."""


class InspectorResource(StrEnum):
    """What Inspector scans (Amazon Inspector API Reference, Enable)."""

    EC2 = "EC2"
    ECR = "ECR"
    LAMBDA = "LAMBDA"
    LAMBDA_CODE = "LAMBDA_CODE"


class InspectorSpec(ServiceSpec):
    """Amazon Inspector: known weaknesses of instances, images and functions."""

    absent_from = frozenset(
        {
            "ap-south-2",
            "ap-southeast-4",
            "ap-southeast-5",
            "ap-southeast-7",
            "ca-west-1",
            "eu-south-2",
            "il-central-1",
            "me-central-1",
            "mx-central-1",
        }
    )

    code_is_scanned_in: ClassVar[frozenset[str]] = frozenset(
        {
            "ap-northeast-1",
            "ap-southeast-1",
            "ap-southeast-2",
            "eu-central-1",
            "eu-north-1",
            "eu-west-1",
            "eu-west-2",
            "us-east-1",
            "us-east-2",
            "us-west-2",
        }
    )
    """Regions where the code of functions is scanned; elsewhere Inspector refuses all that is asked for with it (AWS
    Config Developer Guide, inspector-lambda-code-scan-enabled; read 2026-11-29)."""

    resources: tuple[InspectorResource, ...] = Field(default=tuple(InspectorResource), min_length=1)
    """What is scanned. `LAMBDA_CODE` needs `LAMBDA`, and is left out in regions that do not have it."""

    @model_validator(mode="after")
    def _code_comes_with_functions(self) -> Self:
        if InspectorResource.LAMBDA_CODE in self.resources and InspectorResource.LAMBDA not in self.resources:
            raise LandingZoneError(
                "the code of functions must be scanned with the functions",
                got=", ".join(self.resources),
                why="Inspector scans the code of functions that it scans (Amazon Inspector API Reference, Enable)",
                fix="add LAMBDA, or leave LAMBDA_CODE out",
                path=("resources",),
            )
        return self

    def scanned_in(self, region: str) -> tuple[InspectorResource, ...]:
        """Return what is scanned in a region."""
        has_code = region in self.code_is_scanned_in
        return tuple(kind for kind in self.resources if has_code or kind is not InspectorResource.LAMBDA_CODE)


class DetectiveSpec(ServiceSpec):
    """Amazon Detective: the way from a finding to what happened before and after."""

    absent_from = frozenset(
        {
            "ap-northeast-3",
            "ap-south-2",
            "ap-southeast-3",
            "ap-southeast-4",
            "ap-southeast-5",
            "ap-southeast-7",
            "ca-west-1",
            "eu-central-2",
            "eu-south-2",
            "me-central-1",
            "mx-central-1",
        }
    )


class Weekday(StrEnum):
    """A day of the week (Amazon Macie API Reference, CreateClassificationJob)."""

    MONDAY = "MONDAY"
    TUESDAY = "TUESDAY"
    WEDNESDAY = "WEDNESDAY"
    THURSDAY = "THURSDAY"
    FRIDAY = "FRIDAY"
    SATURDAY = "SATURDAY"
    SUNDAY = "SUNDAY"


class DiscoverySpec(Spec):
    """Sensitive data, looked for every week in what is new in the buckets of accounts that are data lakes.

    Objects under a key of one's own are read only where the key's policy lets the account's
    `AWSServiceRoleForAmazonMacie` decrypt.
    """

    enabled: bool = True
    """Whether it is looked for. Charged by volume."""

    sampling_percent: int = Field(default=10, ge=1, le=100)
    """Which share of the objects is read: 1 to 100. They are picked at random."""

    weekday: Weekday = Weekday.SUNDAY
    """When it is looked for."""

    existing_objects: bool = False
    """Whether objects that are there when an account is enrolled are read, too, at once."""


class MacieSpec(ServiceSpec):
    """Amazon Macie: sensitive data in S3."""

    absent_from = frozenset(
        {
            "ap-south-2",
            "ap-southeast-3",
            "ap-southeast-4",
            "ap-southeast-5",
            "ap-southeast-7",
            "ca-west-1",
            "eu-central-2",
            "eu-south-2",
            "me-central-1",
            "mx-central-1",
        }
    )

    frequency: Frequency = Frequency.FIFTEEN_MINUTES
    """How often updated policy findings are told."""

    discovery: DiscoverySpec = DiscoverySpec()
    """Sensitive data in data lakes."""
