"""What the policies of an environment refer to by name, read from what was synthesized."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from modules.names.documents import document
from modules.names.names import Name, name_in, role_for
from modules.names.patterns import names_something, pattern_of
from modules.synthesized.environment import Synthesized
from modules.synthesized.resources import Resource

POLICIES: Mapping[str, str] = {
    "aws_backup_vault_policy": "policy",
    "aws_cloudwatch_event_bus_policy": "policy",
    "aws_cloudwatch_log_resource_policy": "policy_document",
    "aws_codeartifact_domain_permissions_policy": "policy_document",
    "aws_codeartifact_repository_permissions_policy": "policy_document",
    "aws_ecr_registry_policy": "policy",
    "aws_ecr_repository_policy": "policy",
    "aws_glue_resource_policy": "policy",
    "aws_iam_policy": "policy",
    "aws_iam_role": "assume_role_policy",
    "aws_iam_role_policy": "policy",
    "aws_kms_key": "policy",
    "aws_oam_sink_policy": "policy",
    "aws_organizations_policy": "content",
    "aws_s3_access_point": "policy",
    "aws_s3_bucket_policy": "policy",
    "aws_s3control_access_point_policy": "policy",
    "aws_sagemaker_model_package_group_policy": "resource_policy",
    "aws_secretsmanager_secret_policy": "policy",
    "aws_sns_topic_policy": "policy",
    "aws_sqs_queue": "policy",
    "aws_ssoadmin_permission_set_inline_policy": "inline_policy",
}
"""Types of resources that hold a policy which refers to others, and the argument that it is in. What policies of
endpoints name is AWS's, and has its source in `policies/network/endpoint-exceptions.yaml`."""

_ATTACHED = ("aws_ssoadmin_customer_managed_policy_attachment", "aws_ssoadmin_permissions_boundary_attachment")
_CUSTOMER_MANAGED = "customer_managed_policy_reference"
_VAULT = "target_backup_vault_name"
_TAG_OF = {"aws:principaltag/": "principal tag", "aws:requesttag/": "tag", "aws:resourcetag/": "tag"}
_PASSED_TO = "iam:PassedToService"


@dataclass(frozen=True, slots=True, order=True)
class Reference:
    """What a policy refers to by name."""

    names: tuple[Name, ...]
    """One name; several where it is enough that there is one of them."""
    source: str
    """The address of the policy in its workspace or module."""


def references(synthesized: Synthesized) -> list[Reference]:
    """Return every name that policies refer to, each once for every policy.

    Raises:
        LandingZoneError: a policy cannot be followed.

    """
    found: dict[Reference, None] = {}
    for resource in synthesized.resources(_ATTACHED):
        found.update((Reference((name,), resource.address), None) for name in _attached(resource))
    seen: set[str] = set()
    for resource in synthesized.resources(POLICIES):
        if resource.address in seen:  # a module's, which many workspaces call
            continue
        seen.add(resource.address)
        for names in _names(document(synthesized, resource, POLICIES[resource.kind])):
            if all(names_something(name.pattern) for name in names):
                found[Reference(names, resource.address)] = None
    return sorted(found)


def names_in(document: object) -> list[Name]:
    """Return every name that a policy refers to."""
    return [name for names in _names(document) for name in names if names_something(name.pattern)]


def _attached(resource: Resource) -> Iterator[Name]:
    """Give the policies of the accounts themselves that a permission set has, as its own or as its boundary."""
    blocks = [resource.values, resource.values.get("permissions_boundary") or {}]
    for block in blocks:
        policy = block.get(_CUSTOMER_MANAGED) if isinstance(block, Mapping) else None
        if isinstance(policy, Mapping):
            yield Name("iam:policy", f"{policy.get('path') or '/'}{policy['name']}".removeprefix("/"))


def _names(value: Any) -> Iterator[tuple[Name, ...]]:
    if isinstance(value, dict):
        yield from _of_block(value)
        for below, item in value.items():
            yield from _of_text(below)
            yield from _names(item)
    elif isinstance(value, list):
        for item in value:
            yield from _names(item)
    elif isinstance(value, str):
        yield from _of_text(value)


def _of_text(text: str) -> Iterator[tuple[Name, ...]]:
    name = name_in(text)
    if name:
        yield (name,)
    for mark, kind in _TAG_OF.items():
        if text.lower().startswith(mark):
            yield (Name(kind, text[len(mark) :]),)


def _of_block(block: Mapping[str, Any]) -> Iterator[tuple[Name, ...]]:
    """Give what an entry names by its place: the vault of a backup rule, a role for each service that may get one."""
    vault = block.get(_VAULT)
    if isinstance(vault, dict):
        yield from ((Name("backup:backup-vault", pattern_of(str(text))),) for text in vault.values())
    if block.get("Effect") != "Allow":
        return
    roles = [name for name in map(name_in, _list(block.get("Resource"))) if name and name.kind == "iam:role"]
    for operator in block.get("Condition", {}).values() if roles else ():
        for service in _list(operator.get(_PASSED_TO)):
            yield tuple(Name(role_for(service), role.pattern) for role in roles)


def _list(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else [item for item in value or () if isinstance(item, str)]
