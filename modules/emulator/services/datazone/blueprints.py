"""Blueprints of environments that AWS manages in each domain of Amazon DataZone, and how an account enables them.

Behaviour from the Amazon DataZone API Reference, pages "ListEnvironmentBlueprints", "GetEnvironmentBlueprint",
"PutEnvironmentBlueprintConfiguration", "GetEnvironmentBlueprintConfiguration",
"ListEnvironmentBlueprintConfigurations" and "DeleteEnvironmentBlueprintConfiguration"; Amazon DataZone User Guide,
"Enable built-in blueprints in the AWS account that owns the Amazon DataZone domain". A second configuration of a
blueprint takes the place of the first.
"""

from __future__ import annotations

from typing import Any

from moto.core.utils import utcnow

from modules.emulator.records import Call, Record, describe, list_
from modules.emulator.records.operations import Operation
from modules.emulator.services.datazone.domains import find_role
from modules.emulator.services.datazone.resources import CONFIGURATION, domain_of

_MANAGED = ("DefaultDataLake", "DefaultDataWarehouse", "CustomAwsService")
_ROLES = ("manageAccessRoleArn", "provisioningRoleArn")


def _blueprints(call: Call) -> list[Record]:
    """List the blueprints of the call's domain. They have ids of their own in each."""
    domain = domain_of(call)
    return [
        {
            "id": f"{domain['id'].removeprefix('dzd_')}{name[-4:].lower()}",
            "name": name,
            "provider": "Amazon DataZone",
            "provisioningProperties": {"cloudFormation": {"templateUrl": f"https://s3.amazonaws.com/{name}.json"}},
            "createdAt": domain["createdAt"],
            "updatedAt": domain["createdAt"],
        }
        for name in _MANAGED
    ]


def _blueprint(call: Call, id_: str) -> Record:
    for blueprint in _blueprints(call):
        if blueprint["id"] == id_:
            return blueprint
    raise call.refusal("ResourceNotFoundException", f"The blueprint {id_} does not exist")


def _get(call: Call) -> dict[str, Any]:
    return _blueprint(call, call.input["identifier"])


def _list(call: Call) -> dict[str, Any]:
    name, managed = call.input.get("name"), call.input.get("managed", True)
    found = [blueprint for blueprint in _blueprints(call) if managed and name in (None, blueprint["name"])]
    return {"items": found}


def _put(call: Call) -> dict[str, Any]:
    _blueprint(call, call.input["environmentBlueprintIdentifier"])
    for member in _ROLES:
        if call.input.get(member):
            find_role(call, call.input[member])
    kept = call.records(CONFIGURATION)
    former = [record for record in kept if CONFIGURATION.is_meant(record, call.input)]
    now = utcnow()
    record = {**CONFIGURATION.renamed(call.input), "tags": {}, "createdAt": now, "updatedAt": now}
    kept[:] = [other for other in kept if other not in former]
    kept.append({**record, "createdAt": former[0]["createdAt"]} if former else record)
    return call.answer(CONFIGURATION, kept[-1])


def _delete(call: Call) -> dict[str, Any]:
    """Delete the configuration, if there is one: the page names no error for one that is not there."""
    kept = call.records(CONFIGURATION)
    kept[:] = [record for record in kept if not CONFIGURATION.is_meant(record, call.input)]
    return {}


OPERATIONS: dict[str, Operation] = {
    "ListEnvironmentBlueprints": _list,
    "GetEnvironmentBlueprint": _get,
    "PutEnvironmentBlueprintConfiguration": _put,
    "GetEnvironmentBlueprintConfiguration": describe(CONFIGURATION),
    "ListEnvironmentBlueprintConfigurations": list_(CONFIGURATION, by=("domainIdentifier",)),
    "DeleteEnvironmentBlueprintConfiguration": _delete,
}
