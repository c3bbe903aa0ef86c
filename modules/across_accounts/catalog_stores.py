"""What scenarios ask for in catalogs: databases, tables and LF-Tags, as a `Store` each."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import filter as fitting
from fnmatch import fnmatchcase

from modules.across_accounts.lake_formation.asked_about import AskedAbout
from modules.across_accounts.lake_formation.catalog import Catalog, On
from modules.across_accounts.lake_formation.products import DataPlan, Tables, values
from modules.across_accounts.spec import AcrossScenarioSpec
from modules.across_accounts.stores import Store
from modules.policy_evaluation.reading.inputs import Account

OF_PRODUCTS, OF_LIBRARY = "products/", "library/"
"""What scenarios write before the key of an LF-Tag: one that the environment describes, or one of the library."""

_TABLE = "history"
"""What a table is called that a scenario asks for: none is synthesized, since jobs make them."""


def lake_stores(  # noqa: PLR0913 - who asks, and what of
    spec: AcrossScenarioSpec, owner: Account, catalog: Catalog, plan: DataPlan, *, asker: Account, execution_role: str
) -> Iterator[Store]:
    """Give what a scenario asks for in one catalog.

    Args:
        spec: The scenario.
        owner: The account of the catalog.
        catalog: The catalog.
        plan: What the environment says of data.
        asker: The account of who asks.
        execution_role: The role that workspaces of that account work as, by path and name.

    """
    for path, about in _asked_about(spec, catalog, plan, asker.key):
        yield Store(
            kind=spec.resource,
            address=about.called,
            name=about.called,
            arn=f"arn:aws:glue:{catalog.region}:{owner.known_id}:{path}",
            account=owner,
            region=catalog.region,
            document=None,
            tags={},
            execution_role=execution_role,
            about=about,
        )


def _asked_about(
    spec: AcrossScenarioSpec, catalog: Catalog, plan: DataPlan, reader: str
) -> Iterator[tuple[str, AskedAbout]]:
    """Give each thing that is asked for, with the end of its ARN."""
    place, permission = (catalog.account, catalog.region), spec.passing_on or ""
    if spec.resource == "lf-tag":
        for key, value in values(catalog.ontology):
            if fnmatchcase(f"{OF_PRODUCTS if key in plan.tags else OF_LIBRARY}{key}", spec.named):
                yield "", AskedAbout(catalog=place, on=On.LF_TAG, name=key, tags={key: value})
        return
    for name in fitting(catalog.databases, spec.named):
        if spec.resource == "database":
            if spec.tables in {None, Tables.ANY, plan.tables_of(name, reader=reader)}:
                about = AskedAbout(catalog=place, on=On.DATABASE, name=name, permission=permission)
                yield f"database/{name}", about
            continue
        location = _location(catalog, spec.stored_in)
        for tags in plan.tables(spec.tables or Tables.ANY, database=name, reader=reader):
            about = AskedAbout(
                catalog=place, on=On.TABLE, name=name, tags=tags, location=location, permission=permission
            )
            yield f"table/{name}/{_TABLE}", about


def _location(catalog: Catalog, bucket: str | None) -> str:
    return next((arn for arn in catalog.locations if bucket and fnmatchcase(arn.rpartition(":")[2], bucket)), "")
