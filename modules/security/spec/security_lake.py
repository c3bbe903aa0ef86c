"""What a user may say about Amazon Security Lake. No cdktf here."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from modules.security.spec.service import ServiceByChoiceSpec


class LakeSource(StrEnum):
    """Records of AWS services that a lake takes in (Amazon Security Lake API Reference, AwsLogSourceConfiguration)."""

    CLOUD_TRAIL_MGMT = "CLOUD_TRAIL_MGMT"
    EKS_AUDIT = "EKS_AUDIT"
    LAMBDA_EXECUTION = "LAMBDA_EXECUTION"
    ROUTE53 = "ROUTE53"
    S3_DATA = "S3_DATA"
    SH_FINDINGS = "SH_FINDINGS"
    VPC_FLOW = "VPC_FLOW"
    WAF = "WAF"


class SecurityLakeSpec(ServiceByChoiceSpec):
    """Amazon Security Lake: security records of all accounts as tables, in the log archive. Charged by volume."""

    absent_from = frozenset(
        {
            "af-south-1",
            "ap-east-1",
            "ap-south-2",
            "ap-southeast-3",
            "ap-southeast-4",
            "ap-southeast-5",
            "ap-southeast-7",
            "ca-west-1",
            "eu-central-2",
            "eu-south-1",
            "eu-south-2",
            "il-central-1",
            "me-central-1",
            "me-south-1",
            "mx-central-1",
        }
    )

    sources: tuple[LakeSource, ...] = Field(default=tuple(LakeSource), min_length=1)
    """What every account's records are taken of. `CLOUD_TRAIL_MGMT` needs the organization's trail, `SH_FINDINGS`
    Security Hub; `S3_DATA` and `LAMBDA_EXECUTION`, every call on objects and functions, are most of the volume."""

    expire_after_days: int = Field(default=365, ge=1, le=36500)
    """Days after which records are deleted from the lake: 1 to 36,500. The log archive keeps its own."""
