"""Repositories of a domain of CodeArtifact.

Behaviour from the AWS CodeArtifact API Reference, pages "CreateRepository", "DescribeRepository", "UpdateRepository",
"DeleteRepository", "AssociateExternalConnection" and "DisassociateExternalConnection": a repository has one external
connection at most.
"""

from __future__ import annotations

from typing import Any

from modules.emulator.records import Call, Resource, create, delete, describe, list_, update
from modules.emulator.records.operations import Operation
from modules.emulator.services.codeartifact.renamed import renamed

REPOSITORY = Resource(
    "Repository",
    key=("domainName", "name"),
    generated={"arn": "arn:{partition}:codeartifact:{region}:{account_id}:repository/{domainName}/{name}"},
    defaults={"upstreams": [], "externalConnections": []},
    created="createdTime",
    owner="domainOwner",
)

_FORMATS = {"pypi": "pypi", "npmjs": "npm", "maven-central": "maven", "nuget-org": "nuget", "ruby-gems-org": "ruby"}
"""The format of packages that comes from a public repository, by the name behind `public:`."""


def _associate(call: Call) -> dict[str, Any]:
    repository = call.find(REPOSITORY)
    name = call.input["externalConnection"]
    if repository["externalConnections"]:
        message = f"Repository {repository['name']} has an external connection"
        raise call.refusal("ConflictException", message, resource_id=repository["name"], resource=REPOSITORY)
    package_format = _FORMATS.get(name.removeprefix("public:"), "generic")
    connection = {"externalConnectionName": name, "packageFormat": package_format, "status": "Available"}
    repository["externalConnections"] = [connection]
    return call.answer(REPOSITORY, repository)


def _disassociate(call: Call) -> dict[str, Any]:
    repository = call.find(REPOSITORY)
    repository["externalConnections"] = []
    return call.answer(REPOSITORY, repository)


NAMES = {"domain": "domainName", "repository": "name"}
"""What the inputs of operations on repositories call differently."""

OPERATIONS: dict[str, Operation] = renamed(
    {
        "CreateRepository": create(REPOSITORY),
        "DescribeRepository": describe(REPOSITORY),
        "UpdateRepository": update(REPOSITORY),
        "DeleteRepository": delete(REPOSITORY),
        "ListRepositories": list_(REPOSITORY),
        "AssociateExternalConnection": _associate,
        "DisassociateExternalConnection": _disassociate,
    },
    NAMES,
)
