"""Domains of CodeArtifact, each of one account and Region.

Behaviour from the AWS CodeArtifact API Reference, pages "CreateDomain", "DescribeDomain", "DeleteDomain" and
"ListDomains": without a key of one's own there is AWS's, and a domain with repositories is not deleted.
"""

from __future__ import annotations

from typing import Any

from modules.emulator.records import Call, Record, Resource, States, create, delete, list_
from modules.emulator.records.operations import Operation
from modules.emulator.services.codeartifact.renamed import renamed
from modules.emulator.services.codeartifact.repositories import REPOSITORY

DOMAIN = Resource(
    "Domain",
    key=("name",),
    generated={"arn": "arn:{partition}:codeartifact:{region}:{account_id}:domain/{name}"},
    defaults={"repositoryCount": 0, "assetSizeBytes": 0},
    states=States("status", active="Active", deleting="Deleted"),
    created="createdTime",
    owner="owner",
)


def _check(call: Call, domain: Record) -> None:
    own_key = f"arn:{call.partition}:kms:{call.region}:{call.account_id}:alias/aws/codeartifact"
    domain.setdefault("encryptionKey", own_key)
    domain["s3BucketArn"] = f"arn:{call.partition}:s3:::assets-{call.account_id}-{call.region}"


def _describe(call: Call) -> dict[str, Any]:
    domain = call.find(DOMAIN)
    return call.answer(DOMAIN, {**domain, "repositoryCount": len(_repositories(call, domain))})


def _delete(call: Call) -> dict[str, Any]:
    domain = call.find(DOMAIN)
    if _repositories(call, domain):
        message = f"Domain {domain['name']} has repositories"
        raise call.refusal("ConflictException", message, resource_id=domain["name"], resource=DOMAIN)
    return delete(DOMAIN)(call)


def _repositories(call: Call, domain: Record) -> list[Record]:
    return [each for each in call.records(REPOSITORY) if each["domainName"] == domain["name"]]


NAMES = {"domain": "name"}
"""What the inputs of operations on domains call differently."""

OPERATIONS: dict[str, Operation] = renamed(
    {
        "CreateDomain": create(DOMAIN, check=_check),
        "DescribeDomain": _describe,
        "DeleteDomain": _delete,
        "ListDomains": list_(DOMAIN),
    },
    NAMES,
)
