"""Roles that services have in the management account, where nothing of AWS makes them."""

from __future__ import annotations

from cdktf import TerraformResourceLifecycle
from cdktf_cdktf_provider_aws.iam_service_linked_role import IamServiceLinkedRole
from constructs import Construct

from modules.security.spec.security import SecuritySpec

SECURITY_LAKE = "securitylake.amazonaws.com"
"""Security Lake's own registration would make it, which Terraform does not know; the one of Organizations might not
(AWS Organizations User Guide, Amazon Security Lake and AWS Organizations)."""

TRIAGE = "triage.security-ir.amazonaws.com"
"""AWS makes it in member accounts only (AWS Security Incident Response User Guide, Using service-linked roles)."""


class ServiceRoles(Construct):
    """Define the roles of services that are on.

    Args:
        scope: The stack.
        id_: What they are called in addresses.
        spec: What the environment says of its security services.

    """

    def __init__(self, scope: Construct, id_: str, *, spec: SecuritySpec) -> None:
        super().__init__(scope, id_)
        if spec.security_lake.enabled:
            IamServiceLinkedRole(self, "security-lake", aws_service_name=SECURITY_LAKE)
        if spec.incident_response.enabled:
            IamServiceLinkedRole(
                self,
                "incident-response",
                aws_service_name=TRIAGE,
                # Its name ends with _Triage, which the provider reads as a suffix of ours.
                lifecycle=TerraformResourceLifecycle(ignore_changes=["custom_suffix"]),
            )
