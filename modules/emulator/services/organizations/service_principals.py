"""Services that work with an organization, beyond those that moto knows: trusted access and delegated administrators.

Behaviour from the AWS Organizations User Guide, "AWS services that you can use with AWS Organizations", which has the
service principal of each and whether it supports a delegated administrator.
"""

from __future__ import annotations

from moto.organizations.models import FakeDelegatedAdministrator, FakeServiceAccess

_TRUSTED = (
    "agentless.inspector2.amazonaws.com",
    "application-cost-profiler.amazonaws.com",
    "artifact.amazonaws.com",
    "bcm-dashboards.amazonaws.com",
    "billing-cost-management.amazonaws.com",
    "config.amazonaws.com",
    "cost-optimization-hub.bcm.amazonaws.com",
    "datazone.amazonaws.com",
    "deadline.amazonaws.com",
    "ec2.amazonaws.com",
    "iam.amazonaws.com",
    "license-manager.member-account.amazonaws.com",
    "license-manager-user-subscriptions.amazonaws.com",
    "malware-protection.guardduty.amazonaws.com",
    "networkmanager.amazonaws.com",
    "notifications.amazonaws.com",
    "observabilityadmin.amazonaws.com",
    "opsdatasync.ssm.amazonaws.com",
    "private-marketplace.marketplace.amazonaws.com",
    "report.declarative-policies-ec2.amazonaws.com",
    "resource-explorer-2.amazonaws.com",
    "sagemaker.amazonaws.com",
    "security-ir.amazonaws.com",
    "ssm-quicksetup.amazonaws.com",
    "user-subscriptions.chat.amazonaws.com",
    "vpc-reachability-analyzer.amazonaws.com",
)
_NEVER_DELEGATED = frozenset(
    {
        "aws-artifact-account-sync.amazonaws.com",
        "controltower.amazonaws.com",
        "ds.amazonaws.com",
        "ram.amazonaws.com",
        "servicequotas.amazonaws.com",
        "tagpolicies.tag.amazonaws.com",
        "wellarchitected.amazonaws.com",
    }
)


def register() -> None:
    """Extend moto's lists."""
    trusted = sorted({*FakeServiceAccess.TRUSTED_SERVICES, *_TRUSTED})
    FakeServiceAccess.TRUSTED_SERVICES = trusted
    FakeDelegatedAdministrator.SUPPORTED_SERVICES = sorted({*trusted} - _NEVER_DELEGATED)
