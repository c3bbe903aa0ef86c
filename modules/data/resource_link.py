"""A link to a database of another account, by which queries find its tables."""

from __future__ import annotations

from cdktf_cdktf_provider_aws.glue_catalog_database import GlueCatalogDatabase, GlueCatalogDatabaseTargetDatabase
from constructs import Construct


class ResourceLink(Construct):
    """Define the link, called as what it leads to: views of the lake name their database.

    Whoever sees the link sees nothing behind it without a grant, and a link may be there before the grant (AWS Lake
    Formation Developer Guide, How resource links work).

    Args:
        scope: The workspace.
        id_: What it is called in addresses.
        database: The database's name.
        account_id: The account that has the link.
        owner_id: The account that owns the database.
        region: The region of both.

    """

    def __init__(  # noqa: PLR0913 - each is a property of its own
        self, scope: Construct, id_: str, *, database: str, account_id: str, owner_id: str, region: str
    ) -> None:
        super().__init__(scope, id_)
        GlueCatalogDatabase(
            self,
            "Default",
            catalog_id=account_id,
            name=database,
            target_database=GlueCatalogDatabaseTargetDatabase(
                catalog_id=owner_id, database_name=database, region=region
            ),
        )
