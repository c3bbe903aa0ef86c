"""Catalogs as they were synthesized; what nobody here knows how to follow is refused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from modules.across_accounts.execution_roles import execution_roles
from modules.across_accounts.lake_formation.catalog import Catalog, Database, Expression, Grant, On
from modules.across_accounts.lake_formation.kinds import (
    ARGUMENTS,
    DATABASE,
    LF_TAG,
    LF_TAGS_OF,
    LOCATION,
    META_ARGUMENTS,
    PERMISSIONS,
    PREFIX,
    SETTINGS,
)
from modules.across_accounts.stand_ins import StandIns
from modules.specification.errors import LandingZoneError
from modules.synthesized.environment import Synthesized
from modules.synthesized.resources import EVERY_KIND, Resource, written

_Place = tuple[str, str]
"""The key of an account, and a region."""


def read_catalogs(synthesized: Synthesized, stand_ins: StandIns) -> dict[_Place, Catalog]:
    """Return every catalog that Lake Formation governs, by account and region.

    Raises:
        LandingZoneError: something about one is of a kind, or says something, that is not followed.

    """
    refuse_unfollowed(synthesized)
    found = defaultdict[_Place, list[Resource]](list)
    for resource in synthesized.resources(ARGUMENTS):
        if not resource.identity.partition(":")[2].startswith("data."):
            found[str(resource.account), str(resource.region)].append(resource)
    governed = {place: each for place, each in found.items() if any(resource.kind == SETTINGS for resource in each)}
    roles = execution_roles(synthesized, {SETTINGS})
    return {place: _catalog(place, each, stand_ins, roles) for place, each in governed.items()}


def refuse_unfollowed(synthesized: Synthesized) -> None:
    """Refuse types of Lake Formation, and arguments of what is followed, that nobody reads.

    Raises:
        LandingZoneError: there is such a one.

    """
    for scope in synthesized.scopes():
        for address, kind, body in written(scope, EVERY_KIND):
            if not kind.startswith(PREFIX) and kind not in ARGUMENTS:
                continue
            known = ARGUMENTS.get(kind)
            strange = sorted(body.keys() - known - META_ARGUMENTS) if known else [kind]
            if known and body.get("hybrid_access_enabled"):
                strange.append("hybrid_access_enabled")
            if strange:
                raise LandingZoneError(
                    "what Lake Formation grants is not read",
                    got=f"{', '.join(strange)} of {scope.document.name}:{address}",
                    why="who reads a table is proved with every grant, tag and setting that decides about it",
                    fix="follow it in modules/across_accounts/lake_formation",
                )


def _catalog(place: _Place, resources: Sequence[Resource], stand_ins: StandIns, roles: Mapping[str, str]) -> Catalog:
    of_kind = defaultdict[str, list[Resource]](list)
    for resource in resources:
        of_kind[resource.kind].append(resource)
    settings = of_kind[SETTINGS][0]
    tags = [(stand_ins.value(each, "key"), stand_ins.value(each, "values")) for each in of_kind[LF_TAG]]
    return Catalog(
        account=place[0],
        account_id=stand_ins.account_id(settings),
        region=place[1],
        settings=settings.address,
        execution_role=roles[settings.identity],
        admins=frozenset(stand_ins.value(settings, "admins")),
        ontology={key: tuple(values) for key, values in tags},
        databases=dict(_databases(of_kind[DATABASE], of_kind[LF_TAGS_OF], stand_ins)),
        locations={stand_ins.value(each, "arn"): each.address for each in of_kind[LOCATION]},
        grants=tuple(_grant(each, stand_ins) for each in of_kind[PERMISSIONS]),
    )


def _databases(
    databases: Sequence[Resource], tagged: Sequence[Resource], stand_ins: StandIns
) -> Iterator[tuple[str, Database]]:
    tags: dict[str, Mapping[str, str]] = {
        _block(stand_ins.value(each, "database"))["name"]: {
            tag["key"]: tag["value"] for tag in _blocks(stand_ins.value(each, "lf_tag"))
        }
        for each in tagged
    }
    for database in databases:
        if database.values.get("target_database"):
            continue  # a link: whoever follows it is asked about what it leads to
        name = stand_ins.value(database, "name")
        yield name, Database(address=database.address, tags=tags.get(name, {}), owners=_owners(database, stand_ins))


def _owners(database: Resource, stand_ins: StandIns) -> dict[str, frozenset[str]] | None:
    """Return who owns tables that are made in a database; none where IAM decides, since it says nothing."""
    defaults = _blocks(stand_ins.value(database, "create_table_default_permission"))
    owners = {
        _block(each["principal"])["data_lake_principal_identifier"]: frozenset(each["permissions"]) for each in defaults
    }
    return owners or None


def _grant(resource: Resource, stand_ins: StandIns) -> Grant:
    on, name, expression = _granted_on(resource, stand_ins)
    return Grant(
        address=resource.address,
        principal=str(stand_ins.value(resource, "principal")),
        permissions=frozenset(stand_ins.value(resource, "permissions")),
        passed_on=frozenset(stand_ins.value(resource, "permissions_with_grant_option") or ()),
        on=on,
        name=name,
        expression=expression,
    )


def _granted_on(resource: Resource, stand_ins: StandIns) -> tuple[On, str, Expression]:
    if policy := _block(stand_ins.value(resource, "lf_tag_policy")):
        carried = {each["key"]: tuple(each["values"]) for each in _blocks(policy["expression"])}
        return On(policy["resource_type"]), "", carried
    if database := _block(stand_ins.value(resource, "database")):
        return On.DATABASE, database["name"], {}
    if location := _block(stand_ins.value(resource, "data_location")):
        return On.LOCATION, location["arn"], {}
    tag = _block(stand_ins.value(resource, "lf_tag"))
    return On.LF_TAG, tag["key"], {tag["key"]: tuple(tag["values"])}


def _block(written: Any) -> Any:
    """Return a block that Terraform takes once, which may be written as a list."""
    return written[0] if isinstance(written, list) and written else written or {}


def _blocks(written: Any) -> Sequence[Any]:
    return written if isinstance(written, list) else [written] if written else []
