"""What the unit of the log archive and the security tooling account takes, up to landing zone 3.3."""

from __future__ import annotations

from modules.organization.control_tower.catalogue import CataloguedControl, Implementation

SERVICE_CONTROL_POLICIES = frozenset(
    {
        "AWS-GR_AUDIT_BUCKET_ENCRYPTION_ENABLED",
        "AWS-GR_AUDIT_BUCKET_LOGGING_ENABLED",
        "AWS-GR_AUDIT_BUCKET_POLICY_CHANGES_PROHIBITED",
        "AWS-GR_AUDIT_BUCKET_RETENTION_POLICY",
        "AWS-GR_DISALLOW_CROSS_REGION_NETWORKING",
        "AWS-GR_DISALLOW_VPC_INTERNET_ACCESS",
        "AWS-GR_DISALLOW_VPN_CONNECTIONS",
        "AWS-GR_RESTRICT_ROOT_USER",
        "AWS-GR_RESTRICT_ROOT_USER_ACCESS_KEYS",
        "AWS-GR_RESTRICT_S3_CROSS_REGION_REPLICATION",
        "AWS-GR_RESTRICT_S3_DELETE_WITHOUT_MFA",
    }
)
"""The only ones of the catalogue that it takes (AWS Control Tower Controls Reference Guide, Exception to controls for
the Security OU). Later landing zones make no exception."""


def takes(name: str, control: CataloguedControl) -> bool:
    """Whether the unit takes a control."""
    return control.implementation is Implementation.CONFIG_RULE or name in SERVICE_CONTROL_POLICIES
