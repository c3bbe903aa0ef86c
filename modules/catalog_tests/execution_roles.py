"""What services work as for a team: the roles of an account below `/teams/`, with their policies, as synthesized."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from modules.policy_evaluation.reading.inputs import Account
from modules.synthesized.environment import Synthesized
from modules.synthesized.resources import Resource
from modules.synthesized.unknowns import Identity, Unknown

KINDS = frozenset({"aws_iam_role", "aws_iam_role_policy"})

_PATH = "/teams/"
_ROLE, _ROLE_POLICY = "aws_iam_role", "aws_iam_role_policy"

Document = Mapping[str, Any]


def execution_roles(
    synthesized: Synthesized, account: Account, resources: Mapping[str, Resource], bucket: str
) -> Iterator[tuple[str, Document]]:
    """Give each execution role of an account, by path and name, with its policy.

    What contents add to a role later, such as the right to read data, is left out: it allows more and denies nothing.

    Args:
        synthesized: The environment as it was synthesized.
        account: The account.
        resources: Its roles and policies among others, by identity.
        bucket: The name of the team's bucket.

    """
    own = [resource for resource in resources.values() if resource.account == account.key]
    roles = [each for each in own if each.kind == _ROLE and str(each.values.get("path", "")).startswith(_PATH)]
    policies = {(_where(each), each.values.get("role")): each for each in own if each.kind == _ROLE_POLICY}
    for role in roles:
        if policy := policies.get((_where(role), role.values["name"])):
            path = f"{role.values['path']}{role.values['name']}".removeprefix("/")
            yield path, _document(synthesized, policy, account, bucket)


def _where(resource: Resource) -> str:
    return resource.identity.partition(":")[0]


def _document(synthesized: Synthesized, policy: Resource, account: Account, bucket: str) -> Document:
    def known(value: Any) -> Any:
        if not isinstance(value, Unknown):
            return value
        kind = value.address.partition(".")[0] if isinstance(value, Identity) else ""
        if kind == "aws_s3_bucket":
            return bucket
        if kind == "aws_kms_key":
            return f"arn:aws:kms:{policy.region}:{account.known_id}:key/of-the-team"
        return str(account.known_id)

    document: Document = json.loads(str(synthesized.argument(policy, "policy", known)))
    return document
