"""Who may do what in a lake: its jobs keep tables, governance sees what there is."""

from __future__ import annotations

from collections.abc import Iterable

from cdktf_cdktf_provider_aws.lakeformation_permissions import (
    LakeformationPermissions,
    LakeformationPermissionsDatabase,
    LakeformationPermissionsDataLocation,
    LakeformationPermissionsLfTag,
)
from cdktf_cdktf_provider_aws.lakeformation_resource_lf_tags import (
    LakeformationResourceLfTags,
    LakeformationResourceLfTagsDatabase,
    LakeformationResourceLfTagsLfTag,
)
from constructs import Construct

from modules.data.catalog import LfTags
from modules.data.lake import Lake
from modules.data.lake_zone import LakeZone
from modules.data.zones import DOMAIN_TAG, ZONE_TAG, Expression, Zone


class ZoneTags(Construct):
    """Give the database of a zone the library's LF-Tags, which its tables inherit."""

    def __init__(self, scope: Construct, id_: str, *, zone: Zone, lake: Lake, defined: LakeZone, tags: LfTags) -> None:  # noqa: PLR0913 - what it needs of others comes in as an argument
        super().__init__(scope, id_)
        LakeformationResourceLfTags(
            self,
            "Default",
            database=LakeformationResourceLfTagsDatabase(name=defined.database_name),
            lf_tag=[
                LakeformationResourceLfTagsLfTag(key=tags.key(DOMAIN_TAG), value=lake.domain),
                LakeformationResourceLfTagsLfTag(key=tags.key(ZONE_TAG), value=zone.value),
            ],
        )


class PipelineGrants(Construct):
    """Let the lake's jobs make tables in every zone, and say with the environment's LF-Tags what a table is.

    Tables that they make are theirs by the default of the database. The library's own tags they cannot set: no table of
    another zone becomes a product.
    """

    def __init__(  # noqa: PLR0913 - what it needs of others comes in as an argument
        self,
        scope: Construct,
        id_: str,
        *,
        role_arn: str,
        zones: Iterable[LakeZone],
        own_tags: Expression,
        tags: LfTags,
    ) -> None:
        super().__init__(scope, id_)
        for zone in zones:
            of_zone = Construct(self, zone.node.id)
            LakeformationPermissions(
                of_zone,
                "database",
                principal=role_arn,
                permissions=["CREATE_TABLE", "DESCRIBE"],
                database=LakeformationPermissionsDatabase(name=zone.database_name),
            )
            LakeformationPermissions(
                of_zone,
                "location",
                principal=role_arn,
                permissions=["DATA_LOCATION_ACCESS"],
                data_location=LakeformationPermissionsDataLocation(arn=zone.location_arn),
            )
        of_tags = Construct(self, "tags")
        for key, values in own_tags.items():
            LakeformationPermissions(
                of_tags,
                key,
                principal=role_arn,
                permissions=["ASSOCIATE", "DESCRIBE"],
                lf_tag=LakeformationPermissionsLfTag(key=tags.key(key), values=[*values]),
            )
