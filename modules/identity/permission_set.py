"""One permission set, with all that is attached to it."""

from __future__ import annotations

from cdktf import ITerraformDependable
from cdktf_cdktf_provider_aws.ssoadmin_customer_managed_policy_attachment import (
    SsoadminCustomerManagedPolicyAttachment,
    SsoadminCustomerManagedPolicyAttachmentCustomerManagedPolicyReference,
    SsoadminCustomerManagedPolicyAttachmentTimeouts,
)
from cdktf_cdktf_provider_aws.ssoadmin_managed_policy_attachment import (
    SsoadminManagedPolicyAttachment,
    SsoadminManagedPolicyAttachmentTimeouts,
)
from cdktf_cdktf_provider_aws.ssoadmin_permission_set import SsoadminPermissionSet, SsoadminPermissionSetTimeouts
from cdktf_cdktf_provider_aws.ssoadmin_permission_set_inline_policy import (
    SsoadminPermissionSetInlinePolicy,
    SsoadminPermissionSetInlinePolicyTimeouts,
)
from cdktf_cdktf_provider_aws.ssoadmin_permissions_boundary_attachment import (
    SsoadminPermissionsBoundaryAttachment,
    SsoadminPermissionsBoundaryAttachmentPermissionsBoundary,
    SsoadminPermissionsBoundaryAttachmentPermissionsBoundaryCustomerManagedPolicyReference,
    SsoadminPermissionsBoundaryAttachmentTimeouts,
)
from constructs import Construct

from modules.identity.library import CustomerManagedPolicy, PermissionsBoundary, PermissionSetDescription

AWS_POLICY = "arn:aws:iam::aws:policy/"
"""Policies that AWS manages have ARNs that start so."""

_PATIENCE = "2h"
"""A change is provisioned to every account that has the permission set, one role at a time in each, and Identity Center
refuses another change meanwhile; the provider waits and asks again."""


class PermissionSet(Construct):
    """Define a permission set, and attach its policies.

    Every later change provisions the permission set again wherever it is assigned. So it is complete before it is
    assigned anywhere, and when both go, the assignments go first (IAM Identity Center API Reference,
    ProvisionPermissionSet).

    Args:
        scope: The construct that owns the permission sets.
        id_: The permission set's name, and its address: renaming takes it from everybody.
        instance_arn: The instance of Identity Center.
        description: What the library says of it.
        session_hours: Hours until somebody signs in again.
        inline_policy: Its inline policy, as Terraform reads it.

    """

    def __init__(  # noqa: PLR0913 - keyword-only, each a part of the permission set
        self,
        scope: Construct,
        id_: str,
        *,
        instance_arn: str,
        description: PermissionSetDescription,
        session_hours: int,
        inline_policy: str | None,
    ) -> None:
        super().__init__(scope, id_)
        self._instance_arn = instance_arn
        self._permission_set = SsoadminPermissionSet(
            self,
            "Default",
            name=id_,
            description=description.description,
            instance_arn=instance_arn,
            session_duration=f"PT{session_hours}H",
            relay_state=description.relay_state,
            timeouts=SsoadminPermissionSetTimeouts(update=_PATIENCE),
        )
        self._attached: list[ITerraformDependable] = []
        managed = Construct(self, "managed")
        for policy in description.managed_policies:
            self._attach_managed(managed, policy)
        customer_managed = Construct(self, "customer-managed")
        for reference in description.customer_managed_policies:
            self._attach_customer_managed(customer_managed, reference)
        if inline_policy is not None:
            self._attach_inline(inline_policy)
        if description.permissions_boundary is not None:
            self._attach_boundary(description.permissions_boundary)

    @property
    def permission_set_arn(self) -> str:
        """Token: the permission set's ARN."""
        return self._permission_set.arn

    @property
    def complete(self) -> list[ITerraformDependable]:
        """What to depend on where everything must be attached."""
        return list(self._attached)

    def _attach_managed(self, scope: Construct, policy: str) -> None:
        attached = SsoadminManagedPolicyAttachment(
            scope,
            policy.rpartition("/")[2],
            instance_arn=self._instance_arn,
            permission_set_arn=self.permission_set_arn,
            managed_policy_arn=f"{AWS_POLICY}{policy}",
            timeouts=SsoadminManagedPolicyAttachmentTimeouts(create=_PATIENCE, delete=_PATIENCE),
        )
        self._attached.append(attached)

    def _attach_customer_managed(self, scope: Construct, policy: CustomerManagedPolicy) -> None:
        attached = SsoadminCustomerManagedPolicyAttachment(
            scope,
            policy.name,
            instance_arn=self._instance_arn,
            permission_set_arn=self.permission_set_arn,
            customer_managed_policy_reference=SsoadminCustomerManagedPolicyAttachmentCustomerManagedPolicyReference(
                name=policy.name, path=policy.path
            ),
            timeouts=SsoadminCustomerManagedPolicyAttachmentTimeouts(create=_PATIENCE, delete=_PATIENCE),
        )
        self._attached.append(attached)

    def _attach_inline(self, policy: str) -> None:
        attached = SsoadminPermissionSetInlinePolicy(
            self,
            "inline-policy",
            instance_arn=self._instance_arn,
            permission_set_arn=self.permission_set_arn,
            inline_policy=policy,
            timeouts=SsoadminPermissionSetInlinePolicyTimeouts(create=_PATIENCE, delete=_PATIENCE),
        )
        self._attached.append(attached)

    def _attach_boundary(self, boundary: PermissionsBoundary) -> None:
        attached = SsoadminPermissionsBoundaryAttachment(
            self,
            "permissions-boundary",
            instance_arn=self._instance_arn,
            permission_set_arn=self.permission_set_arn,
            permissions_boundary=SsoadminPermissionsBoundaryAttachmentPermissionsBoundary(
                managed_policy_arn=f"{AWS_POLICY}{boundary.managed_policy}" if boundary.managed_policy else None,
                customer_managed_policy_reference=_reference(boundary.customer_managed_policy),
            ),
            timeouts=SsoadminPermissionsBoundaryAttachmentTimeouts(create=_PATIENCE, delete=_PATIENCE),
        )
        self._attached.append(attached)


def _reference(
    policy: CustomerManagedPolicy | None,
) -> SsoadminPermissionsBoundaryAttachmentPermissionsBoundaryCustomerManagedPolicyReference | None:
    if policy is None:
        return None
    return SsoadminPermissionsBoundaryAttachmentPermissionsBoundaryCustomerManagedPolicyReference(
        name=policy.name, path=policy.path
    )
