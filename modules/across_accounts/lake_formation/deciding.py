"""Whether Lake Formation admits a request, beside what IAM says of it.

AWS Lake Formation Developer Guide, Lake Formation permissions reference, Implicit Lake Formation permissions, and
Cross-account data sharing in Lake Formation (read 29 November 2026).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from modules.across_accounts.lake_formation.asked_about import AskedAbout
from modules.across_accounts.lake_formation.catalog import (
    IAM_ALLOWED_PRINCIPALS,
    OF_THE_ACCOUNT,
    SUPER,
    Catalog,
    Grant,
    On,
    carries,
)

Catalogs = Mapping[tuple[str, str], Catalog]
"""By the key of the account, and the region."""

_ANY_OF_A_TABLE = frozenset({"ALTER", "DELETE", "DESCRIBE", "DROP", "INSERT", "SELECT"})
NEEDED: Mapping[tuple[str, On], frozenset[str]] = {
    ("glue:CreateTable", On.TABLE): frozenset({"CREATE_TABLE"}),
    ("glue:DeleteTable", On.TABLE): frozenset({"DROP"}),
    ("glue:GetDatabase", On.DATABASE): frozenset({"ALTER", "CREATE_TABLE", "DESCRIBE", "DROP"}),
    ("glue:GetTable", On.TABLE): _ANY_OF_A_TABLE,
    ("glue:UpdateTable", On.TABLE): frozenset({"ALTER"}),
    ("lakeformation:AddLFTagsToResource", On.LF_TAG): frozenset({"ASSOCIATE"}),
    ("lakeformation:GetDataAccess", On.TABLE): frozenset({"SELECT"}),
    ("lakeformation:GetLFTag", On.LF_TAG): frozenset({"ASSOCIATE", "DESCRIBE"}),
    ("lakeformation:GrantPermissions", On.DATABASE): frozenset(),
    ("lakeformation:GrantPermissions", On.TABLE): frozenset(),
}
"""The permissions of which one is needed, by action and what it is asked of; of who grants, the option to."""

OF_ADMINS = frozenset({"ASSOCIATE", "DESCRIBE", "CREATE_DATABASE", "DATA_LOCATION_ACCESS"})
"""What administrators of a catalog have in it without a grant, beside granting everything to anybody."""


def admits(catalogs: Catalogs, principal: str, action: str, about: AskedAbout) -> bool:
    """Say whether Lake Formation admits a request of a principal.

    Args:
        catalogs: All of them.
        principal: Its ARN.
        action: One of `NEEDED`.
        about: What it is about.

    """
    catalog = catalogs.get(about.catalog)
    if catalog is None or catalog.is_open:
        return True
    if action == "lakeformation:GrantPermissions":
        return _may_pass_on(catalogs, catalog, principal, about)
    if _is_left_to_iam(catalog, about, NEEDED[action, about.on]):
        return True
    held = _held(catalog, principal, about)
    if action == "lakeformation:GetDataAccess" and about.location not in catalog.locations:
        return False
    if action == "glue:CreateTable":
        return _creates(catalog, principal, about)
    if principal in catalog.admins:
        held |= OF_ADMINS
    if _administers_what_is_shared(catalogs, about.catalog, principal):
        held |= _shared_with(catalog, principal, about) & {"DESCRIBE"}
    return bool(held & NEEDED[action, about.on])


def _held(catalog: Catalog, principal: str, about: AskedAbout) -> frozenset[str]:
    """Return what grants, and the defaults of a database, give a principal itself on something."""
    held = frozenset[str]().union(
        *(_all_of(grant.permissions) for grant in catalog.grants if _is_for(grant, catalog, about, principal))
    )
    if about.on is On.TABLE:
        held |= _all_of((catalog.databases[about.name].owners or {}).get(principal, frozenset()))
    return held


def _all_of(permissions: frozenset[str]) -> frozenset[str]:
    return permissions | _ANY_OF_A_TABLE | {"CREATE_TABLE"} if SUPER in permissions else permissions


def _is_for(grant: Grant, catalog: Catalog, about: AskedAbout, principal: str) -> bool:
    return grant.principal in _granted_as(principal) and _is_about(grant, catalog, about)


@cache  # asked for every grant of a catalog
def _granted_as(principal: str) -> frozenset[str]:
    """Return what grants call a principal."""
    account = principal.split(":")[4]
    return frozenset({principal, IAM_ALLOWED_PRINCIPALS, f"{account}{OF_THE_ACCOUNT}"})


def _is_about(grant: Grant, catalog: Catalog, about: AskedAbout) -> bool:
    if grant.on is not about.on:
        return False
    if grant.name and grant.name != about.name:
        return False
    tags = about.tags if about.on is On.LF_TAG else {**catalog.databases[about.name].tags, **about.tags}
    return carries(tags, grant.expression)


def _is_left_to_iam(catalog: Catalog, about: AskedAbout, needed: frozenset[str]) -> bool:
    """Whether Lake Formation leaves something to IAM, as it does before anybody says who owns tables."""
    if about.on is not On.TABLE or not needed & _ANY_OF_A_TABLE:
        return False
    owners = catalog.databases[about.name].owners
    return owners is None or IAM_ALLOWED_PRINCIPALS in owners


def _creates(catalog: Catalog, principal: str, about: AskedAbout) -> bool:
    """Say whether a principal makes a table: it takes a permission on its database, and one on its location."""
    database = AskedAbout(catalog=about.catalog, on=On.DATABASE, name=about.name)
    locations = {
        grant.name
        for grant in catalog.grants
        if grant.on is On.LOCATION
        and grant.principal in _granted_as(principal)
        and "DATA_LOCATION_ACCESS" in grant.permissions
    }
    return "CREATE_TABLE" in _held(catalog, principal, database) and about.location in locations


def _may_pass_on(catalogs: Catalogs, catalog: Catalog, principal: str, about: AskedAbout) -> bool:
    """Say whether a principal may grant: an administrator of the catalog, by an option, or where it is shared."""
    if principal in catalog.admins:
        return True
    own = (grant.passed_on for grant in catalog.grants if _is_for(grant, catalog, about, principal))
    passed_on = frozenset[str]().union(*map(_all_of, own))
    if _administers_what_is_shared(catalogs, about.catalog, principal):
        passed_on |= _shared_with(catalog, principal, about)
    return about.permission in passed_on


def _administers_what_is_shared(catalogs: Catalogs, place: tuple[str, str], principal: str) -> bool:
    """Whether a principal administers the catalog of an account of its own, which something is shared with."""
    account, region = principal.split(":")[4], place[1]
    return any(
        principal in catalog.admins
        for (_, in_region), catalog in catalogs.items()
        if catalog.account_id == account and in_region == region
    )


def _shared_with(catalog: Catalog, principal: str, about: AskedAbout) -> frozenset[str]:
    """Return what an account may pass on that a principal is in; it is never granted without that option."""
    shared = (
        grant.passed_on
        for grant in catalog.grants
        if grant.principal == principal.split(":")[4] and _is_about(grant, catalog, about)
    )
    return frozenset[str]().union(*shared)
