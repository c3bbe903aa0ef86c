"""Documents of organization policies: several of one kind made into one, and their size."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from modules.organization.spec import PolicyType

Document = dict[str, Any]

EVALUATED = frozenset({PolicyType.SERVICE_CONTROL_POLICY, PolicyType.RESOURCE_CONTROL_POLICY})
"""Kinds whose statements are evaluated for each request. Documents of the others are settings that are inherited."""


_OF_SETTINGS = {
    "ec2_attributes": PolicyType.DECLARATIVE_POLICY_EC2,
    "tags": PolicyType.TAG_POLICY,
    "plans": PolicyType.BACKUP_POLICY,
    "services": PolicyType.AISERVICES_OPT_OUT_POLICY,
    "chatbot": PolicyType.CHATBOT_POLICY,
    "securityhub": PolicyType.SECURITYHUB_POLICY,
    "inspector": PolicyType.INSPECTOR_POLICY,
    "upgrade_rollout": PolicyType.UPGRADE_ROLLOUT_POLICY,
    "bedrock": PolicyType.BEDROCK_POLICY,
    "s3_attributes": PolicyType.S3_POLICY,
    "network_security_director": PolicyType.NETWORK_SECURITY_DIRECTOR_POLICY,
    "guardduty": PolicyType.GUARDDUTY_POLICY,
}
"""The key at the top of each kind's documents (AWS Organizations User Guide, the syntax page of each kind)."""


class UnknownKindError(ValueError):
    """A document that is none of an organization policy."""


class ContradictionError(ValueError):
    """Two documents set one thing differently. The text is the path of it."""


def kind_of(document: Document) -> PolicyType:
    """Tell the kind of policy that a document is for; a resource control policy names principals.

    Raises:
        UnknownKindError: it is for none.

    """
    if statements := document.get("Statement"):
        names_principals = "Principal" in statements[0]
        return PolicyType.RESOURCE_CONTROL_POLICY if names_principals else PolicyType.SERVICE_CONTROL_POLICY
    for key, kind in _OF_SETTINGS.items():
        if key in document:
            return kind
    raise UnknownKindError


def merged(kind: PolicyType, documents: Iterable[Document]) -> Document:
    """Make one document of several.

    Raises:
        ContradictionError: they set one thing differently; statements never do.

    """
    if kind in EVALUATED:
        statements = [statement for document in documents for statement in document["Statement"]]
        return {"Version": "2012-10-17", "Statement": statements}
    whole: Document = {}
    for document in documents:
        whole = _deeply(whole, document, "")
    return whole


def minified(document: Document) -> str:
    """Write a document without white space: the form whose characters Organizations counts."""
    return json.dumps(document, separators=(",", ":"), ensure_ascii=False)


def _deeply(left: Document, right: Document, path: str) -> Document:
    both = dict(left)
    for key, value in right.items():
        below = f"{path}.{key}".removeprefix(".")
        if key not in both:
            both[key] = value
        elif isinstance(both[key], dict) and isinstance(value, dict):
            both[key] = _deeply(both[key], value, below)
        elif both[key] != value:
            raise ContradictionError(below)
    return both
