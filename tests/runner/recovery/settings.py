"""Types that are settings of something that exists anyway: to create one again is to set the same again."""

from __future__ import annotations

SETTINGS = frozenset(
    {
        "aws_account_alternate_contact",
        "aws_default_route_table",
        "aws_default_security_group",
        "aws_ebs_default_kms_key",
        "aws_ebs_encryption_by_default",
        "aws_iam_account_password_policy",
        "aws_iam_role_policy",
        "aws_iam_role_policy_attachment",
        "aws_networkfirewall_logging_configuration",
        "aws_ram_sharing_with_organization",
        "aws_s3_account_public_access_block",
        "aws_s3_bucket_lifecycle_configuration",
        "aws_s3_bucket_ownership_controls",
        "aws_s3_bucket_policy",
        "aws_s3_bucket_public_access_block",
        "aws_s3_bucket_server_side_encryption_configuration",
        "aws_s3_bucket_versioning",
        "aws_ssoadmin_permission_set_inline_policy",
        "aws_ssoadmin_permissions_boundary_attachment",
        "terraform_data",
    }
)
