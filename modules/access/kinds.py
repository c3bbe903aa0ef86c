"""Types of resources, by what they are to the access of people: followed, or of no concern. Others are refused."""

from __future__ import annotations

SET, INLINE = "aws_ssoadmin_permission_set", "aws_ssoadmin_permission_set_inline_policy"
MANAGED, CUSTOMER = "aws_ssoadmin_managed_policy_attachment", "aws_ssoadmin_customer_managed_policy_attachment"
BOUNDARY, ASSIGNMENT = "aws_ssoadmin_permissions_boundary_attachment", "aws_ssoadmin_account_assignment"
GROUP = "aws_identitystore_group"

FOLLOWED = frozenset({SET, INLINE, MANAGED, CUSTOMER, BOUNDARY, ASSIGNMENT, GROUP})
"""Types that decide who may do what where, and that are read."""

OF_NO_CONCERN = frozenset(
    {
        "aws_iam_account_alias", "aws_iam_account_password_policy", "aws_iam_instance_profile",
        "aws_iam_openid_connect_provider", "aws_iam_organizations_features", "aws_iam_policy", "aws_iam_role",
        "aws_iam_role_policies_exclusive",
        "aws_iam_role_policy", "aws_iam_role_policy_attachment", "aws_iam_role_policy_attachments_exclusive",
        "aws_iam_security_token_service_preferences", "aws_iam_server_certificate", "aws_iam_service_linked_role",
        "aws_identitystore_group_membership", "aws_identitystore_user",
        "aws_ssoadmin_instance_access_control_attributes",
    }
)  # fmt: skip
"""Types of the same services that give no group anything: who is in a group, attributes of people, roles of
services."""

_FAMILIES = ("aws_iam_", "aws_identitystore_", "aws_rolesanywhere_", "aws_ssoadmin_")
"""Services by which people get in."""


ORGANIZATION_POLICY = "AWS::Organizations::Policy"
"""What Cloud Control API calls an organization policy, which gives no group anything."""


def is_of_no_concern(kind: str) -> bool:
    """Whether the matrix is whole whatever resources of a type there are."""
    of_provider = kind.startswith("aws_") and not kind.startswith(_FAMILIES)
    return of_provider or kind in FOLLOWED or kind in OF_NO_CONCERN or kind == ORGANIZATION_POLICY
