"""Resource policies of domains and repositories of CodeArtifact.

Behaviour from the AWS CodeArtifact API Reference, pages "PutDomainPermissionsPolicy", "GetDomainPermissionsPolicy",
"DeleteDomainPermissionsPolicy" and those of repositories: whoever names an old revision is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from modules.emulator.records import Call, Resource
from modules.emulator.records.operations import Operation
from modules.emulator.records.resource import Random
from modules.emulator.services.codeartifact import domains, repositories
from modules.emulator.services.codeartifact.domains import DOMAIN
from modules.emulator.services.codeartifact.renamed import renamed
from modules.emulator.services.codeartifact.repositories import REPOSITORY


def _put(resource: Resource) -> Operation:
    def perform(call: Call) -> dict[str, Any]:
        record = call.find(resource)
        known = record.get("policy")
        wanted = call.input.get("policyRevision")
        if wanted and known and wanted != known["revision"]:
            raise call.refusal("ConflictException", f"The policy's revision is not {wanted}", resource=resource)
        record["policy"] = {
            "resourceArn": record["arn"],
            "revision": f"{Random():16}",
            "document": call.input["policyDocument"],
        }
        return {"policy": record["policy"]}

    return perform


def _get(resource: Resource) -> Operation:
    def perform(call: Call) -> dict[str, Any]:
        return {"policy": _policy(call, resource)}

    return perform


def _delete(resource: Resource) -> Operation:
    def perform(call: Call) -> dict[str, Any]:
        policy = _policy(call, resource)
        del call.find(resource)["policy"]
        return {"policy": policy}

    return perform


def _policy(call: Call, resource: Resource) -> dict[str, Any]:
    record = call.find(resource)
    if "policy" not in record:
        message = f"{record['name']} has no policy"
        raise call.refusal("ResourceNotFoundException", message, resource_id=record["name"], resource=resource)
    policy: dict[str, Any] = record["policy"]
    return policy


def _operations(resource: Resource, names: Mapping[str, str]) -> dict[str, Operation]:
    verbs = {"Put": _put, "Get": _get, "Delete": _delete}
    each = {f"{verb}{resource.name}PermissionsPolicy": operation(resource) for verb, operation in verbs.items()}
    return renamed(each, names)


OPERATIONS: dict[str, Operation] = {
    **_operations(DOMAIN, domains.NAMES),
    **_operations(REPOSITORY, repositories.NAMES),
}
