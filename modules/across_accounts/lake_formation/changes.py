"""Every small change of a catalog that could be a slip, each of which a scenario must notice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from modules.across_accounts.lake_formation.catalog import (
    IAM_ALLOWED_PRINCIPALS,
    OF_THE_ACCOUNT,
    SUPER,
    Catalog,
    Database,
    Expression,
    Grant,
    LfTags,
    On,
    carries,
)


class CatalogOperator(StrEnum):
    """A kind of change."""

    GRANT_REMOVED = "grant removed"
    GRANT_WIDENED = "grant widened"
    PERMISSION_REMOVED = "permission of a grant removed"
    EXPRESSION_WIDENED = "tag expression widened"
    EXPRESSION_NARROWED = "tag expression narrowed"
    SETTING = "setting of a catalog changed"
    DATABASE = "tags or owners of a database changed"


@dataclass(frozen=True, slots=True)
class CatalogChange:
    """One change."""

    address: str
    """Of the resource that it is in."""
    operator: CatalogOperator
    change: str
    """What was changed, as a reader knows it."""
    catalog: Catalog
    """The catalog as changed."""
    equivalent: str = ""
    """Why it changes nothing for any request; empty where it may."""
    principals: frozenset[str] | None = None
    """Those alone whom it concerns; none for everybody."""


def catalog_changes(catalog: Catalog) -> Iterator[CatalogChange]:
    """Give every change of one catalog."""
    yield from _of_settings(catalog)
    yield from _of_databases(catalog)
    for grant in catalog.grants:
        yield from _of_grant(catalog, grant)


def _of_settings(catalog: Catalog) -> Iterator[CatalogChange]:
    setting = CatalogOperator.SETTING
    if catalog.databases:
        yield CatalogChange(catalog.settings, setting, "IAM alone decides", replace(catalog, is_open=True))
    yield CatalogChange(catalog.settings, setting, "without administrators", replace(catalog, admins=frozenset()))
    for arn, address in catalog.locations.items():
        left = {other: each for other, each in catalog.locations.items() if other != arn}
        yield CatalogChange(address, setting, "location taken away", replace(catalog, locations=left))


def _of_databases(catalog: Catalog) -> Iterator[CatalogChange]:
    for name, database in catalog.databases.items():
        for change, changed in _changed(database, catalog.ontology):
            databases = {**catalog.databases, name: changed}
            yield CatalogChange(
                database.address,
                CatalogOperator.DATABASE,
                change,
                replace(catalog, databases=databases),
                _unasked(catalog, database, changed),
            )


def _changed(database: Database, ontology: Expression) -> Iterator[tuple[str, Database]]:
    yield "tables are left to IAM", replace(database, owners=None)
    yield "tables have no owner", replace(database, owners={})
    for key, value in database.tags.items():
        others = {other: each for other, each in database.tags.items() if other != key}
        yield f"without {key}", replace(database, tags=others)
        for another in ontology.get(key, ()):
            if another != value:
                yield f"{key}={another}", replace(database, tags={**others, key: another})


def _of_grant(catalog: Catalog, grant: Grant) -> Iterator[CatalogChange]:
    removed = tuple(each for each in catalog.grants if each is not grant)
    yield CatalogChange(
        grant.address,
        CatalogOperator.GRANT_REMOVED,
        "removed",
        replace(catalog, grants=removed),
        principals=_concerned(grant),
    )
    changes = (*_permissions(grant), *_principals(grant), *_expressions(catalog, grant))
    for operator, change, changed in changes:
        grants = tuple(changed if each is grant else each for each in catalog.grants)
        yield CatalogChange(
            grant.address,
            operator,
            change,
            replace(catalog, grants=grants),
            _equivalent(catalog, grant, changed),
            _concerned(grant, changed),
        )


def _concerned(*grants: Grant) -> frozenset[str] | None:
    """Return whom grants concern, where they name roles; none where they name accounts or groups."""
    named = frozenset(grant.principal for grant in grants)
    return named if all(principal.startswith("arn:") for principal in named) else None


_Changed = tuple[CatalogOperator, str, Grant]


def _permissions(grant: Grant) -> Iterator[_Changed]:
    less, more = CatalogOperator.PERMISSION_REMOVED, CatalogOperator.GRANT_WIDENED
    for permission in sorted(grant.permissions) if len(grant.permissions) > 1 else ():
        left = grant.permissions - {permission}
        yield less, f"without {permission}", replace(grant, permissions=left, passed_on=grant.passed_on & left)
    if grant.passed_on:
        yield less, "without grant option", replace(grant, passed_on=frozenset())
    elif grant.on in {On.DATABASE, On.TABLE}:
        yield more, "with grant option", replace(grant, passed_on=grant.permissions)
    if grant.on is On.TABLE:
        everything = frozenset({SUPER})
        passed_on = frozenset({*grant.permissions, "SELECT"}) if grant.passed_on else grant.passed_on
        yield more, f"permission {SUPER}", replace(grant, permissions=everything, passed_on=passed_on)


def _principals(grant: Grant) -> Iterator[_Changed]:
    if grant.on is On.LOCATION:
        return
    more = CatalogOperator.GRANT_WIDENED
    yield more, f"to {IAM_ALLOWED_PRINCIPALS}", replace(grant, principal=IAM_ALLOWED_PRINCIPALS)
    account = grant.principal.split(":")[4] if ":" in grant.principal else grant.principal
    yield more, "to everybody of the account", replace(grant, principal=f"{account}{OF_THE_ACCOUNT}")


def _expressions(catalog: Catalog, grant: Grant) -> Iterator[_Changed]:
    """Give changes of the LF-Tags that databases or tables carry, or of those that may be given to a table."""
    for key, values in grant.expression.items():
        without = {other: each for other, each in grant.expression.items() if other != key}
        if without:
            yield CatalogOperator.EXPRESSION_WIDENED, f"without {key}", replace(grant, expression=without)
        for value in values if len(values) > 1 else ():
            left = {**grant.expression, key: tuple(each for each in values if each != value)}
            yield CatalogOperator.EXPRESSION_NARROWED, f"without {key}={value}", replace(grant, expression=left)
        for value in catalog.ontology.get(key, ()):
            if value not in values:
                more = {**grant.expression, key: (*values, value)}
                yield CatalogOperator.EXPRESSION_WIDENED, f"with {key}={value}", replace(grant, expression=more)
    if grant.on is On.LF_TAG:
        for key, of_key in catalog.ontology.items():
            if key != grant.name:
                another = replace(grant, name=key, expression={key: of_key})
                yield CatalogOperator.GRANT_WIDENED, f"of {key}", another


def _unasked(catalog: Catalog, database: Database, changed: Database) -> str:
    """Say why other LF-Tags of a database mean the same: no grant asks for what changed."""
    if database.owners != changed.owners:
        return ""
    own = list(catalog.own_tags(database))
    for grant in catalog.grants:
        tables = own if grant.on is On.TABLE else [{}] if grant.on is On.DATABASE else []
        if any(_means(grant, {**database.tags, **each}) != _means(grant, {**changed.tags, **each}) for each in tables):
            return ""
    return "no grant asks for it"


def _means(grant: Grant, tags: LfTags) -> bool:
    return carries(tags, grant.expression)


def _equivalent(catalog: Catalog, grant: Grant, changed: Grant) -> str:
    """Say why a wider or narrower expression means the same: every database carries what it asks for."""
    if grant.on not in {On.DATABASE, On.TABLE} or replace(changed, expression=grant.expression) != grant:
        return ""
    for database in catalog.databases.values():
        for own in catalog.own_tags(database) if grant.on is On.TABLE else ({},):
            tags = {**database.tags, **own}
            if _means(grant, tags) != _means(changed, tags):
                return ""
    return "every database of the catalog carries the LF-Tag, with that value"
