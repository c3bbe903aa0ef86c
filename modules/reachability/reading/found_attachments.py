"""Attachments that a workspace looks for among those of a transit gateway, by whose they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from modules.specification.errors import LandingZoneError
from modules.synthesized.accounts import AccountKeys
from modules.synthesized.resources import Resource

LOOKUP = "aws_ec2_transit_gateway_attachments"
"""The type of the lookup."""

_ATTACHMENT = "aws_ec2_transit_gateway_vpc_attachment"
_REFERENCE = "transit_gateway_attachment_id"
_GATEWAY, _OWNER = "transit-gateway-id", "resource-owner-id"
_ALWAYS = {"resource-type": "vpc", "state": "available"}


def with_found_attachments(resources: Sequence[Resource], keys: AccountKeys) -> list[Resource]:
    """Return resources that refer to attachments themselves where they referred to lookups of them.

    Args:
        resources: All of the network's.
        keys: The keys of accounts.

    Raises:
        LandingZoneError: a lookup asks for something else than the one VPC that an account has at a transit gateway,
            or finds none or several of them.

    """
    lookups = [resource for resource in resources if resource.kind == LOOKUP]
    attachments = [resource for resource in resources if resource.kind == _ATTACHMENT]
    found = {f"{lookup.identity}#ids": _found(lookup, attachments, keys).identity for lookup in lookups}
    return [_referring(resource, found) for resource in resources if resource.kind != LOOKUP]


def _referring(resource: Resource, found: Mapping[str, str]) -> Resource:
    attachment = found.get(resource.text(_REFERENCE) or "")
    return replace(resource, values={**resource.values, _REFERENCE: attachment}) if attachment else resource


def _found(lookup: Resource, attachments: Iterable[Resource], keys: AccountKeys) -> Resource:
    wanted = _filters(lookup)
    owner = keys.key(wanted[_OWNER])
    matching = [
        each for each in attachments if each.account == owner and each.text("transit_gateway_id") == wanted[_GATEWAY]
    ]
    if owner is None or len(matching) != 1:
        raise _error(lookup, f"{len(matching)} attachments of {owner or wanted[_OWNER]}")
    return matching[0]


def _filters(lookup: Resource) -> dict[str, Any]:
    written: list[Mapping[str, Any]] = lookup.values.get("filter") or []
    filters = {each["name"]: each["values"][0] for each in written if len(each["values"]) == 1}
    is_known = {*filters} == {_GATEWAY, _OWNER, *_ALWAYS} and len(written) == len(filters)
    if not is_known or any(filters[name] != value for name, value in _ALWAYS.items()) or lookup.values.get("tags"):
        raise _error(lookup, f"filters {', '.join(str(each.get('name')) for each in written) or 'nothing'}")
    return filters


def _error(lookup: Resource, got: str) -> LandingZoneError:
    return LandingZoneError(
        "an attachment is looked for that cannot be found in what was synthesized",
        got=f"{got} by {lookup.identity}",
        why="which VPC it finds decides who reaches whom, so nothing would be proved",
        fix=f"look for it by {_GATEWAY} and {_OWNER}, with {' and '.join(f'{k} {v}' for k, v in _ALWAYS.items())}, "
        "and let the account have one VPC at that transit gateway",
    )
