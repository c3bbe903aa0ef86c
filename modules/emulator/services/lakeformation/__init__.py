"""Lake Formation permissions by LF-Tag and across accounts, which moto keeps and does not find again.

Behaviour from the AWS Lake Formation API Reference, pages "GrantPermissions", "RevokePermissions" and
"ListPermissions", and the Developer Guide, pages "Lake Formation permissions reference" (which permission there is on
what), "Updating cross-account data sharing version settings" (principals of other accounts, from version 3) and "Lake
Formation tag-based access control" (a grant names tags and values that exist).
"""

from __future__ import annotations

from typing import Any

from moto.core.exceptions import ServiceException
from moto.glue.models import glue_backends
from moto.lakeformation.models import lakeformation_backends
from moto.lakeformation.responses import LakeFormationResponse

from modules.emulator.records import Call, Errors, Record, Resource, Service
from modules.emulator.services.lakeformation.resources import admitted, kind_of, normal

_GRANTS = Resource("Permissions")
_LISTS = ("Permissions", "PermissionsWithGrantOption")
_FIRST_VERSION_WITH_PRINCIPALS = 3
_OPERATIONS = ("grant_permissions", "revoke_permissions", "list_permissions")


def register() -> None:
    """Replace moto's operations."""
    SERVICE.extend(LakeFormationResponse, replacing=frozenset(_OPERATIONS))


def _invalid(call: Call, message: str) -> ServiceException:
    return call.refusal("InvalidInputException", message)


def _asked(call: Call) -> tuple[str, dict[str, Any], set[str], set[str]]:
    """Read whom an input is about, what, and which permissions, those with grant option last."""
    principal = call.input["Principal"].get("DataLakePrincipalIdentifier", "")
    if not principal:
        raise _invalid(call, "A principal is missing.")
    catalog = call.input.get("CatalogId") or call.account_id
    resource = call.input["Resource"]
    if len(resource) != 1:
        raise _invalid(call, "Exactly one resource must be named.")
    kind = kind_of(resource)
    permissions, with_grant = (set(call.input.get(name) or ()) for name in _LISTS)
    if unfit := (permissions | with_grant) - admitted(kind):
        raise _invalid(call, f"Permissions [{', '.join(sorted(unfit))}] are not applicable to a resource of {kind}.")
    if not with_grant <= permissions:
        raise _invalid(call, "Permissions with grant option must be among the permissions.")
    return principal, normal(resource, catalog), permissions, with_grant


def _kept(call: Call, principal: str, resource: dict[str, Any]) -> Record | None:
    wanted = {"Principal": {"DataLakePrincipalIdentifier": principal}, "Resource": resource}
    return next(
        (record for record in call.records(_GRANTS) if {name: record[name] for name in wanted} == wanted),
        None,
    )


def _grant(call: Call) -> dict[str, Any]:
    principal, resource, permissions, with_grant = _asked(call)
    _exists(call, resource)
    settings = lakeformation_backends[call.account_id][call.region].settings[call.account_id]
    version = int(settings.get("Parameters", {}).get("CROSS_ACCOUNT_VERSION", "1"))
    is_of_other_account = principal.startswith("arn:aws:iam::") and f":{call.account_id}:" not in principal
    if is_of_other_account and version < _FIRST_VERSION_WITH_PRINCIPALS:
        raise _invalid(call, "Principals of other accounts take version 3 of the cross account settings, or later.")
    record = _kept(call, principal, resource)
    if record is None:
        record = {"Principal": {"DataLakePrincipalIdentifier": principal}, "Resource": resource}
        call.records(_GRANTS).append(record)
    for name, granted in zip(_LISTS, (permissions, with_grant), strict=True):
        record[name] = sorted({*record.get(name, ()), *granted})
    return {}


def _revoke(call: Call) -> dict[str, Any]:
    principal, resource, *revoked = _asked(call)
    record = _kept(call, principal, resource)
    missing = revoked[0] - set(record["Permissions"] if record else ())
    if record is None or missing:
        raise _invalid(call, f"No permissions revoked. Grantee does not have: [{', '.join(sorted(missing))}]")
    for name, gone in zip(_LISTS, revoked, strict=True):
        record[name] = sorted(set(record[name]) - gone)
    if not record["Permissions"]:
        call.records(_GRANTS).remove(record)
    return {}


def _list(call: Call) -> dict[str, Any]:
    principal, resource, kind = (call.input.get(name) for name in ("Principal", "Resource", "ResourceType"))
    if principal and not resource:
        raise _invalid(call, "Resource is mandatory if Principal is set in the input.")
    if resource is not None and len(resource) != 1:
        raise _invalid(call, "Exactly one resource must be named.")
    wanted = normal(resource, call.input.get("CatalogId") or call.account_id) if resource else None
    found = [
        dict(record)
        for record in call.records(_GRANTS)
        if (not principal or record["Principal"] == principal)
        and (wanted is None or record["Resource"] == wanted)
        and (kind is None or kind_of(record["Resource"]).startswith(kind))
    ]
    return {"PrincipalResourcePermissions": found}


def _exists(call: Call, resource: dict[str, Any]) -> None:
    """Refuse a grant on a database, an LF-Tag or a value that the account's own catalog lacks."""
    name, of = next(iter(resource.items()))
    if of.get("CatalogId") != call.account_id:
        return
    database = {"Database": of.get("Name"), "Table": of.get("DatabaseName")}.get(name)
    if database and database not in glue_backends[call.account_id][call.region].databases:
        raise call.refusal("EntityNotFoundException", f"Database not found: {database}")
    tags = lakeformation_backends[call.account_id][call.region].list_lf_tags(call.account_id)
    for tag in of.get("Expression", [of] if name == "LFTag" else []):
        if missing := set(tag["TagValues"]) - set(tags.get(tag["TagKey"], ())):
            raise call.refusal("EntityNotFoundException", f"Tag {tag['TagKey']} has no value {sorted(missing)}")


SERVICE = Service(
    "lakeformation",
    errors=Errors("InvalidInputException", "EntityNotFoundException", "AlreadyExistsException"),
    operations={"GrantPermissions": _grant, "RevokePermissions": _revoke, "ListPermissions": _list},
)
