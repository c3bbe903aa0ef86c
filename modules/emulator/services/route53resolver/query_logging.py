"""Resolver query logging: configurations, of which another account may share one, and the VPCs that use them.

Behaviour from the pages "CreateResolverQueryLogConfig", "AssociateResolverQueryLogConfig" and those beside them.
"""

from __future__ import annotations

from typing import Any

from modules.emulator.records import Call, Record, Resource, create, delete, describe
from modules.emulator.records.operations import Operation
from modules.emulator.services.ram.reach import find_reachable, reachable
from modules.emulator.services.route53resolver.tagged import drop_tags, keep_tags
from modules.emulator.services.route53resolver.vpc_configuration import check_vpc

CONFIG = Resource(
    "ResolverQueryLogConfig",
    identified_by=("ResolverQueryLogConfigId",),
    generated={
        "Id": "rqlc-{random:16}",
        "Arn": "arn:{partition}:route53resolver:{region}:{account_id}:resolver-query-log-config/{Id}",
    },
    defaults={"Status": "CREATED", "ShareStatus": "NOT_SHARED", "AssociationCount": 0},
    owner="OwnerId",
    tags="Tags",
)
ASSOCIATION = Resource(
    "ResolverQueryLogConfigAssociation",
    key=("ResolverQueryLogConfigId", "ResourceId"),
    identified_by=("ResolverQueryLogConfigAssociationId",),
    generated={"Id": "rqlca-{random:16}"},
    defaults={"Status": "ACTIVE", "Error": "NONE", "ErrorMessage": ""},
)


def _get(call: Call) -> dict[str, Any]:
    return call.answer(CONFIG, find_reachable(call, CONFIG))


def _refuse_used(call: Call, record: Record) -> None:
    if record["AssociationCount"]:
        raise call.refusal("InvalidRequestException", f"{record['Id']} is associated with VPCs")
    drop_tags(call, record)


def _associate(call: Call, record: Record) -> None:
    check_vpc(call, record["ResourceId"])
    find_reachable(call, CONFIG)["AssociationCount"] += 1


def _disassociate(call: Call, record: Record) -> None:
    for config in call.everywhere(CONFIG):
        if config["Id"] == record["ResolverQueryLogConfigId"]:
            config["AssociationCount"] -= 1


def _list_configs(call: Call) -> dict[str, Any]:
    return _listed(call, "ResolverQueryLogConfigs", list(reachable(call, CONFIG)))


def _list_associations(call: Call) -> dict[str, Any]:
    return _listed(call, "ResolverQueryLogConfigAssociations", call.records(ASSOCIATION))


def _listed(call: Call, member: str, records: list[Record]) -> dict[str, Any]:
    filters = {f.get("Name"): f.get("Values") or [] for f in call.input.get("Filters") or []}
    found = [r for r in records if all(str(r.get(name)) in values for name, values in filters.items())]
    return {member: found, "TotalCount": len(records), "TotalFilteredCount": len(found)}


OPERATIONS: dict[str, Operation] = {
    "CreateResolverQueryLogConfig": create(CONFIG, check=keep_tags),
    "GetResolverQueryLogConfig": _get,
    "ListResolverQueryLogConfigs": _list_configs,
    "DeleteResolverQueryLogConfig": delete(CONFIG, check=_refuse_used),
    "AssociateResolverQueryLogConfig": create(ASSOCIATION, check=_associate),
    "GetResolverQueryLogConfigAssociation": describe(ASSOCIATION),
    "ListResolverQueryLogConfigAssociations": _list_associations,
    "DisassociateResolverQueryLogConfig": delete(ASSOCIATION, check=_disassociate),
}
