"""What Lake Formation grants permissions on: kinds of resources, and when two descriptions mean the same.

From the AWS Lake Formation Developer Guide, page "Lake Formation permissions reference".
"""

from __future__ import annotations

from typing import Any

_DATABASE = frozenset({"ALL", "ALTER", "CREATE_TABLE", "DESCRIBE", "DROP"})
_TABLE = frozenset({"ALL", "ALTER", "DELETE", "DESCRIBE", "DROP", "INSERT", "SELECT"})

_ADMITTED = {
    "CATALOG": frozenset({"ALL", "CREATE_DATABASE", "CREATE_LF_TAG", "CREATE_LF_TAG_EXPRESSION", "DESCRIBE"}),
    "DATABASE": _DATABASE,
    "TABLE": _TABLE,
    "TABLE_WITH_COLUMNS": frozenset({"SELECT"}),
    "DATA_LOCATION": frozenset({"DATA_LOCATION_ACCESS"}),
    "DATA_CELLS_FILTER": frozenset({"SELECT"}),
    "LF_TAG": frozenset({"ALTER", "ASSOCIATE", "DESCRIBE", "DROP", "GRANT_WITH_LF_TAG_EXPRESSION"}),
    "LF_TAG_POLICY_DATABASE": _DATABASE,
    "LF_TAG_POLICY_TABLE": _TABLE,
    "LF_NAMED_TAG_EXPRESSION": frozenset({"ALTER", "DESCRIBE", "DROP", "GRANT_WITH_LF_TAG_EXPRESSION"}),
}

_KINDS = {
    "Catalog": "CATALOG",
    "Database": "DATABASE",
    "Table": "TABLE",
    "TableWithColumns": "TABLE_WITH_COLUMNS",
    "DataLocation": "DATA_LOCATION",
    "DataCellsFilter": "DATA_CELLS_FILTER",
    "LFTag": "LF_TAG",
    "LFTagExpression": "LF_NAMED_TAG_EXPRESSION",
}

_CATALOG_MEMBERS = {"Catalog": "Id", "DataCellsFilter": "TableCatalogId"}
"""What the member is called that names the catalog, where it is not `CatalogId`."""


def kind_of(resource: dict[str, Any]) -> str:
    """Name the kind of a resource, as `ListPermissions` filters by it."""
    name, of = next(iter(resource.items()))
    return f"LF_TAG_POLICY_{of['ResourceType']}" if name == "LFTagPolicy" else _KINDS[name]


def admitted(kind: str) -> frozenset[str]:
    """Return the permissions that there are on resources of a kind."""
    return _ADMITTED[kind]


def normal(resource: dict[str, Any], catalog_id: str) -> dict[str, Any]:
    """Write a resource as every description of the same: with its catalog, and lists in order."""
    name, of = next(iter(resource.items()))
    written = {_CATALOG_MEMBERS.get(name, "CatalogId"): catalog_id, **of}
    if "Expression" in written:
        ordered = [{**tag, "TagValues": sorted(tag["TagValues"])} for tag in written["Expression"]]
        written["Expression"] = sorted(ordered, key=lambda tag: str(tag["TagKey"]))
    if "TagValues" in written:
        written["TagValues"] = sorted(written["TagValues"])
    if "ColumnNames" in written:
        written["ColumnNames"] = sorted(written["ColumnNames"])
    return {name: written}
