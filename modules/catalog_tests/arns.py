"""The resources that an action of a handler is asked about: the product's own, and what it uses of the team's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from modules.catalog_tests.launches import LaunchedResource
from modules.catalog_tests.spec import property_of
from modules.policy_evaluation.creating.action_facts import ActionFacts

_VARYING = re.compile(r"\$\{(\w+)\}")
_ROLE = re.compile(r"arn:aws:iam::\d{12}:role/[\w+=,.@/-]+")
_OBJECT = re.compile(r"s3://([^/]+)/(.*)", re.DOTALL)
_ARN = re.compile(r"arn:aws:\w+:(?P<region>[\w-]+):(?P<account>\d{12}):[\w-]+/(?P<name>.+)")
_IMAGE = re.compile(r"(?P<account>\d{12})\.dkr\.ecr\.(?P<region>[\w-]+)\.amazonaws\.com/(?P<name>[\w./-]+)[:@].+")
_GENERATED = "known-after-apply"


def asked_resources(action: str, facts: Mapping[str, ActionFacts], launched: LaunchedResource) -> list[str]:
    """Return the ARNs that an action must be allowed on; `*` for one that knows no resource.

    Args:
        action: The action.
        facts: What is known of it, and of the action that creates the resource.
        launched: The resource.

    """
    return [arn for _, arn in asked_kinds(action, facts, launched)]


def asked_kinds(action: str, facts: Mapping[str, ActionFacts], launched: LaunchedResource) -> list[tuple[str, str]]:
    """Return each of these ARNs with the kind of resource that it names; no kind for `*`."""
    patterns = facts[action].resources
    kinds = own_kinds(action, facts, launched) & patterns.keys() or used_kinds(action, patterns)
    found = [(kind, arn) for kind in sorted(kinds) for arn in _arns(action, kind, patterns[kind], launched)]
    return found or [("", "*")]


def used_kinds(action: str, patterns: Mapping[str, str]) -> set[str]:
    """Return the kinds of resource that an action works on, without access points of S3, which no product makes."""
    return {kind for kind in patterns if not action.startswith("s3:") or kind in {"bucket", "object"}}


def own_kinds(action: str, facts: Mapping[str, ActionFacts], launched: LaunchedResource) -> set[str]:
    """Return the kinds of resource of a request about the resource itself: for creating it, all that this works on."""
    create = launched.spec.creates
    created = {*create.on} or {kind for each in create.actions for kind in facts[each].resources}
    return created if action in create.actions else {*launched.spec.kinds} or created


def _arns(action: str, kind: str, pattern: str, launched: LaunchedResource) -> Iterator[str]:
    account, service = launched.account, action.partition(":")[0].lower()
    if service == "kms":
        yield account.team("key-arn")
    elif service == "s3" and kind == "bucket":
        yield f"arn:aws:s3:::{account.team('bucket')}"
    elif service == "s3":
        yield from (f"arn:aws:s3:::{bucket}/{key}object" for bucket, key in _objects(launched.properties))
    elif action.lower() == "iam:passrole":
        yield from sorted(set(_texts(launched.properties, _ROLE)))
    elif action.lower() == "iam:createservicelinkedrole":
        yield f"arn:aws:iam::{account.id}:role/aws-service-role/{launched.context.get('iam:AWSServiceName')}/x"
    elif service == "secretsmanager":
        owner = property_of(launched.properties, launched.spec.keeps_secret)
        yield filled(pattern, account.id, account.region, f"redshift!{owner}-admin-AbCdEf")
    elif service == "ecr" and kind == "repository":
        yield from (filled(pattern, *image.group("account", "region", "name")) for image in _images(launched))
    elif named := _ARN.fullmatch(launched.name):
        yield filled(pattern, *named.group("account", "region", "name"))
    else:
        yield filled(pattern, account.id, account.region, launched.name or _GENERATED)


def _images(launched: LaunchedResource) -> list[re.Match[str]]:
    """Return the images that are named."""
    return [image for text in _every_text(launched.properties) if (image := _IMAGE.fullmatch(text))]


def filled(pattern: str, account_id: str, region: str, name: str) -> str:
    """Fill in the ARN of a kind of resource."""
    known = {"Partition": "aws", "Region": region, "Account": account_id}
    start = _VARYING.split(pattern.rpartition(":")[2])[0]
    return _VARYING.sub(lambda found: known.get(found[1], name.removeprefix(start)), pattern)


def _objects(properties: Any) -> set[tuple[str, str]]:
    """Return bucket and key of each place in S3 that is named."""
    found = (_OBJECT.fullmatch(text) for text in _every_text(properties))
    return {(match[1], match[2]) for match in found if match}


def _texts(value: Any, wanted: re.Pattern[str]) -> Iterator[str]:
    yield from (text for text in _every_text(value) if wanted.fullmatch(text))


def _every_text(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _every_text(item)
    elif isinstance(value, list):
        for item in value:
            yield from _every_text(item)
