"""Types of resources that decide who reads a table, with the arguments of each that are followed."""

from __future__ import annotations

from collections.abc import Mapping

PREFIX = "aws_lakeformation_"

DATABASE = "aws_glue_catalog_database"
LF_TAG = "aws_lakeformation_lf_tag"
LF_TAGS_OF = "aws_lakeformation_resource_lf_tags"
LOCATION = "aws_lakeformation_resource"
PERMISSIONS = "aws_lakeformation_permissions"
SETTINGS = "aws_lakeformation_data_lake_settings"

ARGUMENTS: Mapping[str, frozenset[str]] = {
    DATABASE: frozenset({"catalog_id", "create_table_default_permission", "description", "name", "target_database"}),
    LF_TAG: frozenset({"catalog_id", "key", "values"}),
    LF_TAGS_OF: frozenset({"database", "lf_tag"}),
    LOCATION: frozenset({"arn", "hybrid_access_enabled", "role_arn"}),
    PERMISSIONS: frozenset(
        {
            "data_location",
            "database",
            "lf_tag",
            "lf_tag_policy",
            "permissions",
            "permissions_with_grant_option",
            "principal",
        }
    ),
    SETTINGS: frozenset({"admins", "parameters"}),
}

META_ARGUMENTS = frozenset({"//", "depends_on", "lifecycle", "provider", "tags"})
"""Arguments that say nothing of who may do what."""
