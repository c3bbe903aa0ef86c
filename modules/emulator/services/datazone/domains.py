"""Domains of Amazon DataZone.

Behaviour from the Amazon DataZone API Reference, pages "CreateDomain", "GetDomain", "ListDomains", "UpdateDomain" and
"DeleteDomain", and from the Amazon DataZone User Guide, "AmazonDataZoneDomainExecutionRole" and "Data encryption at
rest for Amazon DataZone". A domain that has projects is deleted only where the check is skipped.
"""

from __future__ import annotations

from typing import Any

from moto.iam.models import iam_backends

from modules.emulator.named_by_arn import find_key, parse_arn
from modules.emulator.records import Call, Record, create, delete, describe, list_, update
from modules.emulator.records.operations import Operation
from modules.emulator.resource_policies import service_may
from modules.emulator.services.datazone.resources import CONFIGURATION, DOMAIN, GLOSSARY, PROJECT, TERM, of_domain

_SERVICE = "datazone.amazonaws.com"


def find_role(call: Call, arn: str) -> Any:
    """Find a role of the account.

    Raises:
        ServiceException: it is another account's, or there is none.

    """
    if parse_arn(arn).account_id != call.account_id:
        raise call.refusal("AccessDeniedException", "Cross-account pass role is not allowed.")
    roles = iam_backends[call.account_id][call.partition].roles.values()
    role = next((role for role in roles if role.arn == arn), None)
    if role is None:
        raise call.refusal("ValidationException", f"The role {arn} does not exist")
    return role


def _check(call: Call, domain: Record) -> None:
    role = find_role(call, domain["domainExecutionRole"])
    asked = {"aws:SourceAccount": call.account_id, "aws:TagKeys": "datazone-userId"}
    if not service_may(_trust(role), _SERVICE, "sts:AssumeRole", role.arn, asked):
        raise call.refusal("ValidationException", f"DataZone may not work as the role {role.arn}")
    key = domain.get("kmsKeyIdentifier")
    if key and not find_key(key, call.account_id, call.region):
        raise call.refusal("ValidationException", f"The key {key} does not exist")


def _trust(role: Any) -> str:
    """Give a trust policy as the emulator's evaluation reads it: it knows no operators for sets of values."""
    return str(role.assume_role_policy_document).replace("ForAllValues:", "")


def _delete(call: Call, domain: Record) -> None:
    projects = of_domain(call, PROJECT, domain["id"])
    if projects and call.input.get("skipDeletionCheck") is not True:
        raise call.refusal("ConflictException", f"The domain {domain['id']} has projects")
    for resource in (CONFIGURATION, GLOSSARY, PROJECT, TERM):
        for record in of_domain(call, resource, domain["id"]):
            call.records(resource).remove(record)


OPERATIONS: dict[str, Operation] = {
    "CreateDomain": create(DOMAIN, check=_check),
    "GetDomain": describe(DOMAIN),
    "ListDomains": list_(DOMAIN, by=("status",)),
    "UpdateDomain": update(DOMAIN, check=_check),
    "DeleteDomain": delete(DOMAIN, check=_delete),
}
